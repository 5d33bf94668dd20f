import CSoukKernels
import SoukStorage

/// The union of many posting lists of one segment, in memory that the thread keeps from one query to the next.
///
/// A bit for every document; a byte for every line of 512 documents that says whether it was touched; and, as long as
/// there are few, a list of the documents, so that what a query costs depends on what it finds, not on what there is.
/// Where the first by key alone are asked for, lines that cannot hold them are left out: see ``FirstWanted``.
/// Whoever takes one drains it and gives it back.
struct DocumentUnion {
    private static let lineSize = Int(SOUK_UNION_LINE)
    /// From one document in so many on, going through all bits costs less than a list.
    private static let listedShare = 512
    private static let leastListed = 1024

    // SAFETY: `lineCount` lines of 8 words, as many bytes rounded up to 8, and room for `listedLimit` documents and a
    // block, from `take` to `giveBack`; documents are checked against `documentCount` before they are inserted.
    let words: UnsafeMutablePointer<UInt64>
    /// While there is a list, the lines that hold documents; then, those whose documents are still taken in.
    let lines: UnsafeMutablePointer<UInt8>
    private let listed: UnsafeMutablePointer<UInt32>
    let documentCount: Int
    let lineCount: Int
    private let listedLimit: Int
    private let byteCount: Int
    private var listedCount = 0
    /// Whether there are more documents than the list holds.
    private(set) var isDense = false
    /// What alone is asked for; nil: all documents.
    private let wanted: FirstWanted?
    /// So many first keys hold all that is wanted; nil: not known, every document is taken in.
    private(set) var boundedPlaces: Int?
    private var boundsTried = 0
    /// Where the union is bounded, the list holds the first documents of so many marked lines.
    private var markedCount = 0

    static func take(documentCount: Int, wanted: FirstWanted? = nil) -> DocumentUnion {
        DocumentUnion(documentCount, wanted)
    }

    private init(_ documentCount: Int, _ wanted: FirstWanted?) {
        self.documentCount = documentCount
        self.wanted = wanted
        lineCount = (documentCount + Self.lineSize - 1) / Self.lineSize
        listedLimit = Self.leastListed + documentCount / Self.listedShare
        let wordBytes = lineCount * Self.lineSize / 8
        let lineBytes = (lineCount + 7) / 8 * 8
        byteCount = wordBytes + lineBytes + (listedLimit + BitPacking.blockSize + 1) * 4
        let memory = UnsafeMutableRawPointer(UnsafeMutablePointer<UInt8>.borrowZeros(byteCount))
        words = memory.assumingMemoryBound(to: UInt64.self)
        lines = (memory + wordBytes).assumingMemoryBound(to: UInt8.self)
        listed = (memory + wordBytes + lineBytes).assumingMemoryBound(to: UInt32.self)
    }

    /// - Precondition: the union is drained.
    func giveBack() { words.giveBackZeros() }

    private var wordCount: Int { (documentCount + 63) / 64 }

    /// Leaves the documents that are in the given sets too, and counts them.
    mutating func restrict(to first: UnsafePointer<UInt64>?, _ second: UnsafePointer<UInt64>?) -> Int {
        if isDense { return souk_count_bits(words, wordCount, first, second, 0) }
        if first == nil && second == nil { return listedCount }
        return souk_restrict_listed(listed, listedCount, words, first, second)
    }

    /// Leaves no document.
    mutating func drain() {
        if isDense {
            words.update(repeating: 0, count: wordCount)
            lines.update(repeating: 0, count: lineCount)
        } else {
            souk_clear_listed(listed, listedCount, words, lines)
        }
        // One place after the last may have been written too; and a bitmap comes first where nothing is listed yet.
        listed.update(repeating: 0, count: max(listedCount + 1, markedCount))
        (listedCount, isDense) = (0, false)
        (boundedPlaces, boundsTried, markedCount) = (nil, 0, 0)
    }

    @inline(__always)
    func contains(_ document: UInt32) -> Bool {
        words[Int(document >> 6)] >> UInt64(document & 63) & 1 != 0
    }

    /// Adds the documents of a term.
    @inline(__always)
    mutating func insert(_ info: TermInfo, of segment: SegmentReader) throws(StorageError) {
        if info.documentFrequency > BitPacking.blockSize { return try insertLarge(info, of: segment) }
        guard info.documentFrequency > 0, info.byteCount <= segment.postings.count,
            info.offset <= segment.postings.count - info.byteCount, let base = segment.postings.baseAddress
        else {
            // Says what is wrong.
            _ = try segment.list(info)
            return
        }
        do throws(PostingScanner.Damage) {
            var scanner = PostingScanner(base + info.offset, count: info.byteCount)
            let first = try scanner.number(below: UInt64(documentCount))
            if info.documentFrequency == 1 {
                insert(UInt32(truncatingIfNeeded: first))
            } else {
                let readable = segment.postings.count - info.offset
                try insertSmall(info.documentFrequency, first, &scanner, readable: readable)
            }
        } catch { throw segment.postingsError(error, in: info) }
    }

    @inline(__always)
    private mutating func insert(_ document: UInt32) {
        let bit = UInt64(document & 63)
        if isDense {
            if lines[Int(document >> 9)] != 0 { words[Int(document >> 6)] |= 1 << bit }
            return
        }
        let word = words[Int(document >> 6)]
        words[Int(document >> 6)] = word | 1 << bit
        lines[Int(document >> 9)] = 1
        if listedCount > listedLimit { return becomeDense() }
        // No branch: whether a document is new is not to be foreseen.
        listed[listedCount] = document
        listedCount += Int(truncatingIfNeeded: ~(word >> bit) & 1)
    }

