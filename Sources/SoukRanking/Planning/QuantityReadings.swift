import SoukAnalysis
import SoukEngine
import SoukUnderstanding

/// How the quantities of a query are found in products: by their value, in whatever unit they are written there.
struct QuantityReadings {
    /// What a product earns that states the value in another writing than the query's, where the query's own can be found: no shorter
    /// title lifts 1000瓦 above the 1000w that was asked for.
    static let otherWritingWeight = 0.9
    /// What a product earns that states the quantity in the other system of units, where only rounded values agree.
    static let otherSystemWeight = 0.95
    /// How far such values may lie apart: 12 oz is 340 g, 6.1 inches are 15.5 cm.
    static let tolerance = 0.005
    /// How far what is about as large may lie apart: 约1L finds 900 and 1100 ml.
    static let nearby = 0.1
    /// The same for storage where memory is asked for, and the other way round.
    static let otherMemoryWeight = 0.9

    private var quantities: [Range<Int>: Quantity] = [:]
    /// Quantities that are the least or the most that will do.
    private var bounds: [Range<Int>: QuantityBound.Side] = [:]

    init(_ interpretation: Interpretation) {
        if interpretation.quantities.isEmpty { return }
        let bytes = Array(interpretation.text.utf8)
        let bounds = QuantityBound.bounds(of: interpretation)
        for quantity in interpretation.quantities {
            if let bound = bounds[quantity.range] {
                quantities[bound.range] = quantity
                self.bounds[bound.range] = bound.side
                continue
            }
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
        // 120hz以上: what states it as it was typed is one of many that will do; 约1L: the first of those near it.
        if let side = bounds[range] {
            return (side == .about ? Self.readings(of: quantity) : []) + Self.readings(of: quantity, side)
        }
        let covered = pieces.filter {
            $0.kind != .quantity && range.contains($0.start) && $0.end <= range.upperBound
        }
        let isWhole = covered.contains { $0.end >= quantity.range.upperBound }
        let stated = Self.readings(of: quantity)
        guard isWhole, !literal.isEmpty else { return stated }
        return literal
            + stated.map { reading in
                var reading = reading
                reading.weight *= Self.otherWritingWeight
                return reading
            }
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
        if let upper = term.upper { return readings + Self.readings(term, term.value...upper) }
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

    /// Products whose quantity is as large as this or larger, as this or smaller, or near it.
    private static func readings(of quantity: Quantity, _ side: QuantityBound.Side) -> [Concept.Alternative] {
        let term = QuantityTerm(quantity)
        let slack = abs(term.value) * nearby
        let range =
            switch side {
            case .least: term.value...Double.greatestFiniteMagnitude
            case .most: min(0, term.value)...term.value
            case .about: term.value - slack...term.value + slack
            }
        var readings = Self.readings(term, range)
        if quantity.kind == .storage || quantity.kind == .memory {
            var other = quantity
            other.kind = quantity.kind == .storage ? .memory : .storage
            readings += Self.readings(QuantityTerm(other), range)
        }
        return readings
    }

    /// Products with a quantity of the same kind inside a range, in either system of units.
    private static func readings(
        _ term: QuantityTerm, _ range: ClosedRange<Double>
    ) -> [Concept.Alternative] {
        let groups = [term.group] + (term.group.inOtherSystem.map { [$0] } ?? [])
        return groups.map { group in
            func bytes(_ value: Double) -> [UInt8] {
                var term = term
                (term.group, term.value, term.upper) = (group, value, nil)
                return term.bytes
            }
            let isOther = group != term.group
            let slack = isOther ? tolerance : 0
            return Concept.Alternative(
                .terms(
                    from: bytes(range.lowerBound * (1 - slack)),
                    through: bytes(min(range.upperBound, 1e18) * (1 + slack))),
                weight: otherWritingWeight * (isOther ? otherSystemWeight : 1), origin: .quantity)
        }
    }
}
