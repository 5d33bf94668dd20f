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

    static func append(_ codes: UnsafeBufferPointer<UInt8>, to list: inout RawArray<UInt8>) {
        let first = codes[0]
        if first != PostingCode.escape, codes.allSatisfy({ $0 == first }) { return list.append(first) }
        appendMixed(codes, to: &list)
    }

    private static func appendMixed(_ codes: UnsafeBufferPointer<UInt8>, to list: inout RawArray<UInt8>) {
        let common = commonest(codes)
        var exceptions = 0
        var other = common
        var isPair = true
        for code in codes where code != common {
            if exceptions == 0 { other = code }
            isPair = isPair && code == other
            exceptions += 1
        }
        let bitmapBytes = (codes.count + 7) / 8
        if 2 * exceptions <= bitmapBytes {
            list.append(listed)
            list.append(common)
            list.append(UInt8(exceptions))
            for place in codes.indices where codes[place] != common {
                list.append(UInt8(place))
                list.append(codes[place])
            }
            return
        }
        list.append(isPair ? paired : marked)
        list.append(common)
        if isPair { list.append(other) }
        let start = list.count
        list.extend(by: bitmapBytes)
        (list.elements + start).update(repeating: 0, count: bitmapBytes)
        for place in codes.indices where codes[place] != common {
            list.elements[start + place >> 3] |= 1 << UInt8(place & 7)
        }
        if !isPair { for code in codes where code != common { list.append(code) } }
    }

    /// The code of most postings; of several the lowest.
    private static func commonest(_ codes: UnsafeBufferPointer<UInt8>) -> UInt8 {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { counts in
            counts.initialize(repeating: 0)
            var best = codes[0]
            for code in codes { counts[Int(code)] += 1 }
            for code in codes {
                let (count, most) = (counts[Int(code)], counts[Int(best)])
                if count > most || count == most && code < best { best = code }
            }
            return best
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
        if form == paired {
            let other = try code(&scanner)
            let bits = try exceptionBits(count, &scanner)
            forEach(bits, count) { codes[$0] = other }
            return (nil, hasEscape || other == PostingCode.escape)
        }
        let bits = try exceptionBits(count, &scanner)
        var next = try scanner.skip(exceptionCount(bits, count)).assumingMemoryBound(to: UInt8.self)
        var highest: UInt8 = 0
        var lowest: UInt8 = .max
        forEach(bits, count) { place in
            codes[place] = next.pointee
            (highest, lowest) = (max(highest, next.pointee), min(lowest, next.pointee))
            next += 1
        }
        guard highest <= PostingCode.last else {
            throw scanner.damage("posting codes in use", found: Int(highest))
        }
        return (nil, hasEscape || lowest == PostingCode.escape)
    }

    /// Goes on behind the codes of `count` postings.
    static func skip(_ count: Int, in scanner: inout PostingScanner) throws(PostingScanner.Damage) {
        switch try scanner.byte() {
        case listed:
            _ = try scanner.byte()
            _ = try scanner.skip(2 * Int(try scanner.byte()))
        case marked:
            _ = try scanner.byte()
            let bits = try exceptionBits(count, &scanner)
            _ = try scanner.skip(exceptionCount(bits, count))
        case paired:
            _ = try scanner.skip(2 + (count + 7) / 8)
        default: break
        }
    }

    /// The bits that mark the exceptions among `count` postings.
    @inline(__always)
    private static func exceptionBits(
        _ count: Int, _ scanner: inout PostingScanner
    ) throws(PostingScanner.Damage) -> UnsafePointer<UInt8> {
        let bits = try scanner.skip((count + 7) / 8).assumingMemoryBound(to: UInt8.self)
        if count & 7 != 0, bits[count / 8] >> UInt8(count & 7) != 0 {
            throw scanner.damage("a bit of the block", found: Int(bits[count / 8]))
        }
        return bits
    }

    @inline(__always)
    private static func exceptionCount(_ bits: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var exceptions = 0
        for index in 0..<(count + 7) / 8 { exceptions += bits[index].nonzeroBitCount }
        return exceptions
    }

    @inline(__always)
    private static func forEach(_ bits: UnsafePointer<UInt8>, _ count: Int, _ body: (Int) -> Void) {
        for index in 0..<(count + 7) / 8 {
            var rest = bits[index]
            while rest != 0 {
                body(index * 8 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
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
