/// A word of at most sixteen small letters, eight in a number, zero behind the last: equal where the words are.
struct PackedWord: Hashable, Sendable {
    static let longest = 16

    private var first: UInt64 = 0
    private var second: UInt64 = 0

    init() {}

    /// Nil for a longer word.
    init?(_ letters: UnsafeBufferPointer<UInt8>) {
        guard letters.count <= Self.longest else { return nil }
        for (place, letter) in letters.enumerated() { set(letter, at: place) }
    }

    /// Puts a letter at a place below ``longest`` that has none yet.
    mutating func set(_ letter: UInt8, at place: Int) {
        let shifted = UInt64(letter) << UInt64(8 * (place & 7))
        if place < 8 { first |= shifted } else { second |= shifted }
    }
}

/// The first three letters of a set of words, a bit for each: most others are refused by it.
struct FirstLetters: Sendable {
    /// Shorter words have no first three letters.
    static let count = 3

    private var bits = [UInt64](repeating: 0, count: 1 << 9)

    private func bit(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        Int(first & 31) << 10 | Int(second & 31) << 5 | Int(third & 31)
    }

    mutating func insert(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
        let bit = bit(first, second, third)
        bits[bit >> 6] |= 1 << UInt64(bit & 63)
    }

    func contains(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        let bit = bit(first, second, third)
        return bits[bit >> 6] >> UInt64(bit & 63) & 1 != 0
    }
}
