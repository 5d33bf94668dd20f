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

    /// Appends `count` numbers as bits.
    static func packBits(
        _ values: UnsafePointer<UInt32>, _ count: Int, width: Int, into list: inout RawArray<UInt8>
    ) {
        guard width > 0, count > 0 else { return }
        let end = list.count + byteCount(count, width: width)
        // Whole words are written: those that reach past the end are taken back.
        list.reserve(byteCount(count, width: width) + 8)
        let target = UnsafeMutableRawPointer(list.elements)
        var place = list.count
        var pending: UInt64 = 0
        var pendingBits = 0
        for index in 0..<count {
            pending |= UInt64(values[index]) &<< UInt64(truncatingIfNeeded: pendingBits)
            pendingBits &+= width
            if pendingBits >= 32 {
                target.storeBytes(
                    of: UInt32(truncatingIfNeeded: pending).littleEndian, toByteOffset: place, as: UInt32.self
                )
                place &+= 4
                pending &>>= 32
                pendingBits &-= 32
            }
        }
        target.storeBytes(
            of: UInt32(truncatingIfNeeded: pending).littleEndian, toByteOffset: place, as: UInt32.self)
        list.extend(by: end - list.count)
    }

    /// Bytes of `count` numbers of `width` bits.
    static func byteCount(_ count: Int, width: Int) -> Int { (count * width + 7) / 8 }

    /// Appends 128 values as rows: value i in lane i mod 4, four lanes of 32 bits side by side.
    static func packRows(_ values: UnsafePointer<UInt32>, width: Int, into list: inout RawArray<UInt8>) {
        guard width > 0 else { return }
        let start = list.count
        list.extend(by: 16 * width)
        let target = UnsafeMutableRawPointer(list.elements + start)
        for lane in 0..<4 {
            var offset = 4 &* lane
            var pending: UInt64 = 0
            var pendingBits = 0
            for row in 0..<blockSize / 4 {
                pending |= UInt64(values[4 &* row &+ lane]) &<< UInt64(truncatingIfNeeded: pendingBits)
                pendingBits &+= width
                if pendingBits >= 32 {
                    target.storeBytes(
                        of: UInt32(truncatingIfNeeded: pending).littleEndian, toByteOffset: offset,
                        as: UInt32.self)
                    offset &+= 16
                    pending &>>= 32
                    pendingBits &-= 32
                }
            }
        }
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
