/// Appends numbers to bytes, little-endian; whole numbers also as LEB128 of 1 to 10 bytes.
package struct ByteWriter: Sendable {
    package var bytes: [UInt8] = []

    package init() {}

    package mutating func appendUInt8(_ value: UInt8) { bytes.append(value) }
    package mutating func appendUInt16(_ value: UInt16) { appendInteger(value) }
    package mutating func appendUInt32(_ value: UInt32) { appendInteger(value) }
    package mutating func appendUInt64(_ value: UInt64) { appendInteger(value) }
    package mutating func appendFloat32(_ value: Float) { appendInteger(value.bitPattern) }
    package mutating func appendDouble(_ value: Double) { appendInteger(value.bitPattern) }

    private mutating func appendInteger(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    package mutating func appendVarUInt(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    package mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }
    package mutating func append(_ more: UnsafeRawBufferPointer) { bytes.append(contentsOf: more) }

    /// The length as a variable number, then the UTF-8.
    package mutating func append(string: String) {
        appendVarUInt(UInt64(string.utf8.count))
        bytes.append(contentsOf: string.utf8)
    }
}
