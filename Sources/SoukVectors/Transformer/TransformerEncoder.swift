#if Transformer
    import CSoukKernels
    import Foundation

    /// A sentence encoder of BERT's kind (Vaswani et al. 2017; Devlin et al. 2019; Reimers & Gurevych 2019), in float32: the mean of
    /// the last layer's vectors, of length 1.
    ///
    /// Many texts pass each layer together: their tokens are the rows of one matrix, so that weights are read once for all;
    /// attention is within a text.
    /// - Complexity: O(tokens · layers · hidden · (hidden + inner)), about 21 million products a token for six layers of 384.
    package final class TransformerEncoder: Sendable {
        package let configuration: TransformerConfiguration
        private let tokenizer: WordPieceTokenizer
        private let weights: Weights
        /// Tokens of a text that are read.
        package static let longestText = 128

        private struct Linear: Sendable {
            let weight: [Float]
            let bias: [Float]
        }

        private struct Normalization: Sendable {
            let weight: [Float]
            let bias: [Float]
        }

        private struct Layer: Sendable {
            let query: Linear
            let key: Linear
            let value: Linear
            let output: Linear
            let attentionNormalization: Normalization
            let inner: Linear
            let outer: Linear
            let normalization: Normalization
        }

        private struct Weights: Sendable {
            let words: [Float]
            let positions: [Float]
            let type: [Float]
            let normalization: Normalization
            let layers: [Layer]
        }

        /// - Throws: ``VectorFileError`` when a tensor is missing or has another shape than the configuration asks for.
        package init(
            _ configuration: TransformerConfiguration, vocabulary: String, weights file: SafetensorsFile,
            name: String
        ) throws(VectorFileError) {
            self.configuration = configuration
            tokenizer = try WordPieceTokenizer(vocabulary: vocabulary, file: name)
            guard Int(tokenizer.largestNumber) < configuration.vocabularySize else {
                throw .malformed(
                    file: name, line: nil, expected: "\(configuration.vocabularySize) pieces",
                    found: "\(tokenizer.largestNumber + 1)")
            }
            let hidden = configuration.hiddenSize
            let prefix = file.tensors["bert.embeddings.word_embeddings.weight"] == nil ? "" : "bert."
            func tensor(_ path: String, _ shape: [Int]) throws(VectorFileError) -> [Float] {
                let full = prefix + path
                guard let found = file.tensors[full] else {
                    throw .missing(file: name, what: "no tensor '\(full)'")
                }
                guard found.shape == shape else {
                    throw .malformed(
                        file: name, line: nil, expected: "\(full) of \(shape)", found: "\(found.shape)")
                }
                return try file.floats(full)
            }
            func linear(_ path: String, _ output: Int, _ input: Int) throws(VectorFileError) -> Linear {
                Linear(
                    weight: try tensor(path + ".weight", [output, input]),
                    bias: try tensor(path + ".bias", [output]))
            }
            func normalization(_ path: String) throws(VectorFileError) -> Normalization {
                Normalization(
                    weight: try tensor(path + ".weight", [hidden]), bias: try tensor(path + ".bias", [hidden])
                )
            }
            var layers: [Layer] = []
            for number in 0..<configuration.layerCount {
                let path = "encoder.layer.\(number)."
                layers.append(
                    Layer(
                        query: try linear(path + "attention.self.query", hidden, hidden),
                        key: try linear(path + "attention.self.key", hidden, hidden),
                        value: try linear(path + "attention.self.value", hidden, hidden),
                        output: try linear(path + "attention.output.dense", hidden, hidden),
                        attentionNormalization: try normalization(path + "attention.output.LayerNorm"),
                        inner: try linear(path + "intermediate.dense", configuration.innerSize, hidden),
                        outer: try linear(path + "output.dense", hidden, configuration.innerSize),
                        normalization: try normalization(path + "output.LayerNorm")))
            }
            weights = Weights(
                words: try tensor(
                    "embeddings.word_embeddings.weight", [configuration.vocabularySize, hidden]),
                positions: try tensor(
                    "embeddings.position_embeddings.weight", [configuration.positionCount, hidden]),
                type: Array(
                    try tensor("embeddings.token_type_embeddings.weight", [2, hidden]).prefix(hidden)),
                normalization: try normalization("embeddings.LayerNorm"), layers: layers)
        }

        package var dimension: Int { configuration.hiddenSize }

        /// The vectors of texts, each of length 1.
        package func vectors(of texts: [String]) -> [[Float]] {
            let limit = min(Self.longestText, configuration.positionCount)
            return vectors(ofTokens: texts.map { tokenizer.tokens($0, limit: limit) })
        }

        /// The pieces of a text, as the encoder reads them.
        package func tokens(of text: String) -> [Int32] {
            tokenizer.tokens(text, limit: min(Self.longestText, configuration.positionCount))
        }

        private func vectors(ofTokens texts: [[Int32]]) -> [[Float]] {
            let hidden = configuration.hiddenSize
            var starts = [0]
            for text in texts { starts.append(starts[starts.count - 1] + text.count) }
            var rows = embeddings(texts, rowCount: starts[texts.count])
            for layer in weights.layers {
                var attended = linear(attention(rows, starts, layer), layer.output)
                add(rows, to: &attended)
                normalize(&attended, layer.attentionNormalization)
                var inner = linear(attended, layer.inner)
                inner.withUnsafeMutableBufferPointer { souk_gelu($0.baseAddress, $0.count) }
                rows = linear(inner, layer.outer)
                add(attended, to: &rows)
                normalize(&rows, layer.normalization)
            }
            return texts.indices.map { text in
                var sum = [Float](repeating: 0, count: hidden)
                for row in starts[text]..<starts[text + 1] {
                    for index in 0..<hidden { sum[index] += rows[row * hidden + index] }
                }
                return VectorMath.normalized(sum) ?? sum
            }
        }

        private func embeddings(_ texts: [[Int32]], rowCount: Int) -> [Float] {
            let hidden = configuration.hiddenSize
            var rows = [Float](repeating: 0, count: rowCount * hidden)
            var row = 0
            for text in texts {
                for (position, token) in text.enumerated() {
                    for index in 0..<hidden {
                        rows[row * hidden + index] =
                            weights.words[Int(token) * hidden + index]
                            + weights.positions[position * hidden + index] + weights.type[index]
                    }
                    row += 1
                }
            }
            normalize(&rows, weights.normalization)
            return rows
        }

        private func linear(_ rows: [Float], _ layer: Linear) -> [Float] {
            var result = CosineSimilarity.products(
                rows, layer.weight, dimension: layer.weight.count / layer.bias.count)
            let width = layer.bias.count
            result.withUnsafeMutableBufferPointer { result in
                guard let base = result.baseAddress else { return }
                for row in 0..<result.count / width {
                    souk_add_scaled(1, layer.bias, base + row * width, width)
                }
            }
            return result
        }

        private func add(_ other: [Float], to rows: inout [Float]) {
            souk_add_scaled(1, other, &rows, rows.count)
        }

        private func normalize(_ rows: inout [Float], _ normalization: Normalization) {
            souk_normalize_rows(
                &rows, rows.count / configuration.hiddenSize, configuration.hiddenSize, normalization.weight,
                normalization.bias, Float(configuration.normalizationEpsilon))
        }

        /// softmax(Q Kᵀ / √d) V for each text and head.
        private func attention(_ rows: [Float], _ starts: [Int], _ layer: Layer) -> [Float] {
            let hidden = configuration.hiddenSize
            let width = hidden / configuration.headCount
            let query = linear(rows, layer.query)
            let key = linear(rows, layer.key)
            let value = linear(rows, layer.value)
            var result = [Float](repeating: 0, count: rows.count)
            let scale = 1 / Float(width).squareRoot()
            for text in 0..<starts.count - 1 {
                let range = starts[text]..<starts[text + 1]
                souk_attend(
                    query, key, value, range.lowerBound, range.count, hidden, configuration.headCount, scale,
                    &result)
            }
            return result
        }
    }
#endif
