import SoukStorage

/// Writes the posting lists of a segment one after another, and their dictionary at the end.
struct PostingListsWriter: ~Copyable {
    private let file: SectionFileWriter
    private var list: PostingListWriter
    private var dictionary = TermDictionaryWriter()
    private var offset = 0
    // SAFETY: freed in deinit.
    private var waiting = RawArray<UInt8>(capacity: PostingListsWriter.bufferSize)

    private static let bufferSize = 1 << 16

    /// - Parameter slotWeights: weights of the segment's slots, by which the bounds of blocks are chosen.
    init(file: SectionFileWriter, slotWeights: [Double]) {
        self.file = file
        list = PostingListWriter(strengths: PostingCode.strengths(slotWeights: slotWeights))
    }

    deinit { waiting.deallocate() }

    func begin() throws(StorageError) { try file.beginSection("postings") }

    /// Writes the list of `term`; without postings there is no term.
    /// - Precondition: terms come in rising byte order, postings by rising document.
    mutating func add(
        _ term: UnsafeBufferPointer<UInt8>, _ postings: borrowing PostingBuffer
    ) throws(StorageError) {
        guard postings.count > 0 else { return }
        let start = waiting.count
        list.encode(postings, to: &waiting)
        addToDictionary(term, documentFrequency: postings.count, byteCount: waiting.count - start)
        if waiting.count >= Self.bufferSize { try drain() }
    }

    /// Writes lists that are encoded already.
    mutating func add(_ lists: EncodedPostings) throws(StorageError) {
        try drain()
        try file.append(UnsafeRawBufferPointer(lists.bytes.buffer))
        var term = UnsafePointer(lists.terms.elements)
        for place in 0..<lists.documentFrequencies.count {
            let length = Int(lists.termLengths.elements[place])
            let frequency = Int(lists.documentFrequencies.elements[place])
            if frequency > 0 {
                addToDictionary(
                    UnsafeBufferPointer(start: term, count: length), documentFrequency: frequency,
                    byteCount: Int(lists.byteCounts.elements[place]))
            }
            term += length
        }
    }

    @inline(__always)
    private mutating func addToDictionary(
        _ term: UnsafeBufferPointer<UInt8>, documentFrequency: Int, byteCount: Int
    ) {
        dictionary.add(
            term, TermInfo(documentFrequency: documentFrequency, offset: offset, byteCount: byteCount))
        offset += byteCount
    }

    private mutating func drain() throws(StorageError) {
        try file.append(UnsafeRawBufferPointer(waiting.buffer))
        waiting.removeAll()
    }

    mutating func finish() throws(StorageError) {
        try drain()
        try dictionary.write(to: file)
    }
}
