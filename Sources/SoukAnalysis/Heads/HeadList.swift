/// The heads that were found in a text, in memory that is kept between texts. Whoever holds it frees it.
struct HeadList {
    struct Element {
        var bytes: Range<Int>
        /// Where the word stands in the text.
        var range: Range<Int>
    }

    /// Bytes of the longest term that may be added, without its mark.
    static let longestTerm = 48

    // SAFETY: `count` elements and `byteCount` bytes are initialised; capacities hold one element and one term more; freed by
    // `deallocate`.
    private var elements: UnsafeMutablePointer<Element>
    private var bytes: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var byteCount = 0
    private var capacity = 32
    private var byteCapacity = 1 << 10
    /// Whether the element behind the last is one if it is not replaced.
    private(set) var isPending = false

    init() {
        elements = .allocate(capacity: capacity)
        bytes = .allocate(capacity: byteCapacity)
    }

    func deallocate() {
        elements.deallocate()
        bytes.deallocate()
    }

    subscript(_ index: Int) -> Element { elements[index] }

    func term(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let place = elements[index].bytes
        return UnsafeBufferPointer(start: bytes + place.lowerBound, count: place.count)
    }

    mutating func removeAll() {
        count = 0
        byteCount = 0
        isPending = false
    }

    /// Adds a word that counts once ``confirm()`` is called, in place of one that waits.
    /// - Precondition: the term has at most ``longestTerm`` bytes.
    @inline(__always)
    mutating func setPending(_ term: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        guard let base = term.baseAddress else { return }
        bytes[byteCount] = HeadTerm.mark
        (bytes + byteCount + 1).update(from: base, count: term.count)
        elements[count] = Element(bytes: byteCount..<byteCount + 1 + term.count, range: range)
        isPending = true
    }

    /// Takes the word that waits for a head.
    mutating func confirm() {
        isPending = false
        advance()
    }

    /// - Parameter packed: UTF-8, the last byte lowest.
    mutating func append(packed: UInt64, _ range: Range<Int>) {
        let length = 8 - packed.leadingZeroBitCount / 8
        bytes[byteCount] = HeadTerm.mark
        // Eight bytes have room; those behind the term are overwritten later.
        UnsafeMutableRawPointer(bytes + byteCount + 1)
            .storeBytes(of: (packed << UInt64(64 - 8 * length)).bigEndian, as: UInt64.self)
        elements[count] = Element(bytes: byteCount..<byteCount + 1 + length, range: range)
        advance()
    }

    private mutating func advance() {
        byteCount = elements[count].bytes.upperBound
        count += 1
        if count == capacity || byteCount + 1 + Self.longestTerm > byteCapacity { grow() }
    }

    @inline(never)
    private mutating func grow() {
        elements = Self.larger(elements, count, capacity: 2 * capacity)
        bytes = Self.larger(bytes, byteCount, capacity: 2 * byteCapacity)
        capacity *= 2
        byteCapacity *= 2
    }

    private static func larger<T>(
        _ old: UnsafeMutablePointer<T>, _ count: Int, capacity: Int
    ) -> UnsafeMutablePointer<T> {
        let new = UnsafeMutablePointer<T>.allocate(capacity: capacity)
        new.update(from: old, count: count)
        old.deallocate()
        return new
    }
}
