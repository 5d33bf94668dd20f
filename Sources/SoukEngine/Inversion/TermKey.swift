/// A term in two numbers of its order: most terms are told apart, and sorted, without looking at their bytes.
///
/// The numbers hold the first ``inlineCount`` bytes and the length, which is all of most words; the bytes of a longer
/// term from there on are its *tail*, kept elsewhere.
struct TermKey: BitwiseCopyable, Equatable {
    /// Bytes that a key holds.
    static let inlineCount = 15

    /// The first eight bytes, see ``termHead(_:)``.
    let head: UInt64
    /// The next seven bytes, and the length in the lowest.
    let rest: UInt64

    /// - Precondition: `term` has 1 to 255 bytes.
    @inline(__always)
    init(_ term: UnsafeBufferPointer<UInt8>) {
        let count = term.count
        let length = UInt64(truncatingIfNeeded: count)
        guard count >= 8, let base = UnsafeRawPointer(term.baseAddress) else {
            (head, rest) = (Self.shortHead(term), length)
            return
        }
        func word(_ offset: Int) -> UInt64 {
            UInt64(bigEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        head = word(0)
        if count > Self.inlineCount {
            rest = word(8) & ~0xFF | length
        } else {
            // The last eight bytes overlap the first: what is in the head already is shifted out.
            rest = word(count &- 8) << UInt64(truncatingIfNeeded: 8 &* (16 &- count)) | length
        }
    }

    /// Up to seven bytes, by two loads that overlap.
    @inline(__always)
    private static func shortHead(_ term: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let count = term.count
        guard let base = UnsafeRawPointer(term.baseAddress), count > 0 else { return 0 }
        if count >= 4 {
            let first = UInt32(bigEndian: base.loadUnaligned(as: UInt32.self))
            let last = UInt32(bigEndian: base.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
            return UInt64(first) &<< 32 | UInt64(last) &<< UInt64(truncatingIfNeeded: 8 &* (8 &- count))
        }
        let middle = count / 2
        return UInt64(term[0]) &<< 56 | UInt64(term[middle]) &<< UInt64(truncatingIfNeeded: 56 &- 8 &* middle)
            | UInt64(term[count &- 1]) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    }

    var length: Int { Int(truncatingIfNeeded: rest & 0xFF) }

    /// Bytes that the key does not hold.
    var tailLength: Int { max(length - Self.inlineCount, 0) }

    /// Writes the bytes that the key holds, in memory for sixteen.
    @inline(__always)
    func writeInline(to bytes: UnsafeMutablePointer<UInt8>) {
        let raw = UnsafeMutableRawPointer(bytes)
        raw.storeBytes(of: head.bigEndian, as: UInt64.self)
        raw.storeBytes(of: rest.bigEndian, toByteOffset: 8, as: UInt64.self)
    }

    /// Whether `self` sorts before `other` as bytes.
    ///
    /// - Parameters: the tails of both, read when the keys alone do not decide.
    @inline(__always)
    func precedes(
        _ other: TermKey, tail: @autoclosure () -> UnsafePointer<UInt8>,
        otherTail: @autoclosure () -> UnsafePointer<UInt8>
    ) -> Bool {
        if head != other.head { return head < other.head }
        if rest >> 8 != other.rest >> 8 || tailLength == 0 || other.tailLength == 0 {
            return rest < other.rest
        }
        return compareTerms(
            UnsafeBufferPointer(start: tail(), count: tailLength),
            UnsafeBufferPointer(start: otherTail(), count: other.tailLength)) < 0
    }
}
