import SoukAnalysis

/// Reads query texts: text in, ``Interpretation`` out.
///
/// Total and bounded: any text has an interpretation, at most ``FoldedText/maximumCount`` characters are read,
/// and every stage is linear in them. Deterministic; safe to use from any number of tasks.
package struct QueryUnderstanding: Sendable {
    private let lexicon: CatalogueLexicon
    private let fields: QuerySyntax.FieldNames
    private let tagger: EntityTagger
    private let classifier: IntentClassifier

    /// - Parameters:
    ///   - lexicon: the catalogue's brands and categories; may be empty.
    ///   - fields: names of the schema's fields, for `field:value`.
    ///   - accepts: whether a value fits its field; `field:value` with one that does not is plain text. Nil: every value does.
    ///   - model: the trained parts; the one that ships by default.
    package init(
        lexicon: CatalogueLexicon = CatalogueLexicon(), fields: [String] = [],
        accepts: (@Sendable (_ field: String, _ value: String) -> Bool)? = nil,
        model: UnderstandingModel = .shipped
    ) {
        self.lexicon = lexicon
        self.fields = QuerySyntax.FieldNames(fields, accepts: accepts)
        tagger = EntityTagger(model.tagger)
        classifier = IntentClassifier(model)
    }

    /// What a query text means.
    /// - Parameter ignored: parts that are not read.
    package func interpret(_ text: String, ignoring ignored: Set<InterpretationPart> = []) -> Interpretation {
        var stages = evidenceStages(text, ignoring: ignored)
        stages.readEntities(tagger, ignoring: ignored)
        var prediction = classifier.prediction(of: stages.intentFeatures())
        if prediction.intent == .priceComparison, !stages.speaksOfPrice {
            prediction = prediction.excluding(.priceComparison)
        }
        stages.acceptName(as: prediction.intent, ignoring: ignored)
        return stages.interpretation(prediction)
    }

    /// Finds what the first readings would wait for.
    package func prepare() {
        lexicon.prepare()
        _ = LookAlikeTable.shipped
    }

    /// Whether the catalogue has many Han words.
    package var isHan: Bool { lexicon.knowsHanPairs }

    /// The catalogue's brands of a name as a shopper writes it: 华为 and huawei for `华为（HUAWEI）`.
    package func brands(named name: String) -> [String] {
        lexicon.brands.values(named: name).compactMap(\.last)
    }

    /// Lengths of the names of the catalogue's brands that a folded word begins with, longest first: 6 of huaweip60.
    func brandLengths(beginning word: some Sequence<UInt32>) -> [Int] { lexicon.brands.beginnings(of: word) }

    /// The paths of the catalogue's categories of a name.
    package func categories(named name: String) -> [[String]] { lexicon.categories.values(named: name) }

    private func evidenceStages(
        _ text: String, ignoring ignored: Set<InterpretationPart> = []
    ) -> InterpretationStages {
        var stages = InterpretationStages(text: FoldedText(text), original: text, lexicon: lexicon)
        stages.readSyntax(fields, exclusions: !ignored.contains(.exclusions))
        if !ignored.contains(.price) { stages.readPrice() }
        if !ignored.contains(.quantities) { stages.readQuantities() }
        stages.readWords()
        if !ignored.contains(.exclusions) { stages.readNegations() }
        stages.readEvidence()
        return stages
    }
}

/// What training sees of a text: the same stages, with evidence that it may put in place of the catalogue's.
extension QueryUnderstanding {
    /// The pieces of a text and what is known of them.
    package func evidence(of text: String) -> (pieces: TextPieces, evidence: [PieceEvidence]) {
        let stages = evidenceStages(text)
        return (stages.pieces, stages.evidence)
    }

    /// Features of a text's intent.
    /// - Parameter evidence: in place of the catalogue's.
    package func intentFeatures(of text: String, evidence: [PieceEvidence]? = nil) -> [UInt32] {
        var stages = evidenceStages(text)
        if let evidence { stages.evidence = evidence }
        stages.readEntities(tagger)
        return stages.intentFeatures()
    }

    /// The intent that features speak for.
    package func intent(of features: [UInt32]) -> Intent { classifier.prediction(of: features).intent }
}
