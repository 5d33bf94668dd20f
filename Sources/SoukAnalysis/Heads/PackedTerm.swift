/// A term of at most 16 bytes as two numbers. Terms hold no zero bytes, so the length is in them.
struct PackedTerm: BitwiseCopyable, Equatable {
    static let longest = 16

    /// The first eight bytes, the last lowest.
    private(set) var first: UInt64 = 0
    private(set) var second: UInt64 = 0

    /// - Parameter packed: at most eight bytes, the last lowest.
    init(_ packed: UInt64) { first = packed }

    /// - Returns: nil for a longer one.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count <= Self.longest else { return nil }
        for index in 0..<min(bytes.count, 8) { first = first << 8 | UInt64(bytes[index]) }
        for index in min(bytes.count, 8)..<bytes.count { second = second << 8 | UInt64(bytes[index]) }
    }

    /// Adds a character of packed UTF-8; four always have room.
    mutating func append(character: UInt64) {
        for index in (0..<8 - character.leadingZeroBitCount / 8).reversed() {
            append(UInt8(truncatingIfNeeded: character >> UInt64(8 * index)))
        }
    }

    private mutating func append(_ byte: UInt8) {
        if first >> 56 == 0 { first = first << 8 | UInt64(byte) } else { second = second << 8 | UInt64(byte) }
    }
}
