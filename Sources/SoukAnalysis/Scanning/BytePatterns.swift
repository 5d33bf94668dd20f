import CSoukKernels

/// Where in a text one of a set of short byte sequences may begin, asked of 64 bytes at a time.
///
/// ``table`` is what `souk_match_bytes` takes. It finds all places of the sequences, and by chance some others: who asks looks
/// again. The sequences are divided among eight groups so that few others are.
struct BytePatterns {
    /// The bytes that may stand at the three places of a sequence; nil: any.
    typealias Sequence = (ClosedRange<UInt8>, ClosedRange<UInt8>?, ClosedRange<UInt8>?)

    private(set) var table = souk_byte_patterns()
    private var groups = [Group](repeating: Group(), count: 8)

    /// What a group accepts: for each place the lower and the upper halves of bytes, a bit for each of sixteen.
    private struct Group {
        var halves = [UInt16](repeating: 0, count: 6)

        /// How many sequences it accepts.
        var acceptedCount: Int { halves.reduce(1) { $0 * $1.nonzeroBitCount } }

        mutating func insert(_ bytes: ClosedRange<UInt8>, at place: Int) {
            for byte in bytes {
                halves[2 * place] |= 1 << UInt16(byte & 15)
                halves[2 * place + 1] |= 1 << UInt16(byte >> 4)
            }
        }
    }

    init(_ sequences: [Sequence]) {
        for sequence in sequences { insert(sequence) }
        withUnsafeMutableBytes(of: &table) { bytes in
            for (number, group) in groups.enumerated() {
                for (row, halves) in group.halves.enumerated() {
                    for half in 0..<16 where halves >> UInt16(half) & 1 != 0 {
                        bytes[16 * row + half] |= 1 << UInt8(number)
                    }
                }
            }
        }
    }

    /// Puts a sequence into the group that then accepts the fewest more.
    private mutating func insert(_ sequence: Sequence) {
        let places = [sequence.0, sequence.1 ?? 0...255, sequence.2 ?? 0...255]
        var best = (growth: Int.max, number: 0, group: Group())
        for (number, group) in groups.enumerated() {
            var grown = group
            for (place, bytes) in places.enumerated() { grown.insert(bytes, at: place) }
            let growth = grown.acceptedCount - group.acceptedCount
            if growth < best.growth { best = (growth, number, grown) }
        }
        groups[best.number] = best.group
    }
}
