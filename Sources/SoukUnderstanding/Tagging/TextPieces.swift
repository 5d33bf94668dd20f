import SoukAnalysis

/// A text cut into the pieces that are labelled: single Han characters, Latin words, numbers, other characters.
///
/// Spaces are no pieces; a piece knows whether one stands before it.
package struct TextPieces: Sendable {
    package struct Piece: Sendable {
        /// The character, or a hash of the word; a number is only its length.
        package var value: UInt32
        package var kind: FoldedText.Kind
        /// Places in the folded text.
        package var places: Range<Int>
        package var followsSpace: Bool
    }

    package let pieces: [Piece]
    package let text: FoldedText

    /// - Parameter limit: pieces after these are left out, so that the work is bounded.
    package init(_ text: FoldedText, limit: Int = 128) {
        self.text = text
        var pieces: [Piece] = []
        pieces.reserveCapacity(min(text.count, limit))
        var at = 0
        while at < text.count, pieces.count < limit {
            let kind = text.kinds[at]
            guard kind != .space else {
                at += 1
                continue
            }
            let end = kind == .letter || kind == .digit ? Self.end(of: kind, from: at, text) : at + 1
            let value: UInt32 =
                switch kind {
                case .letter: FeatureHash.text(text.scalars[at..<end]) | 0x8000_0000
                case .digit: 0x7000_0000 | UInt32(min(end - at, 9))
                default: text.scalars[at]
                }
            pieces.append(
                Piece(
                    value: value, kind: kind, places: at..<end, followsSpace: text.kind(at: at - 1) == .space)
            )
            at = end
        }
        self.pieces = pieces
    }

    /// Letters go on over a mark between two letters: levi's, l'oréal, t-shirt.
    private static func end(of kind: FoldedText.Kind, from start: Int, _ text: FoldedText) -> Int {
        var end = start + 1
        while end < text.count {
            if text.kinds[end] == kind {
                end += 1
            } else if kind == .letter, isJoint(text.scalars[end]), text.kind(at: end + 1) == .letter {
                end += 2
            } else {
                break
            }
        }
        return end
    }

    private static func isJoint(_ scalar: UInt32) -> Bool { scalar == 0x27 || scalar == 0x2D }
}
