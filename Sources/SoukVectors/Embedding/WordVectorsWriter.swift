import CSoukKernels
import SoukStorage

/// Vectors of words that are about to be written; see ``WordVectors``.
package struct WordVectorsWriter: Sendable {
    /// a of the weights a / (a + p) at least.
    private static let leastSmoothing = 1e-3

    private let words: [String]
    private let counts: [Int]
    private let dimension: Int
    private let wordVectors: [Float]
    private let bucketVectors: [Float]
    /// The direction that all texts share, of length 1; empty: none is taken out.
    package var common: [Float] = []

    /// - Parameters:
    ///   - counts: how often each word occurs.
    ///   - wordVectors: one row for each word.
    ///   - bucketVectors: one row for each bucket of ``CharacterGrams``; empty: unseen words have no vector.
    package init(
        words: [String], counts: [Int], dimension: Int, wordVectors: [Float], bucketVectors: [Float] = []
    ) {
        self.words = words
        self.counts = counts
        self.dimension = dimension
        self.wordVectors = wordVectors
        self.bucketVectors = bucketVectors
    }

    package init(_ trained: SkipGramTrainer.Result) {
        self.init(
            words: trained.words, counts: trained.counts, dimension: trained.dimension,
            wordVectors: trained.wordVectors, bucketVectors: trained.bucketVectors)
    }

    /// a of the weights a / (a + p): the mean share of a word where there are few, or else a word seen once would outweigh all that
    /// are known, and texts of a small catalogue would be near by their numbers alone.
    private var smoothing: Double { max(Self.leastSmoothing, 1 / Double(max(words.count, 1))) }

    package func write(to name: String, in directory: any Directory) throws(StorageError) {
        let order = words.indices.sorted { words[$0].utf8.lexicographicallyPrecedes(words[$1].utf8) }
        let file = try SectionFileWriter(
            directory: directory, name: name, kind: WordVectors.kind, version: WordVectors.version, fileID: 0)
        do throws(StorageError) {
            try writeWords(order, to: file)
            try writeRows(order, to: file)
            _ = try file.finish()
        } catch {
            file.abandon()
            throw error
        }
    }

    private func writeWords(_ order: [Int], to file: SectionFileWriter) throws(StorageError) {
        var header = ByteWriter()
        header.appendVarUInt(UInt64(dimension))
        header.appendVarUInt(UInt64(words.count))
        header.appendVarUInt(UInt64(bucketVectors.count / max(dimension, 1)))
        header.appendDouble(Double(counts.reduce(0, +)))
        header.appendDouble(smoothing)
        try file.beginSection("header")
        try file.append(header.bytes)
        try file.beginSection("common")
        try file.appendArray(common)
        var offsets: [UInt32] = [0]
        var text: [UInt8] = []
        for word in order {
            text += words[word].utf8
            offsets.append(UInt32(text.count))
        }
        try file.beginSection("offsets")
        try file.appendArray(offsets)
        try file.beginSection("text")
        try file.append(text)
        try file.beginSection("counts")
        try file.appendArray(order.isEmpty ? [0] : order.map { UInt32(clamping: counts[$0]) })
    }

    private func writeRows(_ order: [Int], to file: SectionFileWriter) throws(StorageError) {
        var scales: [Float] = []
        var codes: [Int8] = []
        func add(_ row: ArraySlice<Float>) {
            let vector = Array(row)
            let length = souk_dot_floats(vector, vector, vector.count).squareRoot()
            let coded = ByteVector(VectorMath.normalized(vector) ?? vector.map { _ in 0 })
            scales.append(coded.scale * (length.isFinite ? length : 0))
            codes += coded.codes
        }
        for word in order { add(wordVectors[word * dimension..<(word + 1) * dimension]) }
        for start in stride(from: 0, to: bucketVectors.count, by: max(dimension, 1)) {
            add(bucketVectors[start..<start + dimension])
        }
        try file.beginSection("scales")
        try file.appendArray(scales.isEmpty ? [0] : scales)
        try file.beginSection("codes")
        try file.appendArray(codes.isEmpty ? [0] : codes)
    }
}
