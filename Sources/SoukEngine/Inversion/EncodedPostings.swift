/// The posting lists of some neighbouring terms, encoded one after another.
struct EncodedPostings: @unchecked Sendable {
    // SAFETY: filled by one thread, then read by another; freed by `deallocate`.
    private(set) var bytes: RawArray<UInt8>
    /// Documents of every term; 0 when all documents that held it are left out.
    private(set) var documentFrequencies: RawArray<UInt32>
    private(set) var byteCounts: RawArray<UInt32>
    /// The bytes of all terms, one after another, and the length of each.
    private(set) var terms: RawArray<UInt8>
    private(set) var termLengths: RawArray<UInt8>

    /// - Parameter strengths: see ``PostingCode/strengths(slotWeights:)``.
    init(_ inversion: PostingInversion, _ range: Range<Int>, strengths: [Float]) {
        let records = inversion.records(of: range)
        defer { records.deallocate() }
        bytes = RawArray(capacity: 1 << 16)
        documentFrequencies = RawArray(capacity: range.count)
        byteCounts = RawArray(capacity: range.count)
        terms = RawArray(capacity: range.count * 8)
        termLengths = RawArray(capacity: range.count)
        var writer = PostingListWriter(strengths: strengths)
        var assembler = PostingAssembler()
        var postings = PostingBuffer()
        for term in 0..<range.count {
            let start = bytes.count
            let tokens = records[term]
            if tokens.count == 1, let position = PostingRecord.plainPosition(tokens[0]) {
                PostingListWriter.encodePlain(
                    PostingRecord.document(tokens[0]), position: position, to: &bytes)
                documentFrequencies.append(1)
            } else {
                postings.removeAll()
                assembler.assemble(tokens, into: &postings)
                if postings.count > 0 { writer.encode(postings, to: &bytes) }
                documentFrequencies.append(UInt32(postings.count))
            }
            byteCounts.append(UInt32(bytes.count - start))
            add(inversion.ranking, range.lowerBound + term)
        }
    }

    private mutating func add(_ ranking: TermRanking, _ rank: Int) {
        terms.reserve(TermEntryScanner.longestTerm + 1)
        let length = ranking.term(rank, into: terms.elements + terms.count).count
        terms.extend(by: length)
        termLengths.append(UInt8(truncatingIfNeeded: length))
    }

    func deallocate() {
        bytes.deallocate()
        documentFrequencies.deallocate()
        byteCounts.deallocate()
        terms.deallocate()
        termLengths.deallocate()
    }
}
