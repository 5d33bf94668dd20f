/// A query text folded scalar by scalar, with the way back to its UTF-8 bytes.
///
/// Runs of white space are one space, leading and trailing ones stay out; combining marks belong to the scalar
/// before them. At most ``maximumCount`` scalars are kept, which bounds the cost of everything after.
package struct FoldedText: Sendable {
    package static let maximumCount = 1_024

    package enum Kind: UInt8, Sendable {
        case letter, digit, han, space, other

        /// Asked for every character by other modules, where the compiler's own comparison is a call through a table.
        @inlinable @inline(__always)
        package static func == (a: Kind, b: Kind) -> Bool {
            // SAFETY: a case without payload is its number in one byte.
            unsafeBitCast(a, to: UInt8.self) == unsafeBitCast(b, to: UInt8.self)
        }
    }

    package let scalars: [UInt32]
    package let kinds: [Kind]
    /// Whether the original was a capital letter: `3M` is the brand, `3m` the length. Empty where ``places`` is not.
    private let capitals: [Bool]
    /// Where each scalar stands in the original text; empty where each is one byte, from ``firstByte`` on.
    private let places: [Place]
    private let firstByte: Int

    private struct Place: Sendable {
        var start: UInt32
        /// One past the last byte, marks included; in the lowest bit whether it is a capital letter.
        private var endAndCase: UInt32

        init(start: Int, end: Int, isCapital: Bool) {
            self.start = UInt32(truncatingIfNeeded: start)
            endAndCase = UInt32(truncatingIfNeeded: end) << 1 | (isCapital ? 1 : 0)
        }

        var isCapital: Bool { endAndCase & 1 != 0 }
        var end: Int {
            get { Int(endAndCase >> 1) }
            set { endAndCase = UInt32(truncatingIfNeeded: newValue) << 1 | endAndCase & 1 }
        }
    }
    package let readByteCount: Int
    package let isTruncated: Bool

    @inlinable package var count: Int { @inline(__always) get { scalars.count } }

    package init(_ text: String, maximumCount: Int = FoldedText.maximumCount) {
        var text = text
        self = text.withUTF8 { FoldedText(utf8: $0, maximumCount: maximumCount) }
    }

    /// - Parameter utf8: what is not UTF-8 separates.
    package init(utf8: UnsafeBufferPointer<UInt8>, maximumCount: Int = FoldedText.maximumCount) {
        if let folded = FoldedText(ascii: utf8, maximumCount: maximumCount) {
            self = folded
        } else {
            self.init(characters: utf8, maximumCount: maximumCount)
        }
    }

    /// The usual text: ASCII, words one space apart; nil for any other.
    private init?(ascii utf8: UnsafeBufferPointer<UInt8>, maximumCount: Int) {
        guard utf8.count <= maximumCount, TextWindow.isASCII(utf8, 0..<utf8.count) else { return nil }
        var (start, end) = (0, utf8.count)
        while start < end, Self.asciiKind(utf8[start]) == .space { start += 1 }
        while end > start, Self.asciiKind(utf8[end - 1]) == .space { end -= 1 }
        let text = UnsafeBufferPointer(rebasing: utf8[start..<end])
        kinds = text.map(Self.asciiKind)
        var isAfterSpace = false
        for kind in kinds {
            if kind == .space, isAfterSpace { return nil }
            isAfterSpace = kind == .space
        }
        scalars = text.map { byte in
            byte &- 9 < 5 ? 0x20 : UInt32(byte) | (byte &- 0x41 < 26 ? 0x20 : 0)
        }
        capitals = text.map { $0 &- 0x41 < 26 }
        places = []
        firstByte = start
        readByteCount = utf8.count
        isTruncated = false
    }

    @inline(__always) private static func asciiKind(_ byte: UInt8) -> Kind {
        if (byte | 0x20) &- 0x61 < 26 { return .letter }
        if byte &- 0x30 < 10 { return .digit }
        return byte == 0x20 || byte &- 9 < 5 ? .space : .other
    }

    /// The distance from the beginning of the main Han block of the character at a byte; nil if it is none of the block.
    @inline(__always) private static func hanPlace(_ utf8: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
        guard utf8[index] &- 0xE4 < 6, index + 2 < utf8.count, utf8[index + 1] & 0xC0 == 0x80,
            utf8[index + 2] & 0xC0 == 0x80
        else { return nil }
        let scalar =
            Int(utf8[index] & 0xF) << 12 | Int(utf8[index + 1] & 0x3F) << 6 | Int(utf8[index + 2] & 0x3F)
        return scalar < Int(CharacterFolding.firstHan) ? nil : scalar - Int(CharacterFolding.firstHan)
    }

    /// The character at a byte and its length; U+FFFD for a byte that begins none.
    private static func character(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
        let lead = utf8[index]
        if lead < 0x80 { return (UInt32(lead), 1) }
        let length = lead & 0xE0 == 0xC0 ? 2 : lead & 0xF0 == 0xE0 ? 3 : lead & 0xF8 == 0xF0 ? 4 : 0
        guard length > 0, index + length <= utf8.count else { return (0xFFFD, 1) }
        var scalar = UInt32(lead) & (0x7F >> UInt32(length))
        for offset in 1..<length {
            guard utf8[index + offset] & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            scalar = scalar << 6 | UInt32(utf8[index + offset] & 0x3F)
        }
        let isShortest = scalar >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x1_0000)
        return isShortest && Unicode.Scalar(scalar) != nil ? (scalar, length) : (0xFFFD, 1)
    }

    private init(characters utf8: UnsafeBufferPointer<UInt8>, maximumCount: Int) {
        let capacity = min(utf8.count, maximumCount)
        var fold = Fold()
        var kinds: [Kind] = []
        var places: [Place] = []
        scalars = [UInt32](unsafeUninitializedCapacity: capacity) { scalarRoom, scalarCount in
            kinds = [Kind](unsafeUninitializedCapacity: capacity) { kindRoom, kindCount in
                places = [Place](unsafeUninitializedCapacity: capacity) { placeRoom, placeCount in
                    fold.run(utf8, scalarRoom, kindRoom, placeRoom, limit: maximumCount)
                    placeCount = fold.count
                }
                kindCount = fold.count
            }
            scalarCount = fold.count
        }
        self.kinds = kinds
        capitals = []
        self.places = places
        firstByte = 0
        readByteCount = fold.readByteCount
        isTruncated = fold.isTruncated
    }

    /// Folding character by character into buffers.
    private struct Fold {
        var count = 0
        var readByteCount = 0
        var isTruncated = false

        /// - Parameter limit: the most characters; the buffers have room for them, or for one a byte.
        mutating func run(
            _ utf8: UnsafeBufferPointer<UInt8>, _ scalars: UnsafeMutableBufferPointer<UInt32>,
            _ kinds: UnsafeMutableBufferPointer<Kind>, _ places: UnsafeMutableBufferPointer<Place>, limit: Int
        ) {
            var offset = 0
            var marks = 0
            let simplified = CharacterFolding.simplifiedForms
            while offset < utf8.count {
                // Most characters: ASCII but for space, and the main Han block.
                let lead = utf8[offset]
                if lead < 0x80, count < limit {
                    let kind = FoldedText.asciiKind(lead)
                    if kind != .space || lead == 0x20 && count > 0 && kinds[count - 1] != .space {
                        let isCapital = lead &- 0x41 < 26
                        scalars[count] = UInt32(isCapital ? lead | 0x20 : lead)
                        kinds[count] = kind
                        places[count] = Place(start: offset, end: offset + 1, isCapital: isCapital)
                        count += 1
                        offset += 1
                        continue
                    }
                } else if let place = FoldedText.hanPlace(utf8, offset), count < limit {
                    scalars[count] = simplified[place]
                    kinds[count] = .han
                    places[count] = Place(start: offset, end: offset + 3, isCapital: false)
                    count += 1
                    offset += 3
                    continue
                }
                let (scalar, width) = FoldedText.character(utf8, at: offset)
                let isMark = CharacterFolding.isMark(scalar)
                let folded = isMark ? 0 : CharacterFolding.fold(scalar)
                let kind = isMark ? Kind.other : FoldedText.kind(of: folded)
                let isFollowingSpace = kind == .space && (count == 0 || kinds[count - 1] == .space)
                if isMark || isFollowingSpace {
                    // A long tail of marks or spaces would be read for nothing; past the cap they count as text.
                    marks += 1
                    if marks > limit {
                        isTruncated = true
                        break
                    }
                    if isMark, count > 0 { places[count - 1].end = offset + width }
                    offset += width
                    continue
                }
                if count == limit {
                    isTruncated = true
                    break
                }
                scalars[count] = kind == .space ? 0x20 : folded
                kinds[count] = kind
                places[count] = Place(
                    start: offset, end: offset + width, isCapital: FoldedText.isCapital(scalar))
                count += 1
                offset += width
            }
            if count > 0, kinds[count - 1] == .space { count -= 1 }
            readByteCount = offset
        }
    }

    /// The bytes of the original text behind a range of places.
    package func byteRange(_ range: Range<Int>) -> Range<Int> {
        guard !range.isEmpty else {
            let place = range.lowerBound < count ? start(range.lowerBound) : readByteCount
            return place..<place
        }
        let end = places.isEmpty ? firstByte + range.upperBound : places[range.upperBound - 1].end
        return start(range.lowerBound)..<end
    }

    private func start(_ place: Int) -> Int { places.isEmpty ? firstByte + place : Int(places[place].start) }

    /// The first place whose bytes begin at or after a byte of the original text.
    /// - Complexity: O(log count).
    package func place(atOrAfter byte: Int) -> Int {
        if places.isEmpty { return min(max(byte - firstByte, 0), count) }
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if Int(places[middle].start) < byte { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The kind at a place; `.space` outside the text, so that its ends are boundaries.
    @inlinable @inline(__always)
    package func kind(at place: Int) -> Kind { place >= 0 && place < count ? kinds[place] : .space }

    /// The scalar at a place; 0 outside the text.
    @inlinable @inline(__always)
    package func scalar(at place: Int) -> UInt32 { place >= 0 && place < count ? scalars[place] : 0 }

    /// Whether the letter at a place was a capital.
    package func isCapital(at place: Int) -> Bool {
        place >= 0 && place < count && (capitals.isEmpty ? places[place].isCapital : capitals[place])
    }

    private static func isCapital(_ scalar: UInt32) -> Bool {
        (scalar >= 0x41 && scalar <= 0x5A) || (scalar >= 0xFF21 && scalar <= 0xFF3A)
    }

    /// The first place at or after `place` that is not a space.
    package func skippingSpace(_ place: Int) -> Int {
        kind(at: place) == .space && place < count ? place + 1 : place
    }

    /// The folded text of a range.
    package func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        for place in range where place >= 0 && place < count {
            if let scalar = Unicode.Scalar(scalars[place]) { view.append(scalar) }
        }
        return String(view)
    }

    /// Whether the folded text at `place` is exactly `literal`.
    package func has(_ literal: StaticString, at place: Int) -> Bool {
        literal.withUTF8Buffer { bytes in
            var at = place
            var index = 0
            while index < bytes.count {
                // A literal of the source: it is UTF-8.
                let lead = UInt32(bytes[index])
                let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
                var scalar = length == 1 ? lead : lead & (0x7F >> UInt32(length))
                for offset in 1..<length { scalar = scalar << 6 | UInt32(bytes[index + offset]) & 0x3F }
                if self.scalar(at: at) != scalar { return false }
                at += 1
                index += length
            }
            return true
        }
    }

    /// Whether a folded scalar is a Han character, or kana.
    package static func isHan(_ folded: UInt32) -> Bool { kind(of: folded) == .han }

    /// The kind of a folded scalar.
    static func kind(of folded: UInt32) -> Kind {
        switch folded {
        case 0x30...0x39: return .digit
        case 0x61...0x7A: return .letter
        case 0x20, 0x09...0x0D: return .space
        case 0x00...0x7F: return .other
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x323AF, 0xF900...0xFAFF, 0x3007, 0x3005: return .han
        case 0x3040...0x30FF: return .han
        // Punctuation, which is nowhere alphabetic: the question takes long.
        case 0x2010...0x206F, 0x3000...0x3004, 0x3008...0x3020: return .other
        default: break
        }
        if folded < letters.count << 6 {
            return letters[Int(folded >> 6)] >> UInt64(folded & 63) & 1 != 0 ? .letter : .other
        }
        guard let scalar = Unicode.Scalar(folded) else { return .other }
        return scalar.properties.isAlphabetic ? .letter : .other
    }

    /// The alphabetic characters below the Han block, a bit each: Unicode's own tables take long to ask.
    private static let letters: [UInt64] = (UInt32(0)..<0x2E00 >> 6).map { row in
        (UInt32(0)..<64).reduce(UInt64(0)) { bits, column in
            let isLetter = Unicode.Scalar(row << 6 | column)?.properties.isAlphabetic ?? false
            return isLetter ? bits | 1 << UInt64(column) : bits
        }
    }
}
