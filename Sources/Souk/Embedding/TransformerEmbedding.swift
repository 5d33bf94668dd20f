#if Transformer
    import SoukAnalysis
    import SoukEngine
    import SoukVectors

    /// Texts have the vectors of a sentence encoder.
    struct TransformerEmbedding: TextEmbedding {
        let encoder: TransformerEncoder

        var dimension: Int { encoder.dimension }

        func vector(of document: Document, _ schema: SoukEngine.Schema, _ analyzer: Analyzer) -> [Float]? {
            vectors(of: [document], schema, analyzer)[0]
        }

        func vectors(
            of documents: [Document], _ schema: SoukEngine.Schema, _ analyzer: Analyzer
        ) -> [[Float]?] {
            let fields = EmbeddedText(schema)
            return encoder.vectors(of: documents.map { fields.namingText($0) })
        }

        func vector(ofQuery text: String, _ analyzer: Analyzer) -> [Float]? {
            text.isEmpty ? nil : encoder.vectors(of: [text])[0]
        }
    }
#endif
