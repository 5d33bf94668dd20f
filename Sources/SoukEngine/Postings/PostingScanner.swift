/// Reads numbers from the bytes of a posting list in a hot loop: checked against the end, and nothing else.
///
/// Unlike `ByteReader` it holds no names, so that copying it costs nothing; who catches ``Damage`` says where it was.
struct PostingScanner {
    /// The bytes are not what the format says. `place` is relative to the beginning of the list.
    struct Damage: Error {
        let place: Int
        let expected: StaticString
        let found: Int
    }

    // SAFETY: the caller keeps the bytes alive; every access is checked against `count`.
    private let bytes: UnsafeRawPointer
    let count: Int
    private(set) var place: Int

    @inline(__always)
    init(_ bytes: UnsafeRawPointer, count: Int, place: Int = 0) {
        self.bytes = bytes
        self.count = count
        self.place = place
    }

    func damage(_ expected: StaticString, found: Int) -> Damage {
        Damage(place: place, expected: expected, found: found)
    }

    @inline(__always)
    mutating func seek(to place: Int) throws(Damage) {
        guard place >= 0, place <= count else { throw damage("a place inside the list", found: place) }
        self.place = place
    }

    @inline(__always)
    mutating func byte() throws(Damage) -> UInt8 {
        guard place < count else { throw damage("another byte", found: count) }
        defer { place += 1 }
        return bytes.load(fromByteOffset: place, as: UInt8.self)
    }

    /// The next bytes, where they lie.
    @inline(__always)
    mutating func skip(_ length: Int) throws(Damage) -> UnsafeRawPointer {
        guard length <= count - place else { throw damage("as many bytes", found: length) }
        defer { place += length }
        return bytes + place
    }

    /// A variable-length number below `limit`: most have one byte.
    @inline(__always)
    mutating func number(below limit: UInt64) throws(Damage) -> UInt64 {
        let first = UInt64(try byte())
        if first < 0x80 && first < limit { return first }
        return try longNumber(after: first, below: limit)
    }

    private mutating func longNumber(after first: UInt64, below limit: UInt64) throws(Damage) -> UInt64 {
        var result = first & 0x7F
        var shift: UInt64 = 7
        while first >= 0x80 {
            let byte = try byte()
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
            if shift > 56 { throw damage("a number of at most 8 bytes", found: 9) }
        }
        guard result < limit else { throw damage("a smaller number", found: Int(clamping: result)) }
        return result
    }

    /// Up to 5 bytes from a bit on, for a number of up to 32 bits.
    @inline(__always)
    func bits(at bit: Int, from start: Int, width: Int) throws(Damage) -> UInt32 {
        let first = start + bit >> 3
        guard first + (bit & 7 + width + 7) >> 3 <= count else {
            throw damage("as many bits", found: bit + width)
        }
        var word: UInt64 = 0
        if first + 8 <= count {
            word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: first, as: UInt64.self))
        } else {
            for index in first..<count {
                word |=
                    UInt64(bytes.load(fromByteOffset: index, as: UInt8.self)) << UInt64(8 * (index - first))
            }
        }
        return UInt32(truncatingIfNeeded: word >> UInt64(bit & 7) & ((1 << UInt64(width)) - 1))
    }
}
