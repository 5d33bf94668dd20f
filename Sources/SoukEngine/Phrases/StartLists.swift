import CSoukKernels

/// Where a phrase may begin in each of a block's worth of documents: one start, several, or none known here.
///
/// The form is that of `CSoukPhrases.h`. Documents with one start, nearly all, need four bytes and no list.
struct StartLists {
    static let unknown = SOUK_UNKNOWN_STARTS
    static let longest = Int(SOUK_MOST_STARTS)
    /// Documents that there is room for.
    static let capacity = BitPacking.blockSize

    // SAFETY: room for `capacity` documents, each with the longest list, until `deallocate`.
    let starts: UnsafeMutablePointer<UInt32>
    let pool: UnsafeMutablePointer<UInt32>
    private(set) var count = 0
    private var used = 0
    private var list = 0
    private var isListKnown = true

    static func allocate() -> StartLists {
        StartLists(
            starts: .borrow(capacity), pool: .borrow(capacity * (longest + 1)))
    }

    private init(starts: UnsafeMutablePointer<UInt32>, pool: UnsafeMutablePointer<UInt32>) {
        self.starts = starts
        self.pool = pool
    }

    func deallocate() {
        starts.giveBack()
        pool.giveBack()
    }

    mutating func removeAll() { (count, used) = (0, 0) }

    /// The start of a phrase whose word stands at a place; ``unknown`` for a place that has no short form.
    @inline(__always)
    static func start(slot: Int, position: UInt32, bias: UInt32) -> UInt32 {
        guard slot <= Int(SOUK_LARGEST_SLOT), position <= UInt32(SOUK_LARGEST_POSITION) else {
            return unknown
        }
        return UInt32(truncatingIfNeeded: slot) << UInt32(SOUK_PLACE_SHIFT) + position + bias
    }

    @inline(__always)
    static func slot(ofStart start: UInt32) -> Int { Int(start >> UInt32(SOUK_PLACE_SHIFT)) }

    static func isSeveral(_ start: UInt32) -> Bool { start & SOUK_SEVERAL_STARTS != 0 }

    /// Adds a document of one start, or of unknown ones.
    @inline(__always)
    mutating func append(_ start: UInt32) {
        starts[count] = start
        count += 1
    }

    mutating func beginList() {
        list = used
        used += 1
        isListKnown = true
    }

    /// Adds a start, not below the one before; one that is there already counts once.
    mutating func addToList(_ start: UInt32) {
        if start == Self.unknown { isListKnown = false }
        if used > list + 1 && pool[used - 1] == start { return }
        pool[used] = start
        used += 1
    }

    /// Adds a document with the starts since ``beginList()``.
    mutating func endList() {
        let size = used - list - 1
        if isListKnown && size > 1 {
            pool[list] = UInt32(size)
            append(SOUK_SEVERAL_STARTS | UInt32(list))
        } else {
            append(!isListKnown ? Self.unknown : size == 1 ? pool[list + 1] : 0)
            used = list
        }
    }

    /// The starts of a document that has several.
    func list(_ starts: UInt32) -> UnsafeBufferPointer<UInt32> {
        let start = pool + Int(starts & ~SOUK_SEVERAL_STARTS)
        return UnsafeBufferPointer(start: start + 1, count: Int(start.pointee))
    }
}
