import SoukStorage

/// Writes the posting lists of a segment one after another, and their dictionary at the end.
struct PostingListsWriter {
    private let file: SectionFileWriter
    private var list: PostingListWriter
    private var dictionary = TermDictionaryWriter()
    private var offset = 0

    /// - Parameter slotWeights: weights of the segment's slots, by which the bounds of blocks are chosen.
    init(file: SectionFileWriter, slotWeights: [Double]) {
        self.file = file
        list = PostingListWriter(strengths: PostingCode.strengths(slotWeights: slotWeights))
    }

    func begin() throws(StorageError) { try file.beginSection("postings") }

    /// Writes the list of `term`; without postings there is no term.
    /// - Precondition: terms come in rising byte order, postings by rising document.
    mutating func add(
        _ term: UnsafeBufferPointer<UInt8>, _ postings: PostingBuffer
    ) throws(StorageError) {
        guard postings.count > 0 else { return }
        let bytes = list.encode(postings)
        try file.append(bytes)
        dictionary.add(
            term,
            TermInfo(documentFrequency: postings.count, offset: offset, byteCount: bytes.count))
        offset += bytes.count
    }

    func finish() throws(StorageError) { try dictionary.write(to: file) }
}
