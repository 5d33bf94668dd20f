#if Transformer
    import Foundation
    import Testing

    @testable import SoukVectors

    @Suite("The sentence encoder")
    struct TransformerTests {
        private static let folder = ProcessInfo.processInfo.environment["SOUK_MODEL"]

        private struct Row: Decodable {
            var text: String
            var tokens: [Int32]
            var vector: [Float]
        }

        @Test(
            "tokens are those of the reference, and vectors within 1e-3, alone and together",
            .enabled(if: folder != nil, "SOUK_MODEL names the folder of all-MiniLM-L6-v2"))
        func reference() throws {
            let folder = try #require(Self.folder)
            func data(_ name: String) throws -> Data {
                try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
            }
            let encoder = try TransformerEncoder(
                try TransformerConfiguration.read(try data("config.json"), file: "config.json"),
                vocabulary: String(decoding: try data("vocab.txt"), as: UTF8.self),
                weights: try SafetensorsFile(try data("model.safetensors"), file: "model"), name: "model")
            let rows = try JSONDecoder().decode(
                [Row].self,
                from: try Data(
                    contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                        .appendingPathComponent("Reference/minilm.json")))
            let together = encoder.vectors(of: rows.map(\.text))
            for (row, vector) in zip(rows, together) {
                #expect(encoder.tokens(of: row.text) == row.tokens, "\(row.text)")
                for found in [vector, encoder.vectors(of: [row.text])[0]] {
                    let difference = zip(found, row.vector).map { abs($0 - $1) }.max() ?? 1
                    #expect(difference < 1e-3, "\(row.text): \(difference)")
                }
            }
        }

        @Test("a model whose parts do not fit is refused by name")
        func refused() throws {
            let json = Data(
                #"{"hidden_size":4,"num_hidden_layers":1,"num_attention_heads":2,"intermediate_size":8,"vocab_size":3,"max_position_embeddings":16,"layer_norm_eps":1e-12}"#
                    .utf8)
            let configuration = try TransformerConfiguration.read(json, file: "c")
            var bytes = Data([2, 0, 0, 0, 0, 0, 0, 0])
            bytes += Data("{}".utf8)
            let empty = try SafetensorsFile(bytes, file: "m")
            #expect(
                throws: VectorFileError.missing(
                    file: "m", what: "no tensor 'encoder.layer.0.attention.self.query.weight'")
            ) {
                _ = try TransformerEncoder(
                    configuration, vocabulary: "[UNK]\n[CLS]\n[SEP]", weights: empty, name: "m")
            }
            #expect(throws: VectorFileError.self) {
                _ = try TransformerEncoder(configuration, vocabulary: "a\nb", weights: empty, name: "m")
            }
            for bad in [
                #"{"hidden_size":4}"#, "[]",
                String(decoding: json, as: UTF8.self).replacing(":2,", with: ":3,"),
            ] {
                #expect(throws: VectorFileError.self) {
                    _ = try TransformerConfiguration.read(Data(bad.utf8), file: "c")
                }
            }
        }

        @Test("words are cut at signs and Han characters, without case and accents")
        func words() throws {
            let words = WordPieceTokenizer.words("Café-Crème 华为P60!").map { word in
                String(String.UnicodeScalarView(word))
            }
            #expect(words == ["cafe", "-", "creme", "华", "为", "p60", "!"])
            let tokenizer = try WordPieceTokenizer(
                vocabulary: "[UNK]\n[CLS]\n[SEP]\nrun\n##ning\n##s\nr", file: "v")
            #expect(tokenizer.tokens("Running runs rx", limit: 10) == [1, 3, 4, 3, 5, 0, 2])
            #expect(tokenizer.tokens("run run run run", limit: 4) == [1, 3, 3, 2])
            #expect(tokenizer.tokens("", limit: 4) == [1, 2])
        }
    }
#endif
