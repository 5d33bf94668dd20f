import SoukStorage

/// Writes the posting lists of a segment one after another, and their dictionary at the end.
struct PostingListsWriter {
    private let file: SectionFileWriter
    private var list = PostingListWriter()
    private var dictionary = TermDictionaryWriter()
    private var documentFrequency = 0
    private var offset = 0

    init(file: SectionFileWriter) { self.file = file }

    func begin() throws(StorageError) { try file.beginSection("postings") }

    mutating func add(_ posting: Posting) {
        list.add(posting)
        documentFrequency += 1
    }

    /// Ends the list of `term`; a list without postings leaves no term.
    /// - Precondition: terms come in rising byte order.
    mutating func endTerm(_ term: UnsafeBufferPointer<UInt8>) throws(StorageError) {
        guard documentFrequency > 0 else { return }
        let (bytes, documentByteCount) = list.finish()
        try file.append(bytes)
        dictionary.add(
            term,
            TermInfo(
                documentFrequency: documentFrequency, offset: offset, documentByteCount: documentByteCount,
                positionByteCount: bytes.count - documentByteCount))
        offset += bytes.count
        documentFrequency = 0
    }

    func finish() throws(StorageError) { try dictionary.write(to: file) }
}
