import CSoukKernels
import SoukStorage

/// Finds the documents of one segment that hold a phrase, by rising document, in batches.
///
/// Documents that hold all words come first: from the bitmaps when all words are common, else from the blocks of the
/// rarest word. Then each word says where the phrase would begin, the common ones by ``TermPlaces`` without decoding a
/// block, and only documents with a beginning in common are left.
/// - Complexity: O(documents / 64 + documents with all words) for common words, else O(postings of the rarest word), each
///   times the words.
struct PhraseMatcher {
    struct Word {
        let list: PostingList
        /// Atoms from the first word of the phrase; 0 for that one.
        let offset: Int
        let bias: UInt32
        let common: TermPlaces?
        /// Asks for whole batches, and stands behind a batch when it is done.
        var filter = PostingSeeker.allocate()
        /// For the documents that are left of it.
        var reader = PostingSeeker.allocate()
        /// For those whose starts have no short form.
        var thorough: PostingSeeker?
    }

    // SAFETY: `count` words, the rarest first, and room for a block of documents until `deallocate`.
    private let words: UnsafeMutablePointer<Word>
    private let wordCount: Int
    /// The documents of the batch, and where the phrase begins in them.
    let documents: UnsafeMutablePointer<UInt32>
    private(set) var starts: StartLists
    private var others: StartLists
    private var block: PostingBlock
    private let sets: UnsafeMutablePointer<UnsafePointer<UInt64>?>
    private let isAllCommon: Bool
    private let isFar: Bool
    private let bitmapWordCount: Int
    /// The next block of the rarest word, or the next word of the bitmaps.
    private var next = 0
    private var thoroughStarts = PhraseStarts()
    private var thoroughOthers = PhraseStarts()

    /// - Returns: nil when a word is in no document.
    init?(_ phrase: [PhraseTerm], _ segment: SegmentReader) throws(StorageError) {
        if phrase.isEmpty { return nil }
        var lists: [(list: PostingList, offset: Int, places: TermPlaces?)] = []
        lists.reserveCapacity(phrase.count)
        var (first, last) = (Int.max, 0)
        for term in phrase {
            guard let list = try segment.list(of: term.term) else { return nil }
            lists.append((list, term.offset, nil))
            (first, last) = (min(first, term.offset), max(last, term.offset))
        }
        lists.sort { $0.list.documentFrequency < $1.list.documentFrequency }
        isFar = last - first >= Int(SOUK_START_BIAS)
        // Words far apart are compared thoroughly.
        for index in lists.indices where !isFar {
            lists[index].places = try segment.bitmaps.places(of: lists[index].list)
        }
        isAllCommon = lists.allSatisfy { $0.places != nil }
        // From here on nothing fails: what is borrowed is given back by `deallocate`.
        starts = .allocate()
        others = .allocate()
        block = .allocate()
        wordCount = lists.count
        words = .borrow(wordCount)
        sets = .borrow(wordCount)
        for (index, entry) in lists.enumerated() {
            let offset = entry.offset - first
            (words + index).initialize(
                to: Word(
                    list: entry.list, offset: offset, bias: UInt32(max(Int(SOUK_START_BIAS) - offset, 0)),
                    common: entry.places))
            (sets + index).initialize(to: entry.places?.kernel.pointee.words)
        }
        bitmapWordCount = (segment.documentCount + 63) / 64
        documents = .borrow(StartLists.capacity)
    }

    func deallocate() {
        for index in 0..<wordCount {
            words[index].filter.deallocate()
            words[index].reader.deallocate()
            words[index].thorough?.deallocate()
        }
        words.deinitialize(count: wordCount)
        words.giveBack()
        sets.giveBack()
        documents.giveBack()
        starts.deallocate()
        others.deallocate()
        block.deallocate()
    }

    /// At most so many documents hold the phrase.
    var mostDocuments: Int { words[0].list.documentFrequency }

    /// Puts the next documents that may hold the phrase into ``documents``, and its starts into ``starts``.
    /// - Returns: how many there are; nil at the end.
    mutating func nextBatch() throws(StorageError) -> Int? {
        if isAllCommon {
            guard next < bitmapWordCount else { return nil }
            let count = souk_next_members(
                sets, wordCount, &next, bitmapWordCount, documents, StartLists.capacity)
            return count == 0 ? 0 : try align(count)
        }
        guard next < words[0].list.blockCount else { return nil }
        try words[0].list.decodeDocuments(next, into: &block)
        next += 1
        var count = block.count
        documents.update(from: block.documents, count: count)
        for index in 1..<max(wordCount, 1) where count > 0 {
            if let bitmap = sets[index] { count = souk_keep_members(bitmap, documents, count) }
        }
        for index in 1..<max(wordCount, 1) where count > 0 && sets[index] == nil {
            count = try words[index].filter.retain(words[index].list, documents, count)
        }
        return count == 0 ? 0 : try align(count)
    }

    /// Keeps the documents in which the words stand side by side.
    private mutating func align(_ batch: Int) throws(StorageError) -> Int {
        if isFar {
            starts.removeAll()
            for _ in 0..<batch { starts.append(StartLists.unknown) }
            return batch
        }
        if let common = words[0].common {
            souk_read_starts(
                common.kernel, words[0].bias, documents, batch, starts.starts, starts.pool)
        } else {
            // The block that the batch comes from.
            try words[0].list.decodeCodes(into: &block)
            var occurrences = PrecedingOccurrences()
            starts.removeAll()
            _ = try words[0].list.readStarts(
                in: block, &occurrences, bias: words[0].bias, documents, batch, into: &starts)
        }
        var count = batch
        // Common words cost least.
        for index in (1..<max(wordCount, 1)).reversed() where count > 0 {
            let bias = words[index].bias
            if let common = words[index].common {
                count = souk_align_places(
                    common.kernel, bias, documents, starts.starts, starts.pool, count)
            } else {
                try words[index].reader.readStarts(
                    words[index].list, bias: bias, documents, count, into: &others)
                count = souk_align_starts(
                    others.starts, others.pool, documents, starts.starts, starts.pool, count)
            }
        }
        return count
    }

    /// How often the phrase stands in each slot of a document whose starts are unknown.
    mutating func frequencies(_ document: UInt32) throws(StorageError) -> [FieldFrequency] {
        for index in 0..<wordCount {
            if words[index].thorough == nil { words[index].thorough = .allocate() }
            guard try words[index].thorough?.seek(words[index].list, document) == true else { return [] }
            let offset = words[index].offset
            if index == 0 {
                try words[index].thorough?.readStarts(
                    words[index].list, offset: offset, into: &thoroughStarts)
            } else {
                try words[index].thorough?.readStarts(
                    words[index].list, offset: offset, into: &thoroughOthers)
                thoroughStarts.formIntersection(thoroughOthers)
            }
        }
        return thoroughStarts.frequencies
    }

    /// How often the phrase stands in each slot of a document that has several starts.
    func frequencies(ofStarts several: UInt32) -> [FieldFrequency] {
        var result: [FieldFrequency] = []
        for start in starts.list(several) {
            let slot = StartLists.slot(ofStart: start)
            if result.last?.slot == slot {
                result[result.count - 1].count += 1
            } else {
                result.append(FieldFrequency(slot: slot, reading: .aligned, count: 1))
            }
        }
        return result
    }
}