    /// A small list's documents: the first, then gaps less one, all of one width.
    ///
    /// - Parameter readable: bytes from the list's beginning on that may be read, whatever they mean.
    private mutating func insertSmall(
        _ count: Int, _ first: UInt64, _ scanner: inout PostingScanner, readable: Int
    ) throws(PostingScanner.Damage) {
        let width = UInt64(try scanner.byte())
        guard width <= UInt64(BitPacking.largestWidth) else {
            throw scanner.damage("a bit width of 0 to 32", found: Int(width))
        }
        let rest = readable - scanner.place
        let packed = try scanner.skip(BitPacking.byteCount(count - 1, width: Int(width)))
        if listedCount > listedLimit { becomeDense() }
        let isListed = !isDense
        var size = listedCount
        let mask: UInt64 = (1 << width) &- 1
        var document = first
        var bit: UInt64 = 0
        for index in 0..<count {
            let number = UInt32(truncatingIfNeeded: document)
            if isListed {
                let word = words[Int(number >> 6)]
                words[Int(number >> 6)] = word | 1 << UInt64(number & 63)
                lines[Int(number >> 9)] = 1
                listed[size] = number
                size += Int(truncatingIfNeeded: ~(word >> UInt64(number & 63)) & 1)
            } else if lines[Int(number >> 9)] != 0 {
                words[Int(number >> 6)] |= 1 << UInt64(number & 63)
            }
            if index == count - 1 { break }
            let place = Int(truncatingIfNeeded: bit >> 3)
            document =
                document &+ (Self.load(packed + place, readable: rest &- place) >> (bit & 7) & mask) &+ 1
            bit = bit &+ width
            guard document < UInt64(documentCount) else {
                listedCount = size
                throw scanner.damage("documents of the segment", found: Int(document))
            }
        }
        listedCount = size
    }

    /// Eight bytes, those past the readable ones 0.
    @inline(__always)
    private static func load(_ bytes: UnsafeRawPointer, readable: Int) -> UInt64 {
        if readable >= 8 { return UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)) }
        var word: UInt64 = 0
        for index in 0..<max(readable, 0) {
            word |= UInt64(bytes.load(fromByteOffset: index, as: UInt8.self)) << UInt64(8 * index)
        }
        return word
    }

    @inline(never)
    private mutating func insertLarge(_ info: TermInfo, of segment: SegmentReader) throws(StorageError) {
        let list = try segment.list(info)
        if let bits = try segment.bitmaps.bitmap(of: list)?.words {
            insert(bits)
        } else {
            var block = PostingBlock.allocate()
            defer { block.deallocate() }
            if boundedPlaces == nil {
                try insertBlocks(of: list, &block)
            } else {
                try insertWantedBlocks(of: list, &block)
            }
        }
        if isDense, boundedPlaces == nil { bound() }
    }

    private mutating func insert(_ bits: UnsafePointer<UInt64>) {
        becomeDense()
        if boundedPlaces == nil {
            for index in 0..<wordCount { words[index] |= bits[index] }
        } else {
            for place in 0..<markedCount {
                let start = Int(listed[place] >> 6)
                for index in start..<min(start + Self.lineSize / 64, wordCount) {
                    words[index] |= bits[index]
                }
            }
        }
    }

    private mutating func insertBlocks(of list: PostingList, _ block: inout PostingBlock) throws(StorageError)
    {
        for index in 0..<list.blockCount {
            try list.decodeDocuments(index, into: &block)
            if listedCount > listedLimit { becomeDense() }
            if isDense {
                souk_set_bits(block.documents, block.count, words)
            } else {
                listedCount += souk_insert_new_documents(
                    block.documents, block.count, words, lines, listed + listedCount)
            }
        }
    }

    /// Decodes the blocks alone that may hold documents of marked lines.
    private func insertWantedBlocks(of list: PostingList, _ block: inout PostingBlock) throws(StorageError) {
        var place = 0
        var index = 0
        while place < markedCount {
            index = list.block(atOrAfter: listed[place], from: index)
            guard index < list.blockCount else { return }
            try list.decodeDocuments(index, into: &block)
            place += souk_insert_marked(
                block.documents, block.count, listed + place, markedCount - place, words)
            index += 1
        }
    }

    /// From here on there is no list, and every line is taken in.
    private mutating func becomeDense() {
        guard !isDense else { return }
        isDense = true
        lines.update(repeating: 1, count: lineCount)
    }

    /// Leaves out the lines of documents that others found so far precede, if enough of them are found.
    private mutating func bound() {
        guard let wanted, boundsTried < FirstWanted.mostTries else { return }
        boundsTried += 1
        guard let places = wanted.places(in: self) else { return }
        lines.update(repeating: 0, count: lineCount)
        for place in 0..<places { lines[Int(wanted.ids.document(atSortedPlace: place) >> 9)] = 1 }
        // There is room: no fewer documents could be listed than there are lines.
        for line in 0..<lineCount where lines[line] != 0 {
            listed[markedCount] = UInt32(line * Self.lineSize)
            markedCount += 1
        }
        boundedPlaces = places
    }
}
