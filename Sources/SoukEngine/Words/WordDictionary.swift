import SoukStorage

/// In how many documents a written word occurs.
///
/// Documents that were deleted count until their segment's words are counted anew, which merging does not do: a word
/// may have been in more documents than hold its term now.
package struct WordCount: Sendable, Equatable {
    package var documents: Int
    /// Documents that hold it in their heading, the searched fields of the greatest weight.
    package var headings: Int

    package init(documents: Int = 0, headings: Int = 0) {
        self.documents = documents
        self.headings = headings
    }

    package static func + (a: WordCount, b: WordCount) -> WordCount {
        WordCount(documents: a.documents + b.documents, headings: a.headings + b.headings)
    }
}

/// Writes a segment's words with their counts, in the form of the term dictionary: where that has the bytes of a
/// posting list stands the number of headings.
struct WordDictionaryWriter: ~Copyable {
    static let section = "words"

    private var terms = TermDictionaryWriter()
    private var offset = 0

    var wordCount: Int { terms.count }

    /// - Precondition: `word` sorts after every word added before.
    mutating func add(_ word: UnsafeBufferPointer<UInt8>, _ count: WordCount) {
        terms.add(
            word, TermInfo(documentFrequency: count.documents, offset: offset, byteCount: count.headings))
        offset += count.headings
    }

    func write(to file: SectionFileWriter) throws(StorageError) {
        guard terms.count > 0 else { return }
        try terms.write(to: file, named: Self.section)
    }

    /// The words of several segments as one dictionary.
    static func merging(_ segments: [SegmentReader]) throws(StorageError) -> WordDictionaryWriter {
        var writer = WordDictionaryWriter()
        try forEachWord(of: segments) { word, count in
            word.withUnsafeBufferPointer { writer.add($0, count) }
        }
        return writer
    }

    /// Every word of some segments once, by rising bytes, with its counts over all of them.
    static func forEachWord(
        of segments: [SegmentReader], _ body: ([UInt8], WordCount) -> Void
    ) throws(StorageError) {
        var cursors: [TermCursor] = []
        for segment in segments {
            guard var cursor = segment.words?.cursor(), try cursor.advance() else { continue }
            cursors.append(cursor)
        }
        while let word = cursors.map(\.term).min(by: { $0.lexicographicallyPrecedes($1) }) {
            var sum = WordCount()
            var rest: [TermCursor] = []
            for var cursor in cursors {
                if cursor.term == word {
                    sum = sum + WordCount(cursor.info)
                    guard try cursor.advance() else { continue }
                }
                rest.append(cursor)
            }
            cursors = rest
            body(word, sum)
        }
    }
}

extension WordCount {
    init(_ info: TermInfo) { self.init(documents: info.documentFrequency, headings: info.byteCount) }
}
