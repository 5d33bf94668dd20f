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

    /// Becomes a word of ASCII letters and digits, in lower case.
    ///
    /// Words of four bytes and more are copied by loads that overlap: most by two, without a loop.
    @inline(__always) mutating func setLowercased(_ word: UnsafePointer<UInt8>, _ length: Int) {
        removeAll()
        count = min(length, Self.capacity)
        let (source, target) = (UnsafeRawPointer(word), UnsafeMutableRawPointer(bytes))
        // Digits have the bit of lower case already.
        @inline(__always) func copy<Bytes: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, _ lower: Bytes)
        {
            let some = source.loadUnaligned(fromByteOffset: offset, as: Bytes.self)
            target.storeBytes(of: some | lower, toByteOffset: offset, as: Bytes.self)
        }
        if count >= 8 {
            let lower: UInt64 = 0x2020_2020_2020_2020
            var offset = 0
            while offset < count &- 8 {
                copy(offset, lower)
                offset &+= 8
            }
            copy(count &- 8, lower)
        } else if count >= 4 {
            let lower: UInt32 = 0x2020_2020
            copy(0, lower)
            copy(count &- 4, lower)
        } else {
            for index in 0..<count { bytes[index] = word[index] | 0x20 }
        }
    }

    /// Adds the character that begins at `index` of `text`; the second half of a surrogate pair adds nothing.
    @inline(__always) mutating func append<Text: TextUnits>(_ text: Text, _ index: Int) {
        let unit = text.unit(index)
        if unit < 0x80 { append(UInt8(truncatingIfNeeded: unit)) } else { appendWide(text, index, unit) }
    }

    /// Whether a unit is a character of three bytes.
    @inline(__always) static func isThreeBytes(_ unit: UInt16) -> Bool {
        unit >= 0x800 && unit & 0xF800 != 0xD800
    }

    /// Becomes two characters of three bytes each.
    @inline(__always) mutating func setThreeByteCharacters(_ first: UInt16, _ second: UInt16) {
        put(first, at: 0)
        put(second, at: 3)
        count = 6
        isASCII = false
        isFull = false
    }

    /// The three bytes of a character of three, the first lowest.
    @inline(__always) static func threeBytes(_ unit: UInt16) -> UInt64 {
        let unit = UInt64(unit)
        return 0x80_80E0 | unit >> 12 | (unit >> 6 & 0x3F) << 8 | (unit & 0x3F) << 16
    }

    /// Writes characters of three bytes, 84 at most, over what the buffer holds, without becoming them.
    ///
    /// SAFETY: one byte more than the characters have is written.
    @inline(__always) func write(_ units: UnsafePointer<UInt16>, _ count: Int) {
        let target = UnsafeMutableRawPointer(bytes)
        for index in 0..<count {
            let character = UInt32(truncatingIfNeeded: Self.threeBytes(units[index]))
            target.storeBytes(of: character.littleEndian, toByteOffset: 3 &* index, as: UInt32.self)
        }
    }

    /// Becomes characters of three bytes each, 84 at most.
    @inline(__always) mutating func setThreeByteCharacters(_ units: UnsafePointer<UInt16>, _ length: Int) {
        write(units, length)
        count = 3 &* length
        isASCII = false
        isFull = false
    }

    // SAFETY: the caller checked that three bytes have room.
    @inline(__always) private func put(_ unit: UInt16, at place: Int) {
        bytes[place] = 0xE0 | UInt8(truncatingIfNeeded: unit >> 12)
        bytes[place &+ 1] = 0x80 | UInt8(truncatingIfNeeded: unit >> 6 & 0x3F)
        bytes[place &+ 2] = 0x80 | UInt8(truncatingIfNeeded: unit & 0x3F)
    }

    private mutating func appendWide<Text: TextUnits>(_ text: Text, _ index: Int, _ unit: UInt16) {
        isASCII = false
        if Self.isThreeBytes(unit), count &+ 3 <= Self.capacity, !isFull {
            put(unit, at: count)
            count &+= 3
            return
        }
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
