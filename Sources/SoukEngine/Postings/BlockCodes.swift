import SoukStorage

/// The codes of a block's postings: most blocks hold one code, or one with exceptions.
///
/// ```
/// Codes := Code:UInt8                                                      1…253: all postings have it
///        | 0 Common:UInt8 Count:UInt8 ( Place:UInt8 Code:UInt8 )*          a few exceptions
///        | 254 Common:UInt8 bit × n Code:UInt8*                            a bit for every exception, then their codes
///        | 255 Common:UInt8 Other:UInt8 bit × n                            two codes
/// ```
enum BlockCodes {
    private static let listed: UInt8 = 0
    private static let marked: UInt8 = 254
    private static let paired: UInt8 = 255

    static func append(_ codes: ArraySlice<UInt8>, to writer: inout ByteWriter) {
        var counts = [Int](repeating: 0, count: 256)
        for code in codes { counts[Int(code)] += 1 }
        let common = UInt8(counts.indices.max { counts[$0] < counts[$1] } ?? 0)
        let exceptions = codes.indices.filter { codes[$0] != common }
        let bitmapBytes = (codes.count + 7) / 8
        if exceptions.isEmpty && common != PostingCode.escape {
            writer.appendUInt8(common)
        } else if 2 * exceptions.count <= bitmapBytes {
            writer.append([listed, common, UInt8(exceptions.count)])
            for place in exceptions { writer.append([UInt8(place - codes.startIndex), codes[place]]) }
        } else {
            let others = Set(exceptions.map { codes[$0] })
            let other = others.count == 1 ? others.first : nil
            writer.append([other == nil ? marked : paired, common])
            if let other { writer.appendUInt8(other) }
            var bits = [UInt8](repeating: 0, count: bitmapBytes)
            for place in exceptions {
                let bit = place - codes.startIndex
                bits[bit >> 3] |= 1 << UInt8(bit & 7)
            }
            writer.append(bits)
            if other == nil { for place in exceptions { writer.appendUInt8(codes[place]) } }
        }
    }

    /// Reads the codes of `count` postings.
    /// - Returns: the code that all have, nil if they differ; and whether the escape is among them.
    static func read(
        _ count: Int, from scanner: inout PostingScanner, into codes: UnsafeMutablePointer<UInt8>
    ) throws(PostingScanner.Damage) -> (uniform: UInt8?, hasEscape: Bool) {
        let form = try scanner.byte()
        guard form == listed || form == marked || form == paired else {
            codes.update(repeating: form, count: count)
            return (form, false)
        }
        let common = try code(&scanner)
        codes.update(repeating: common, count: count)
        var hasEscape = common == PostingCode.escape
        if form == listed {
            let exceptions = Int(try scanner.byte())
            for _ in 0..<exceptions {
                let place = Int(try scanner.byte())
                guard place < count else { throw scanner.damage("a place in the block", found: place) }
                codes[place] = try code(&scanner)
                hasEscape = hasEscape || codes[place] == PostingCode.escape
            }
            return (exceptions == 0 ? common : nil, hasEscape)
        }
        let other = form == paired ? try code(&scanner) : common
        hasEscape = hasEscape || other == PostingCode.escape
        let bytes = (count + 7) / 8
        let bits = try scanner.skip(bytes)
        for index in 0..<bytes {
            var rest = bits.load(fromByteOffset: index, as: UInt8.self)
            while rest != 0 {
                let place = index * 8 + rest.trailingZeroBitCount
                rest &= rest - 1
                guard place < count else { throw scanner.damage("a bit of the block", found: place) }
                codes[place] = form == paired ? other : try code(&scanner)
                hasEscape = hasEscape || codes[place] == PostingCode.escape
            }
        }
        return (nil, hasEscape)
    }

    @inline(__always)
    private static func code(_ scanner: inout PostingScanner) throws(PostingScanner.Damage) -> UInt8 {
        let code = try scanner.byte()
        guard code <= PostingCode.last else {
            throw scanner.damage("a posting code in use", found: Int(code))
        }
        return code
    }
}
