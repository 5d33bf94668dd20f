/// The pieces of a word that share their vectors with other words: character n-grams (Bojanowski et al., "Enriching Word
/// Vectors with Subword Information", 2017), hashed into buckets.
///
/// Of letters and digits, three to five neighbours of `<word>` with its ends marked; of Han words, single characters and
/// pairs, since each has a meaning.
package enum CharacterGrams {
    private static let largestCount = 64

    /// The buckets of a word's pieces, in the order of their places.
    /// - Complexity: O(characters).
    package static func buckets(of word: String, bucketCount: Int) -> [UInt32] {
        guard bucketCount > 0 else { return [] }
        var scalars = word.unicodeScalars.map(\.value)
        let isHan = scalars.contains { $0 >= 0x2E80 }
        if !isHan { scalars = [0x3C] + scalars + [0x3E] }
        let lengths = isHan ? 1...2 : 3...5
        var buckets: [UInt32] = []
        for start in scalars.indices {
            // FNV-1a, Fowler, Noll & Vo.
            var hash: UInt32 = 2_166_136_261
            for length in 1...lengths.upperBound where start + length <= scalars.count {
                hash = (hash ^ scalars[start + length - 1]) &* 16_777_619
                let isWhole = length == scalars.count
                guard length >= lengths.lowerBound, !isWhole || isHan, buckets.count < largestCount else {
                    continue
                }
                // The last bits of a hash of few characters hardly differ.
                let mixed = (hash ^ hash &>> 15) &* 0x2C1B_3C6D
                buckets.append((mixed ^ mixed &>> 12) % UInt32(bucketCount))
            }
        }
        return buckets
    }
}
