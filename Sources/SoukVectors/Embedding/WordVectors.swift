import CSoukKernels
import SoukStorage

/// Vectors of words, and of the pieces that unseen words are made of, where they lie in a mapped file; texts have the
/// weighted mean of their words.
///
/// A word weighs a / (a + p), p its share of all words, and the direction that all texts share is taken out (Arora, Liang & Ma,
/// "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", 2017). Rows are bytes with a scale; words rise by their
/// bytes and are found by bisection, so that opening reads nothing. `docs/formats/vectors.md` has the grammar.
package final class WordVectors: Sendable {
    package static let kind = "WVEC"
    static let version: UInt32 = 1

    package let dimension: Int
    package let wordCount: Int
    package let bucketCount: Int
    private let totalCount: Double
    private let smoothing: Double
    private let common: [Float]
    private let sections: SectionFileReader
    // SAFETY: parts of the file that `sections` keeps mapped, of the sizes that `init` has checked.
    nonisolated(unsafe) private let offsets: UnsafePointer<UInt32>
    nonisolated(unsafe) private let text: UnsafeRawBufferPointer
    nonisolated(unsafe) private let counts: UnsafePointer<UInt32>
    nonisolated(unsafe) private let scales: UnsafePointer<Float>
    nonisolated(unsafe) private let codes: UnsafePointer<Int8>

    package init(_ name: String, in directory: any Directory) throws(StorageError) {
        sections = try SectionFileReader(
            directory: directory, name: name, kind: Self.kind, supported: Self.version...Self.version)
        try sections.verifyChecksums()
        var header = try sections.reader("header")
        dimension = try header.readCount(limit: 65_536)
        wordCount = try header.readCount(limit: Int(UInt32.max))
        bucketCount = try header.readCount(limit: Int(UInt32.max))
        totalCount = try header.readDouble()
        smoothing = try header.readDouble()
        guard totalCount.isFinite, totalCount >= 0, smoothing > 0, smoothing.isFinite, dimension > 0 else {
            throw header.corruption(expected: "counts of words", found: "\(totalCount), \(smoothing)")
        }
        var directions = try sections.reader("common")
        var common: [Float] = []
        for _ in 0..<(directions.remaining > 0 ? dimension : 0) {
            common.append(try directions.readFloat32())
        }
        guard common.allSatisfy(\.isFinite) else {
            throw directions.corruption(expected: "finite numbers", found: "others")
        }
        self.common = common
        let sections = sections
        func array(_ name: String, bytes: Int) throws(StorageError) -> UnsafeRawPointer {
            let found = try sections.section(name)
            guard found.count == bytes, let base = found.baseAddress else {
                throw .corrupt(
                    Corruption(
                        file: sections.name, section: name, byteOffset: 0, expected: "\(bytes) bytes",
                        found: "\(found.count)"))
            }
            return base
        }
        let rows = wordCount + bucketCount
        offsets = try array("offsets", bytes: (wordCount + 1) * 4).assumingMemoryBound(to: UInt32.self)
        counts = try array("counts", bytes: max(wordCount, 1) * 4).assumingMemoryBound(to: UInt32.self)
        scales = try array("scales", bytes: max(rows, 1) * 4).assumingMemoryBound(to: Float.self)
        codes = try array("codes", bytes: max(rows * dimension, 1)).assumingMemoryBound(to: Int8.self)
        text = try sections.section("text")
        for word in 0..<wordCount
        where offsets[word] > offsets[word + 1] || Int(offsets[word + 1]) > text.count {
            throw .corrupt(
                Corruption(
                    file: name, section: "offsets", byteOffset: word * 4, expected: "rising places of words",
                    found: "\(offsets[word]), \(offsets[word + 1])"))
        }
    }

    /// The row of a word; nil when it has none of its own.
    private func row(of word: UnsafeBufferPointer<UInt8>) -> Int? {
        var (low, high) = (0, wordCount)
        while low < high {
            let middle = (low + high) / 2
            let candidate = UnsafeRawBufferPointer(
                rebasing: text[Int(offsets[middle])..<Int(offsets[middle + 1])])
            if candidate.lexicographicallyPrecedes(word) {
                low = middle + 1
            } else if candidate.elementsEqual(word) {
                return middle
            } else {
                high = middle
            }
        }
        return nil
    }

    /// The direction of a text's words; nil when no word of it has a vector.
    ///
    /// - Parameter words: each with a factor on its weight.
    /// - Complexity: O(words · (log n + dimension)).
    package func vector(of words: some Sequence<(word: String, factor: Float)>) -> [Float]? {
        var sum = [Float](repeating: 0, count: dimension)
        for (word, factor) in words {
            var word = word
            let known = word.withUTF8 { row(of: $0) }
            if let known {
                let share = Double(counts[known]) / max(totalCount, 1)
                add(known, factor * Float(smoothing / (smoothing + share)), to: &sum)
            } else {
                addUnseen(word, factor, to: &sum)
            }
        }
        guard let direction = VectorMath.normalized(sum) else { return nil }
        return withoutCommon(direction)
    }

    private func withoutCommon(_ direction: [Float]) -> [Float]? {
        guard common.count == dimension else { return direction }
        var direction = direction
        let product = souk_dot_floats(common, direction, dimension)
        souk_add_scaled(-product, common, &direction, dimension)
        return VectorMath.normalized(direction)
    }

    /// An unseen word has the direction of its pieces, and counts as rare, but only as far as they were learnt: pieces that no
    /// word had say nothing.
    private func addUnseen(_ word: String, _ factor: Float, to sum: inout [Float]) {
        let buckets = CharacterGrams.buckets(of: word, bucketCount: bucketCount)
        let learnt = buckets.filter { scales[wordCount + Int($0)] != 0 }
        guard !learnt.isEmpty else { return }
        var pieces = [Float](repeating: 0, count: dimension)
        for bucket in learnt { add(wordCount + Int(bucket), 1, to: &pieces) }
        guard let direction = VectorMath.normalized(pieces) else { return }
        souk_add_scaled(factor * Float(learnt.count) / Float(buckets.count), direction, &sum, dimension)
    }

    private func add(_ row: Int, _ factor: Float, to sum: inout [Float]) {
        souk_add_scaled_bytes(factor * scales[row], codes + row * dimension, &sum, dimension)
    }
}
