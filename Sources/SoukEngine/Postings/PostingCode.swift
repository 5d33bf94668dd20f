import SoukAnalysis

/// The fixed, global one-byte name of a posting's frequencies.
///
/// A code says in which of the first five text fields a term occurs, how often, and in which reading
/// (`DECISIONS`: the same table for every segment, so that merges copy codes). Combinations outside the table
/// have code ``escape`` and spell their frequencies out after the block's codes.
///
/// Numbers: reading `aligned` takes codes 1...127 with up to 3 occurrences in fields 0 and 3 and up to 1 in fields
/// 1, 2 and 4; `inner` and `crossing` take 63 codes each with up to 1 (fields 0, 1, 2) and up to 3, field 3, as
/// given by ``limits(of:)``.
package enum PostingCode {
    package static let escape: UInt8 = 0
    package static let codedFieldCount = 5
    /// All codes up to it are in use.
    static let last: UInt8 = 253

    /// Largest frequency that a code can hold, for each of the first five text fields.
    static func limits(of reading: TokenReading) -> [Int] {
        reading == .aligned ? [3, 1, 1, 3, 1] : [1, 1, 1, 3, 1]
    }

    static func firstCode(of reading: TokenReading) -> Int {
        switch reading {
        case .aligned: 1
        case .inner: 128
        case .crossing: 191
        }
    }

    /// The code of `frequencies`, or ``escape`` when it has none.
    ///
    /// - Parameter frequencies: one count for each text field slot; at least one is above 0.
    package static func code(for frequencies: [FieldFrequency]) -> UInt8 {
        guard let reading = frequencies.first?.reading else { return escape }
        let limits = self.limits(of: reading)
        var counts = [0, 0, 0, 0, 0]
        for entry in frequencies {
            guard entry.reading == reading, entry.slot < codedFieldCount, entry.count <= limits[entry.slot],
                counts[entry.slot] == 0
            else { return escape }
            counts[entry.slot] = entry.count
        }
        var number = 0
        for slot in (0..<codedFieldCount).reversed() { number = number * (limits[slot] + 1) + counts[slot] }
        return UInt8(firstCode(of: reading) + number - 1)
    }

    /// Frequencies of every code, by code; empty for ``escape`` and for codes that no posting has.
    package static let table: [[FieldFrequency]] = {
        var table = [[FieldFrequency]](repeating: [], count: 256)
        for reading in [TokenReading.aligned, .inner, .crossing] {
            let limits = PostingCode.limits(of: reading)
            let combinations = limits.reduce(1) { $0 * ($1 + 1) }
            for number in 1..<combinations {
                var rest = number
                var entries: [FieldFrequency] = []
                for slot in 0..<codedFieldCount {
                    let count = rest % (limits[slot] + 1)
                    rest /= limits[slot] + 1
                    if count > 0 {
                        entries.append(FieldFrequency(slot: slot, reading: reading, count: count))
                    }
                }
                table[firstCode(of: reading) + number - 1] = entries
            }
        }
        return table
    }()
}

extension PostingCode {
    /// Occurrences over all slots of every code; 0 for ``escape`` and for codes that no posting has.
    static let occurrences: [UInt8] = table.map { entries in UInt8(entries.reduce(0) { $0 + $1.count }) }

    static let severalSlots = UInt8.max
    /// The slot of codes that stand for one occurrence; ``severalSlots`` for the others.
    static let singleSlots: [UInt8] = table.map { entries in
        entries.count == 1 && entries[0].count == 1 ? UInt8(entries[0].slot) : severalSlots
    }

    // SAFETY: 256 elements each, made once and never freed.
    /// ``singleSlots`` and ``occurrences`` for inner loops.
    nonisolated(unsafe) static let singleSlotTable = makeTable(singleSlots)
    nonisolated(unsafe) static let occurrenceTable = makeTable(occurrences)

    private static func makeTable(_ values: [UInt8]) -> UnsafePointer<UInt8> {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: values.count)
        table.initialize(from: values, count: values.count)
        return UnsafePointer(table)
    }

    /// The first place from `start` on with the escape code; `end` if there is none. Eight codes at a time.
    ///
    /// A byte is 0 when taking 1 from it borrows its highest bit; the lowest such byte is told right.
    @inline(__always)
    static func nextEscape(_ codes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
        var place = start
        while place + 8 <= end {
            let word = UInt64(
                littleEndian: UnsafeRawPointer(codes + place).loadUnaligned(as: UInt64.self))
            let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
            if zeros != 0 { return place + zeros.trailingZeroBitCount >> 3 }
            place += 8
        }
        while place < end && codes[place] != escape { place += 1 }
        return place
    }

    /// Weighted frequency of every code under `slotWeights` and readings as they usually weigh; infinite for
    /// ``escape``, which may hide any. Single precision, rounded up, so that it bounds the exact frequency.
    static func strengths(slotWeights: [Double]) -> [Float] {
        let parameters = ScoringParameters()
        var strengths = table.map { entries in
            let sum = entries.reduce(0.0) { sum, entry in
                let weight = entry.slot < slotWeights.count ? slotWeights[entry.slot] : 0
                return sum + weight * parameters.readingWeight(entry.reading) * Double(entry.count)
            }
            return Float(sum).nextUp
        }
        strengths[Int(escape)] = .infinity
        return strengths
    }
}

/// How often a term occurs in one text field of one document, in one reading.
package struct FieldFrequency: Sendable, Equatable, BitwiseCopyable {
    /// Place of the field among the searched fields of the segment.
    package var slot: Int
    package var reading: TokenReading
    package var count: Int

    package init(slot: Int, reading: TokenReading, count: Int) {
        self.slot = slot
        self.reading = reading
        self.count = count
    }
}
