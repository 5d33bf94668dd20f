/// The bytes of the term being built: UTF-8 of folded units, cut on a character boundary at
/// ``capacity`` bytes.
struct TermBuffer {
    /// The longest term.
    static let capacity = 255

    let bytes: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    /// Whether all bytes are ASCII.
    private(set) var isASCII = true
    /// Set when a character did not fit; nothing is added after it.
    private var isFull = false

    /// - Parameter bytes: room for `capacity` bytes, owned by the caller.
    init(_ bytes: UnsafeMutablePointer<UInt8>) { self.bytes = bytes }

    var term: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: count) }

    @inline(__always) mutating func removeAll() {
        count = 0
        isASCII = true
        isFull = false
    }

    /// Keeps the first `length` bytes, after a stemmer shortened the term in place.
    @inline(__always) mutating func shorten(to length: Int) { count = min(count, length) }

    /// Adds an ASCII byte.
    @inline(__always) mutating func append(_ byte: UInt8) {
        guard count < Self.capacity, !isFull else { return }
        bytes[count] = byte
        count += 1
    }

    /// Adds the character that begins at `index` of `text`; the second half of a surrogate pair adds nothing.
    @inline(__always) mutating func append<Text: TextUnits>(_ text: Text, _ index: Int) {
        let unit = text.unit(index)
        if unit < 0x80 { append(UInt8(truncatingIfNeeded: unit)) } else { appendWide(text, index, unit) }
    }

    private mutating func appendWide<Text: TextUnits>(_ text: Text, _ index: Int, _ unit: UInt16) {
        isASCII = false
        var scalar = UInt32(unit)
        if unit & 0xF800 == 0xD800 {
            // SAFETY of decoding: folding writes surrogates in pairs only.
            guard unit & 0xFC00 == 0xD800, index + 1 < text.count else { return }
            scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(text.unit(index + 1) & 0x3FF))
        }
        let length = scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
        guard count + length <= Self.capacity, !isFull else {
            isFull = true
            return
        }
        var shift = UInt32(6 * (length - 1))
        let lead: UInt32 = length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0
        bytes[count] = UInt8(truncatingIfNeeded: lead | scalar >> shift)
        for offset in 1..<length {
            shift -= 6
            bytes[count + offset] = UInt8(truncatingIfNeeded: 0x80 | (scalar >> shift & 0x3F))
        }
        count += length
    }
}
