import SoukStorage
import SoukUnderstanding

/// The evidence that some catalogue would give of a text whose brand and product word are known.
///
/// Examples are trained with the evidence of a different made-up catalogue each, so that the model learns how far each kind
/// of evidence may be trusted, and not the brands of one shop. The shares of common and rare neighbours are those of
/// Chinese product titles against a catalogue of 27,000.
struct SimulatedEvidence {
    private var generator: SplitMix64
    /// How often each Latin word stands in the examples.
    private let wordCounts: [UInt32: Int]

    /// - Parameter texts: all examples: a Latin word that hardly any of them has is one that catalogues hardly have.
    init(seed: UInt64, texts: [TextPieces]) {
        generator = SplitMix64(seed: seed)
        var counts: [UInt32: Int] = [:]
        for text in texts {
            for piece in text.pieces where piece.kind == .letter { counts[piece.value, default: 0] += 1 }
        }
        wordCounts = counts
    }

    private mutating func chance(_ share: Double) -> Bool {
        Double.random(in: 0..<1, using: &generator) < share
    }

    /// - Parameters:
    ///   - known: what rules and vocabulary say, without a catalogue.
    ///   - labels: of each piece, as ``EntityTagger/labels`` numbers them.
    mutating func evidence(
        _ text: TextPieces, known: [PieceEvidence], labels: [UInt8]
    ) -> [PieceEvidence] {
        var evidence = known
        let hasWords = chance(0.75)
        let isKnownBrand = chance(0.4)
        let isStrong = chance(0.75)
        let isKnownCategory = chance(0.5)
        // Most brands that shoppers name are known nowhere; the examples' are better known than most.
        let isGeneral = chance(0.6)
        for index in evidence.indices {
            if !isGeneral { evidence[index].brand = .none }
            let isBegin = labels[index] == 1 || labels[index] == 3
            if labels[index] == 1 || labels[index] == 2, isKnownBrand {
                evidence[index].brand =
                    isStrong ? isBegin ? .strongBegin : .strongInside : isBegin ? .weakBegin : .weakInside
            }
            if labels[index] >= 3, isKnownCategory { evidence[index].category = isBegin ? .begin : .inside }
            if hasWords { evidence[index].frequency = frequency(text, labels, index) }
        }
        addFalseBrand(text, labels, &evidence)
        return evidence
    }

    /// A word that some catalogue has as a brand although none is meant.
    private mutating func addFalseBrand(
        _ text: TextPieces, _ labels: [UInt8], _ evidence: inout [PieceEvidence]
    ) {
        guard chance(0.15), let place = text.pieces.indices.randomElement(using: &generator) else { return }
        let isWord = text.pieces[place].kind == .letter
        let range = place..<min(place + (isWord ? 1 : 2), text.pieces.count)
        guard range.allSatisfy({ labels[$0] != 1 && labels[$0] != 2 && evidence[$0].brand == .none }),
            isWord || text.pieces[range].allSatisfy({ $0.kind == .han })
        else { return }
        let kinds: (begin: PieceEvidence.Brand, inside: PieceEvidence.Brand) =
            chance(0.2)
            ? (.strongBegin, .strongInside)
            : chance(0.2) ? (.generalBegin, .generalInside) : (.weakBegin, .weakInside)
        for index in range { evidence[index].brand = index == place ? kinds.begin : kinds.inside }
    }

    private mutating func frequency(
        _ text: TextPieces, _ labels: [UInt8], _ index: Int
    ) -> PieceEvidence.Frequency {
        let isBrand = labels[index] == 1 || labels[index] == 2
        switch text.pieces[index].kind {
        case .letter:
            if wordCounts[text.pieces[index].value, default: 0] < 4 { return drawn(0.5, 0.3) }
            return isBrand ? drawn(0.15, 0.35) : drawn(0.02, 0.06)
        case .han:
            guard index > 0, text.pieces[index - 1].kind == .han, !text.pieces[index].followsSpace else {
                return .unknown
            }
            let isInside =
                labels[index] == 2 || labels[index] == 4 || labels[index] == 0 && labels[index - 1] == 0
            if isInside { return isBrand ? drawn(0.3, 0.42) : drawn(0.1, 0.25) }
            return isBrand || labels[index - 1] == 1 || labels[index - 1] == 2
                ? drawn(0.45, 0.4) : drawn(0.25, 0.45)
        default: return .unknown
        }
    }

    private mutating func drawn(_ unseen: Double, _ rare: Double) -> PieceEvidence.Frequency {
        let value = Double.random(in: 0..<1, using: &generator)
        return value < unseen ? .unseen : value < unseen + rare ? .rare : .common
    }
}
