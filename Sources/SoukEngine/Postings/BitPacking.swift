import SoukStorage

/// Packs 32-bit numbers to the bit width of the largest, least significant bit first.
///
/// One width byte (0...32) is followed by `ceil(width × count / 8)` bytes.
enum BitPacking {
    static func pack(_ values: [UInt32], into writer: inout ByteWriter) {
        let all = values.reduce(0, |)
        let width = 32 - all.leadingZeroBitCount
        writer.appendUInt8(UInt8(width))
        var pending: UInt64 = 0
        var pendingBits = 0
        for value in values {
            pending |= UInt64(value) << UInt64(pendingBits)
            pendingBits += width
            while pendingBits >= 8 {
                writer.appendUInt8(UInt8(truncatingIfNeeded: pending))
                pending >>= 8
                pendingBits -= 8
            }
        }
        if pendingBits > 0 { writer.appendUInt8(UInt8(truncatingIfNeeded: pending)) }
    }

    /// Reads `count` numbers into `values`, replacing what it holds.
    static func unpack(
        _ count: Int, from reader: inout ByteReader, into values: inout [UInt32]
    ) throws(StorageError) {
        let width = Int(try reader.readUInt8())
        guard width <= 32 else {
            throw reader.corruption(expected: "a bit width of 0 to 32", found: "\(width)")
        }
        let bytes = try reader.readBytes((width * count + 7) / 8)
        values.removeAll(keepingCapacity: true)
        let mask: UInt64 = (1 << UInt64(width)) - 1
        var pending: UInt64 = 0
        var pendingBits = 0
        var next = 0
        for _ in 0..<count {
            while pendingBits < width {
                pending |= UInt64(bytes[next]) << UInt64(pendingBits)
                pendingBits += 8
                next += 1
            }
            values.append(UInt32(truncatingIfNeeded: pending & mask))
            pending >>= UInt64(width)
            pendingBits -= width
        }
    }
}
