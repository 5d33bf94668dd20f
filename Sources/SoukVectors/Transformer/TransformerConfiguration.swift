#if Transformer
    import Foundation

    /// The shape of a BERT encoder, as its `config.json` names it.
    package struct TransformerConfiguration: Codable, Sendable, Equatable {
        package var hiddenSize: Int
        package var layerCount: Int
        package var headCount: Int
        package var innerSize: Int
        package var vocabularySize: Int
        package var positionCount: Int
        package var normalizationEpsilon: Double
        package var activation: String?

        private enum CodingKeys: String, CodingKey {
            case hiddenSize = "hidden_size"
            case layerCount = "num_hidden_layers"
            case headCount = "num_attention_heads"
            case innerSize = "intermediate_size"
            case vocabularySize = "vocab_size"
            case positionCount = "max_position_embeddings"
            case normalizationEpsilon = "layer_norm_eps"
            case activation = "hidden_act"
        }

        package static func read(_ json: Data, file: String) throws(VectorFileError)
            -> TransformerConfiguration
        {
            let value: TransformerConfiguration
            do { value = try JSONDecoder().decode(TransformerConfiguration.self, from: json) } catch {
                throw .malformed(
                    file: file, line: nil, expected: "the configuration of a BERT encoder", found: "\(error)")
            }
            let sizes = [
                value.hiddenSize, value.layerCount, value.headCount, value.innerSize, value.vocabularySize,
                value.positionCount,
            ]
            guard sizes.allSatisfy({ $0 > 0 && $0 <= 1 << 24 }), value.hiddenSize % value.headCount == 0,
                value.hiddenSize <= 65_536, value.layerCount <= 1000
            else {
                throw .malformed(
                    file: file, line: nil, expected: "sizes above 0, heads that divide the hidden size",
                    found: "\(sizes)")
            }
            guard value.activation ?? "gelu" == "gelu" else {
                throw .malformed(
                    file: file, line: nil, expected: "the activation gelu", found: value.activation ?? "")
            }
            return value
        }
    }
#endif
