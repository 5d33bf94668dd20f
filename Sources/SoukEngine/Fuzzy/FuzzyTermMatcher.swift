import SoukStorage

/// Finds the terms of a segment within a distance of a word, by the way that costs least.
struct FuzzyTermMatcher {
    enum Way {
        /// The dictionary is walked.
        case walk
        /// Made-up words are asked for in the segment's ``TermTable``.
        case table
    }

    private let word: [UInt8]
    /// Nil for a word that is looked up as it stands.
    private let pattern: FuzzyPattern?
    private let way: Way?

    /// - Parameter way: nil for the cheaper one.
    init(_ word: [UInt8], distance: Int, way: Way? = nil) {
        self.word = word
        self.way = way
        let scalars = String(decoding: word, as: UTF8.self).unicodeScalars.map(\.value)
        let distance = min(distance, FuzzyPattern.largestDistance)
        let isPlain =
            distance <= 0 || scalars.count > FuzzyPattern.longest
            || scalars.contains(where: HanCharacter.contains)
        pattern = isPlain ? nil : FuzzyPattern(scalars, distance: distance)
    }

    func deallocate() { pattern?.deallocate() }

    /// The terms of a segment.
    ///
    /// - Parameter body: gets a term's entry, its distance, and its bytes, valid during the call. Every term once.
    func forEachTerm(
        of segment: SegmentReader,
        _ body: (TermInfo, Int, UnsafeBufferPointer<UInt8>) throws(StorageError) -> Void
    ) throws(StorageError) {
        try forEachTerm(of: segment.terms, table: segment.termTable, body)
    }

    /// The terms of any dictionary.
    ///
    /// - Parameter table: of this dictionary; made when it is first wanted.
    func forEachTerm(
        of dictionary: TermDictionaryReader, table: OnceReference<TermTable>,
        _ body: (TermInfo, Int, UnsafeBufferPointer<UInt8>) throws(StorageError) -> Void
    ) throws(StorageError) {
        guard let pattern else { return try findWord(dictionary, body) }
        // Two errors in so few scalars leave nothing to begin with.
        let isShort = pattern.distance > 1 && pattern.scalars.count < WordHash.headLength
        if isShort || way == .walk { return try walk(dictionary, pattern, blocks: nil, body) }
        let table = try table.value { () throws(StorageError) in try TermTable(dictionary) }
        if table.isFast || way == .table {
            try find(dictionary, pattern, table, body)
        } else {
            try walk(dictionary, pattern, blocks: nil, body)
        }
    }

    private func findWord(
        _ dictionary: TermDictionaryReader,
        _ body: (TermInfo, Int, UnsafeBufferPointer<UInt8>) throws(StorageError) -> Void
    ) throws(StorageError) {
        guard let info = try dictionary.find(word) else { return }
        var failure: StorageError?
        word.withUnsafeBufferPointer { bytes in
            do throws(StorageError) { try body(info, 0, bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private func walk(
        _ dictionary: TermDictionaryReader, _ pattern: FuzzyPattern, blocks: UnsafePointer<UInt64>?,
        _ body: (TermInfo, Int, UnsafeBufferPointer<UInt8>) throws(StorageError) -> Void
    ) throws(StorageError) {
        var scanner = FuzzyTermScanner(dictionary, pattern, blocks: blocks)
        defer { scanner.deallocate() }
        while true {
            let match: FuzzyTermScanner.Match?
            do throws(PostingScanner.Damage) { match = try scanner.next() } catch {
                throw dictionary.error(error)
            }
            guard let match else { return }
            try body(match.info, match.distance, scanner.lastTerm)
        }
    }

    private func find(
        _ dictionary: TermDictionaryReader, _ pattern: FuzzyPattern, _ table: TermTable,
        _ body: (TermInfo, Int, UnsafeBufferPointer<UInt8>) throws(StorageError) -> Void
    ) throws(StorageError) {
        var candidates = FuzzyCandidates(pattern, table, dictionary)
        defer { candidates.deallocate() }
        try candidates.collect()
        if let blocks = candidates.blocks { try walk(dictionary, pattern, blocks: blocks, body) }
        var scanner = FuzzyTermScanner(dictionary, pattern)
        defer { scanner.deallocate() }
        for index in 0..<candidates.ordinals.count {
            let ordinal = Int(candidates.ordinals.elements[index])
            if index > 0, ordinal == Int(candidates.ordinals.elements[index - 1]) { continue }
            if candidates.isWalked(ordinal / TermDictionaryWriter.blockSize) { continue }
            let match: FuzzyTermScanner.Match?
            do throws(PostingScanner.Damage) { match = try scanner.match(ordinal) } catch {
                throw dictionary.error(error)
            }
            if let match { try body(match.info, match.distance, scanner.lastTerm) }
        }
    }
}
