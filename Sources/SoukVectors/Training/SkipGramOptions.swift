/// How vectors of words are trained.
package struct SkipGramOptions: Sendable, Equatable {
    /// Components of a vector.
    package var dimension = 96
    /// Neighbours on each side that a word predicts at most.
    package var window = 10
    /// Words drawn as no neighbours for each neighbour.
    package var negatives = 5
    /// Times that the texts are read; nil: so often that about ``wantedTokens`` words are read, 3 to 20 times.
    package var epochs: Int?
    /// Words that occur less often have no vector of their own.
    package var leastCount = 2
    /// The rate of the first step; it falls to nothing.
    package var rate: Float = 0.025
    /// A word of this share of all words is read half the time, rarer ones more often.
    package var sampledShare = 1e-3
    /// Buckets that character n-grams share; nil: as many as there are words, up to the next power of 2, at most 2¹⁷; 0: no
    /// n-grams, so that unseen words have no vector.
    package var buckets: Int?
    package var seed: UInt64 = 1
    /// Equal options, threads among them, give equal vectors.
    package var threads = 1

    package static let wantedTokens = 12_000_000

    package init() {}

    func epochs(tokens: Int) -> Int {
        epochs ?? min(max(Self.wantedTokens / max(tokens, 1), 3), 20)
    }

    func bucketCount(words: Int) -> Int {
        if let buckets { return buckets }
        var count = 1024
        while count < words, count < 1 << 17 { count *= 2 }
        return count
    }
}
