import SoukAnalysis
import SoukEngine
import SoukUnderstanding

/// How the quantities of a query are found in products: by their value, in whatever unit they are written there.
struct QuantityReadings {
    /// What a product earns that states the quantity in the other system of units, where only rounded values agree.
    static let otherSystemWeight = 0.95
    /// How far such values may lie apart: 12 oz is 340 g, 6.1 inches are 15.5 cm.
    static let tolerance = 0.005
    /// The same for storage where memory is asked for, and the other way round.
    static let otherMemoryWeight = 0.9

    private var quantities: [Range<Int>: Quantity] = [:]

    init(_ interpretation: Interpretation) {
        let bytes = Array(interpretation.text.utf8)
        for quantity in interpretation.quantities {
            var range = quantity.range
            // 3条装 asks for no more than 3条.
            let pack = Array("装".utf8)
            if quantity.kind == .count, bytes[min(range.upperBound, bytes.count)...].starts(with: pack) {
                range = range.lowerBound..<range.upperBound + pack.count
            }
            quantities[range] = quantity
        }
    }

    /// Parts of the query that are one quantity each.
    var ranges: [Range<Int>] { quantities.keys.sorted { $0.lowerBound < $1.lowerBound } }

    /// The quantities that one word holds, where they are several: 24x34cm.
    func parts(of word: Range<Int>) -> [(range: Range<Int>, quantity: Quantity)] {
        let inside = ranges.filter { word.lowerBound <= $0.lowerBound && $0.upperBound <= word.upperBound }
        guard inside.count > 1 else { return [] }
        return inside.compactMap { range in quantities[range].map { (range, $0) } }
    }

    /// The readings of a part of the query: the literal ones, and if the part is a quantity, its value.
    ///
    /// A literal reading that leaves out a part of the text, such as a unit of one Han character, would find every product
    /// with the number: the value stands for it.
    func readings(
        of range: Range<Int>, literal: [Concept.Alternative], _ pieces: [AnalyzedToken]
    ) -> [Concept.Alternative] {
        guard let quantity = quantities[range] else { return literal }
        let covered = pieces.filter {
            $0.kind != .quantity && range.contains($0.start) && $0.end <= range.upperBound
        }
        let isWhole = covered.contains { $0.end >= quantity.range.upperBound }
        return (isWhole ? literal : []) + Self.readings(of: quantity)
    }

    /// The documents of a segment that state a quantity; a list that cannot be read gives none, as a missing value does: the
    /// search itself reports damage.
    static func documents(stating quantity: Quantity, _ segment: SegmentReader) -> DocumentSet {
        var set = DocumentSet(documentCount: segment.documentCount)
        for reading in readings(of: quantity) {
            let found: DocumentSet?
            switch reading.pattern {
            case .term(let term): found = try? segment.documents(termsFrom: term, through: term)
            case .terms(let first, let last): found = try? segment.documents(termsFrom: first, through: last)
            case .phrase, .character: found = nil
            }
            if let found { set.formUnion(found) }
        }
        return set
    }

    /// Products that state this quantity.
    static func readings(of quantity: Quantity) -> [Concept.Alternative] {
        let term = QuantityTerm(quantity)
        var readings = [Concept.Alternative(.term(term.bytes), origin: .quantity)]
        guard term.upper == nil else { return readings }
        if let other = term.group.inOtherSystem {
            func bytes(_ value: Double) -> [UInt8] {
                var term = term
                (term.group, term.value) = (other, value)
                return term.bytes
            }
            readings.append(
                Concept.Alternative(
                    .terms(
                        from: bytes(term.value * (1 - tolerance)),
                        through: bytes(term.value * (1 + tolerance))),
                    weight: otherSystemWeight, origin: .quantity))
        }
        if quantity.kind == .storage || quantity.kind == .memory {
            var other = quantity
            other.kind = quantity.kind == .storage ? .memory : .storage
            readings.append(
                Concept.Alternative(
                    .term(QuantityTerm(other).bytes), weight: otherMemoryWeight, origin: .quantity))
        }
        return readings
    }
}
