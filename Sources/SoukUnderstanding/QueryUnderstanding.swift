import SoukAnalysis

/// Reads query texts: text in, ``Interpretation`` out.
///
/// Total and bounded: any text has an interpretation, at most ``FoldedText/maximumCount`` characters are read,
/// and every stage is linear in them. Deterministic; safe to use from any number of tasks.
package struct QueryUnderstanding: Sendable {
    private let lexicon: CatalogueLexicon
    private let fields: [String]
    private let classifier = IntentClassifier()

    /// - Parameters:
    ///   - lexicon: the catalogue's brands and categories; may be empty.
    ///   - fields: names of the schema's fields, for `field:value`.
    package init(lexicon: CatalogueLexicon = CatalogueLexicon(), fields: [String] = []) {
        self.lexicon = lexicon
        self.fields = fields
    }

    /// What a query text means.
    package func interpret(_ text: String) -> Interpretation {
        let folded = FoldedText(text)
        var stages = InterpretationStages(text: folded, original: text, lexicon: lexicon)
        stages.readSyntax(fields)
        stages.readPrice()
        stages.readQuantities()
        stages.readWords()
        stages.readEntities()
        let probabilities = classifier.probabilities(stages.features())
        let (intent, confidence) = classifier.intent(probabilities)
        stages.acceptName(as: intent)
        return stages.interpretation(intent: intent, confidence: confidence, probabilities: probabilities)
    }
}
