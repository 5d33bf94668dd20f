import CSoukKernels
import SoukStorage

/// Packs 32-bit numbers to the bit width of the largest.
///
/// Two forms: *rows* for full blocks of 128 document numbers, which a vector kernel unpacks, and *bits*, one number
/// after another from the lowest bit, for any count.
/// - Paper: Lemire & Boytsov, "Decoding billions of integers per second through vectorization", 2015.
enum BitPacking {
    /// Numbers of a full block.
    static let blockSize = 128
    static let largestWidth = 32

    /// Bits that hold the largest of `values`.
    static func width<Values: Sequence<UInt32>>(of values: Values) -> Int {
        UInt32.bitWidth - values.reduce(0, |).leadingZeroBitCount
    }

    /// Appends `values` as bits.
    static func packBits<Values: Sequence<UInt32>>(
        _ values: Values, width: Int, into writer: inout ByteWriter
    ) {
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

    /// Bytes of `count` numbers of `width` bits.
    static func byteCount(_ count: Int, width: Int) -> Int { (count * width + 7) / 8 }

    /// Appends 128 values as rows: value i in lane i mod 4, four lanes of 32 bits side by side.
    static func packRows(_ values: [UInt32], width: Int, into writer: inout ByteWriter) {
        precondition(values.count == blockSize, "rows hold a full block")
        var words = [UInt32](repeating: 0, count: 4 * width)
        for (index, value) in values.enumerated() where width > 0 {
            let (lane, bit) = (index & 3, (index >> 2) * width)
            words[(bit >> 5) * 4 + lane] |= value << UInt32(bit & 31)
            if bit & 31 + width > 32 { words[((bit >> 5) + 1) * 4 + lane] |= value >> UInt32(32 - bit & 31) }
        }
        for word in words { writer.appendUInt32(word) }
    }

    /// Reads `count` numbers of `width` bits into `values`.
    @inline(__always)
    static func unpackBits(
        _ count: Int, width: Int, from scanner: inout PostingScanner,
        into values: UnsafeMutablePointer<UInt32>
    ) throws(PostingScanner.Damage) {
        guard width <= largestWidth else { throw scanner.damage("a bit width of 0 to 32", found: width) }
        let byteCount = byteCount(count, width: width)
        // What follows may be read, not used: the kernel takes eight bytes at once.
        let readable = scanner.count - scanner.place
        souk_unpack_bits(try scanner.skip(byteCount), readable, UInt32(width), count, values)
    }

    /// Reads a full block of rising document numbers: gaps less one, summed up from `base`.
    /// - Returns: the last of them.
    @inline(__always)
    static func unpackDocuments(
        width: Int, base: UInt32, from scanner: inout PostingScanner,
        into values: UnsafeMutablePointer<UInt32>
    ) throws(PostingScanner.Damage) -> UInt32 {
        guard width <= largestWidth else { throw scanner.damage("a bit width of 0 to 32", found: width) }
        return souk_unpack_documents(try scanner.skip(16 * width), UInt32(width), base, values)
    }
}
