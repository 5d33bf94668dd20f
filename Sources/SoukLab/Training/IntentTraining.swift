import Foundation
import SoukAnalysis
import SoukStorage
import SoukUnderstanding

/// Trains the model of query understanding on labelled queries: the tagger of brands and product words, and the intent
/// classifier on top of it.
///
/// The classifier is trained on what taggers say of queries that they have not seen (each fold's by the others'), since a
/// tagger is surer of its own examples than it will ever be again. A share is held out: it gives the temperature and the
/// figures of the report. Deterministic for equal examples and seed.
package struct IntentTraining: Sendable {
    package var seed: UInt64 = 1
    /// Parts that are tagged by a model of the others.
    package var foldCount = 4
    /// Made-up catalogues for each query.
    package var evidenceCount = 3
    /// Of all but the first made-up catalogue's texts, this share of the features of characters and words is left out.
    package var dropout = 0.5
    /// One query in so many is held out for the temperature and the report.
    package var heldOutEvery = 10
    package var tagger = LogLinearTrainer()
    package var intent = LogLinearTrainer()

    package init() {
        tagger.featureLimit = 36_000
        tagger.averagedRounds = 6
        intent.averagedRounds = 6
        intent.featureLimit = 9_000
        intent.hasTransitions = false
        intent.leastCount = 12
        intent.rate = 0.1
        intent.decay = 2e-4
    }

    /// What training measured on the queries held out.
    package struct Report: Sendable, Codable {
        package var queryCount = 0
        package var taggerFeatureCount = 0
        package var intentFeatureCount = 0
        package var heldOutCount = 0
        package var accuracy = 0.0
        package var brandF1 = 0.0
        package var categoryF1 = 0.0
        package var temperature = 1.0
        /// Mean distance of confidence and accuracy over ten bands of confidence, before and after the temperature.
        package var calibrationError = 0.0
        package var calibrationErrorBefore = 0.0
    }

    /// A query ready to be learnt, with one made-up catalogue's evidence.
    private struct Prepared {
        var text: String
        var intent: UInt8
        var pieces: TextPieces
        var evidence: [PieceEvidence]
        var labels: [UInt8]
        var fold: Int
        var isHeldOut: Bool
        /// Draws what is left out; nil: nothing.
        var dropoutSeed: UInt64?

        func chain(dropout: Double) -> LabelledChain {
            let reader = TaggingFeatures(pieces, evidence: evidence)
            var generator = SplitMix64(seed: dropoutSeed ?? 0)
            return LabelledChain(
                features: pieces.pieces.indices.map { index in
                    var features: [UInt32] = []
                    reader.append(index, to: &features) {
                        dropoutSeed == nil || Double.random(in: 0..<1, using: &generator) >= dropout
                    }
                    return features
                }, labels: labels)
        }
    }

    /// - Complexity: O(queries · pieces · features · rounds · folds).
    package func model(of examples: [IntentExample]) -> (model: UnderstandingModel, report: Report) {
        let prepared = prepare(examples)
        let intents = Intent.allCases.map(\.rawValue)
        var chains = [LabelledChain?](repeating: nil, count: prepared.count)
        var agreement = (brand: EntityAgreement(), category: EntityAgreement())
        for fold in 0..<foldCount {
            let others = prepared.filter { $0.fold != fold }.map { $0.chain(dropout: dropout) }
            let model = tagger.model(of: others, labels: EntityTagger.labels)
            let reader = understanding(model)
            for (index, query) in prepared.enumerated() where query.fold == fold {
                let features = reader.intentFeatures(of: query.text, evidence: query.evidence)
                chains[index] = LabelledChain(features: [features], labels: [query.intent])
                add(query, EntityTagger(model), to: &agreement)
            }
        }
        let learnt = zip(chains, prepared).filter { !$0.1.isHeldOut }.compactMap(\.0)
        let heldOut = zip(chains, prepared).filter { $0.1.isHeldOut }.compactMap(\.0)
        let calibration = Calibration(of: intent.model(of: learnt, labels: intents), on: heldOut)
        let model = UnderstandingModel(
            tagger: tagger.model(
                of: prepared.map { $0.chain(dropout: dropout) }, labels: EntityTagger.labels),
            intent: intent.model(of: chains.compactMap(\.self), labels: intents),
            temperature: Float(calibration.temperature))
        let report = Report(
            queryCount: examples.count, taggerFeatureCount: model.tagger.features.count,
            intentFeatureCount: model.intent.features.count, heldOutCount: heldOut.count,
            accuracy: calibration.accuracy, brandF1: agreement.brand.f1, categoryF1: agreement.category.f1,
            temperature: calibration.temperature,
            calibrationError: calibration.error(calibration.temperature),
            calibrationErrorBefore: calibration.error(1))
        return (model, report)
    }

    private func understanding(_ tagger: LogLinearModel) -> QueryUnderstanding {
        let model = UnderstandingModel(
            tagger: tagger, intent: UnderstandingModel.untrained.intent, temperature: 1)
        return QueryUnderstanding(model: model)
    }

    private func prepare(_ examples: [IntentExample]) -> [Prepared] {
        let reader = QueryUnderstanding(model: .untrained)
        let read = examples.map { reader.evidence(of: $0.text) }
        var simulated = SimulatedEvidence(seed: seed, texts: read.map(\.pieces))
        var generator = SplitMix64(seed: seed &+ 1)
        var prepared: [Prepared] = []
        // Equal texts stay together: what is given twice to weigh twice is not learnt from itself.
        var parts: [String: (fold: Int, isHeldOut: Bool)] = [:]
        for (example, (pieces, known)) in zip(examples, read) {
            let labels = EntityLabels.labels(of: pieces, brand: example.brand, category: example.category)
            let drawn = (generator.index(below: foldCount), generator.index(below: heldOutEvery) == 0)
            let (fold, isHeldOut) = parts[example.text] ?? drawn
            parts[example.text] = (fold, isHeldOut)
            for round in 0..<evidenceCount {
                prepared.append(
                    Prepared(
                        text: example.text,
                        intent: UInt8(Intent.allCases.firstIndex(of: example.intent) ?? 0),
                        pieces: pieces, evidence: simulated.evidence(pieces, known: known, labels: labels),
                        labels: labels, fold: fold, isHeldOut: isHeldOut,
                        dropoutSeed: round == 0 ? nil : generator.next()))
            }
        }
        return prepared
    }

    private func add(
        _ query: Prepared, _ tagger: EntityTagger,
        to agreement: inout (brand: EntityAgreement, category: EntityAgreement)
    ) {
        let spans = tagger.spans(TaggingFeatures(query.pieces, evidence: query.evidence))
        func places(_ kind: String) -> [Range<Int>] { spans.filter { $0.kind == kind }.map(\.places) }
        agreement.brand.add(
            found: places(EntityTagger.brand),
            labelled: EntityLabels.ranges(query.labels, query.pieces, begin: 1))
        agreement.category.add(
            found: places(EntityTagger.category),
            labelled: EntityLabels.ranges(query.labels, query.pieces, begin: 3))
    }
}

