/// Tells a document's tier from the concepts that it matches.
///
/// 0: every required concept; 1: the product word and at least half of the required weight, in which the goods of a short query
/// count twice, or the name of the goods where it has several words; 2: the product word, or, when the query names none, anything.
/// A document without the product word has no tier. A product word by shape alone that no document holds is none; and whatever no
/// document holds tells none from another, so it has no part in the weight.
struct TierRule {
    static let lastTier = 2

    private let match: ConceptSearch.Match
    private let required: UInt64
    private let heads: UInt64
    /// The other words of the goods' name.
    private let goods: UInt64
    private let weights: [Double]
    private let requiredWeight: Double
    private static let mostOfTheWeight = 0.5
    /// Who asks for bluetooth headphones is shown other headphones before other things with bluetooth.
    private static let goodsFactor = 2.0
    /// Who describes one product in more concepts is understood by all of them.
    private static let fewConcepts = 3

    /// - Parameter isHeld: whether any document holds the concept of an index.
    init(
        _ concepts: [Concept], weights: [Double], match: ConceptSearch.Match,
        isHeld: (Int) -> Bool = { _ in true }
    ) {
        self.match = match
        let isShort = concepts.count(where: \.isRequired) <= Self.fewConcepts
        let weights = zip(concepts, weights).map { $0.namesGoods && isShort ? Self.goodsFactor * $1 : $1 }
        self.weights = weights
        var required: UInt64 = 0
        var heads: UInt64 = 0
        var goods: UInt64 = 0
        var sum = 0.0
        for (index, concept) in concepts.enumerated() {
            if concept.isRequired {
                required |= 1 << UInt64(index)
                if isHeld(index) { sum += weights[index] }
            }
            if concept.role == .goods { goods |= 1 << UInt64(index) }
            if concept.role == .head { heads |= 1 << UInt64(index) }
            if concept.role == .shapedHead, isHeld(index) { heads |= 1 << UInt64(index) }
        }
        // A query of function words alone asks for them.
        if required == 0 {
            required = concepts.count >= 64 ? ~0 : (1 << UInt64(concepts.count)) - 1
            sum = weights.reduce(0, +)
        }
        self.required = required
        self.heads = heads
        self.goods = goods
        requiredWeight = sum
    }

    var isAnyEnough: Bool { match == .any }

    /// Whether a hit may lack a required concept.
    var relaxes: Bool { match == .auto }

    func requires(_ concept: Int) -> Bool { required & 1 << UInt64(concept) != 0 }

    func isHead(_ concept: Int) -> Bool { heads & 1 << UInt64(concept) != 0 }

    /// - Parameters:
    ///   - fulfilled: bit i: a fulfilling reading of concept i matched.
    /// - Returns: nil when the document is not a hit.
    func tier(fulfilled: UInt64) -> Int? {
        let missing = required & ~fulfilled
        if match == .any || missing == 0 { return 0 }
        if match == .all || heads & ~fulfilled != 0 { return nil }
        if goods != 0, goods & ~fulfilled == 0 { return 1 }
        var kept = 0.0
        for index in weights.indices where required & fulfilled & (1 << UInt64(index)) != 0 {
            kept += weights[index]
        }
        return kept >= requiredWeight * Self.mostOfTheWeight ? 1 : 2
    }
}
