/// Hashes of words, made so that the hash of a changed word follows from the hashes of its parts.
///
/// A polynomial over the word's scalars modulo 2⁶⁴: appending costs a multiplication, and words that differ in one
/// place have hashes `base + factor · symbol`.
enum WordHash {
    static let multiplier: UInt64 = 0xD6E8_FEB8_6659_FD93
    /// Scalars of a word's head, whose hash is kept in a set of its own: most made-up words have a head of no term.
    static let headLength = 4

    @inline(__always)
    static func symbol(_ scalar: UInt32) -> UInt64 { UInt64(scalar) &+ 1 }

    @inline(__always)
    static func appending(_ scalar: UInt32, to hash: UInt64) -> UInt64 {
        hash &* multiplier &+ symbol(scalar)
    }

    /// Hash of the first scalars.
    static func hash(_ scalars: [UInt32], count: Int) -> UInt64 {
        var hash: UInt64 = 0
        for place in 0..<min(count, scalars.count) { hash = appending(scalars[place], to: hash) }
        return hash
    }

    /// Powers of the multiplier, for words with two further scalars.
    static let powers: [UInt64] = {
        var powers: [UInt64] = [1]
        for _ in 0..<FuzzyPattern.longest + 4 { powers.append(powers[powers.count - 1] &* multiplier) }
        return powers
    }()
}