/// Labels of the pieces of a text whose brand and product word are given as strings.
enum EntityLabels {
    /// The first occurrence of the brand, the last of the category that does not touch it.
    static func labels(of text: TextPieces, brand: String, category: String) -> [UInt8] {
        var labels = [UInt8](repeating: 0, count: text.pieces.count)
        if let place = occurrences(of: brand, in: text.text).first { set(&labels, text, place, begin: 1) }
        let free = occurrences(of: category, in: text.text).last { place in
            !zip(text.pieces, labels).contains { $0.places.overlaps(place) && $1 != 0 }
        }
        if let free { set(&labels, text, free, begin: 3) }
        return labels
    }

    /// Places of the entities whose first piece has the label `begin` and whose others the next.
    static func ranges(_ labels: [UInt8], _ text: TextPieces, begin: UInt8) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for (piece, label) in zip(text.pieces, labels) {
            if label == begin {
                ranges.append(piece.places)
            } else if label == begin + 1, let last = ranges.popLast() {
                ranges.append(last.lowerBound..<piece.places.upperBound)
            }
        }
        return ranges
    }

    private static func set(_ labels: inout [UInt8], _ text: TextPieces, _ place: Range<Int>, begin: UInt8) {
        var label = begin
        for (index, piece) in text.pieces.enumerated() where piece.places.overlaps(place) {
            labels[index] = label
            label = begin + 1
        }
    }

    private static func occurrences(of part: String, in text: FoldedText) -> [Range<Int>] {
        let wanted = FoldedText(part).scalars
        guard !wanted.isEmpty, wanted.count <= text.count else { return [] }
        return (0...text.count - wanted.count).compactMap { start in
            let range = start..<start + wanted.count
            return text.scalars[range].elementsEqual(wanted) ? range : nil
        }
    }
}
