import Foundation
import SoukStorage

/// Words as frequent as those of product titles: Zipf–Mandelbrot by rank, over a vocabulary that grows as Heaps' law says.
///
/// The numbers are fitted to the 205,766 English titles of the measurement data: 1,809,482 tokens of 94,550 words, the
/// first with a share of 1.1 %, the tenth 0.6 %, the thousandth 0.016 %.
/// - Paper: Mandelbrot, "An informational theory of the statistical structure of language", 1953; Heaps, "Information
///   Retrieval: Computational and Theoretical Aspects", 1978.
struct SyntheticVocabulary {
    /// p(rank) ∝ (rank + shift)^−exponent, ranks from 1.
    static let exponent = 1.1
    static let shift = 15.0
    /// Words after n tokens: factor · n^growth.
    static let growthFactor = 19.2
    static let growth = 0.59

    /// Words so far.
    private(set) var count = 0
    private var tokenCount = 0.0

    /// The rank, from 0, of the next token: a new word when the vocabulary is due to grow, else one of those there are.
    mutating func nextRank(_ random: inout SplitMix64) -> Int {
        tokenCount += 1
        let due = min(tokenCount, Self.growthFactor * pow(tokenCount, Self.growth))
        if Double(count) < due.rounded(.down) {
            count += 1
            return count - 1
        }
        return min(count - 1, Self.rank(at: random.unit(), of: count))
    }

    /// The rank, from 0, below which a share of all tokens lies; the inverse of the distribution, taken as continuous.
    static func rank(at share: Double, of count: Int) -> Int {
        let power = 1 - exponent
        let first = pow(1 + shift, power)
        let last = pow(Double(count) + 1 + shift, power)
        return Int(pow(first + share * (last - first), 1 / power) - 1 - shift)
    }

    private static let onsets = Array("bcdfghjklmnpqrstvwxz".utf8)
    private static let vowels = Array("aeiou".utf8)
    private static let codas = Array("dklmnprstx".utf8)
    /// Words of one syllable: the most frequent ones.
    private static let shortCount = 200
    private static let syllableCount = 1000

    /// How the word of a rank is written: frequent ones short, every rank another way, neighbours unlike each other.
    static func spelling(_ rank: Int) -> [UInt8] {
        if rank < shortCount { return syllable(scrambled(rank, in: syllableCount)) }
        var rest = rank - shortCount
        var size = syllableCount * syllableCount
        var syllables = 2
        while rest >= size {
            rest -= size
            size *= syllableCount
            syllables += 1
        }
        var number = scrambled(rest, in: size)
        var word: [UInt8] = []
        for _ in 0..<syllables {
            word += syllable(number % syllableCount)
            number /= syllableCount
        }
        return word
    }

    /// Another number below `size` for every number below it: the factor shares no divisor with powers of ten.
    private static func scrambled(_ number: Int, in size: Int) -> Int {
        Int((UInt64(number) &* 617_377 &+ 123) % UInt64(size))
    }

    private static func syllable(_ number: Int) -> [UInt8] {
        [onsets[number % 20], vowels[number / 20 % 5], codas[number / 100 % 10]]
    }
}
