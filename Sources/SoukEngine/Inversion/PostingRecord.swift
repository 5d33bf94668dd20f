/// A token on its way into the posting list of its term: the document above, place and position below.
///
/// ```
/// Record := Document:32 Place:8 Position:24
///         | Document:32 255:8 Place:24       then Document:32 Position:32, for what is larger
/// ```
enum PostingRecord {
    private static let widePlace: UInt32 = 0xFF
    private static let positionBits: UInt32 = 24

    @inline(__always)
    private static func isWide(_ place: TokenPlace, _ position: UInt32) -> Bool {
        place.number >= widePlace || position &>> positionBits != 0
    }

    /// How many records a token takes.
    @inline(__always)
    static func count(_ place: TokenPlace, _ position: UInt32) -> UInt32 { isWide(place, position) ? 2 : 1 }

    /// Writes a token.
    /// - Returns: how many records it took.
    @inline(__always)
    static func write(
        _ document: UInt32, _ place: TokenPlace, _ position: UInt32, to records: UnsafeMutablePointer<UInt64>
    ) -> UInt32 {
        let high = UInt64(document) &<< 32
        guard isWide(place, position) else {
            records[0] = high | UInt64(place.number &<< positionBits | position)
            return 1
        }
        records[0] = high | UInt64(widePlace &<< positionBits | place.number)
        records[1] = high | UInt64(position)
        return 2
    }

    @inline(__always)
    static func document(_ record: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: record &>> 32) }

    /// The position, if a record stands for a token in the first slot, aligned.
    @inline(__always)
    static func plainPosition(_ record: UInt64) -> UInt32? {
        let low = UInt32(truncatingIfNeeded: record)
        return low &>> positionBits == 0 ? low : nil
    }

    /// Reads a token and moves on.
    @inline(__always)
    static func read(_ records: inout UnsafePointer<UInt64>) -> (place: TokenPlace, position: UInt32) {
        let low = UInt32(truncatingIfNeeded: records[0])
        records += 1
        guard low &>> positionBits == widePlace else {
            return (TokenPlace(number: low &>> positionBits), low & (1 &<< positionBits &- 1))
        }
        let position = UInt32(truncatingIfNeeded: records[0])
        records += 1
        return (TokenPlace(number: low & (1 &<< positionBits &- 1)), position)
    }
}
