/// Scalars of terms, which are valid UTF-8 unless their segment is damaged.
enum UTF8Scalar {
    /// The scalar at a place, and where it ends: inside `count` for any bytes.
    @inline(__always)
    static func decode(
        _ bytes: UnsafePointer<UInt8>, at place: Int, count: Int
    ) -> (scalar: UInt32, end: Int) {
        let lead = bytes[place]
        let size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        let end = min(place + size, count)
        guard size > 1 else { return (UInt32(lead), end) }
        var scalar = UInt32(lead) & (0x7F >> UInt32(size))
        for index in place + 1..<max(end, place + 1) { scalar = scalar << 6 | UInt32(bytes[index] & 0x3F) }
        return (scalar, end)
    }

    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        guard scalar >= 0x80 else { return bytes.append(UInt8(scalar)) }
        guard let scalar = Unicode.Scalar(scalar) else { return }
        bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    }
}
