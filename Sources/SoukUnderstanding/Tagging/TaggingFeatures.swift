import SoukAnalysis

/// Features of one piece: itself and its neighbours up to two away, shapes, place, and the evidence around it.
package struct TaggingFeatures {
    package let pieces: [TextPieces.Piece]
    package let evidence: [PieceEvidence]
    private let text: FoldedText

    /// - Parameter evidence: one for each piece.
    package init(_ text: TextPieces, evidence: [PieceEvidence]) {
        precondition(evidence.count == text.pieces.count)
        pieces = text.pieces
        self.evidence = evidence
        self.text = text.text
    }

    private func value(_ index: Int) -> UInt32 {
        index < 0 ? 1 : index < pieces.count ? pieces[index].value : 2
    }

    /// Kind, whether a space stands before, and the length of words and numbers.
    private func shape(_ index: Int) -> UInt32 {
        guard index >= 0 else { return 1 }
        guard index < pieces.count else { return 2 }
        let piece = pieces[index]
        let length = piece.kind == .letter || piece.kind == .digit ? min(piece.places.count, 6) : 0
        return 8 | UInt32(piece.kind.rawValue) << 4 | (piece.followsSpace ? 1 : 0) << 8 | UInt32(length) << 9
    }

    private func code(_ index: Int, _ part: (PieceEvidence) -> UInt8) -> UInt32 {
        index < 0 ? 62 : index < evidence.count ? UInt32(part(evidence[index])) : 63
    }

    /// Appends the features of a piece; their number is bounded, their order fixed.
    ///
    /// - Parameter keepsCharacter: asked for each feature of characters and words whether it stays; training leaves some
    ///   out, so that the others learn to do without.
    package func append(
        _ index: Int, to features: inout [UInt32], keepsCharacter: (() -> Bool)? = nil
    ) {
        let start = features.count
        appendCharacters(index, to: &features)
        if let keepsCharacter {
            let kept = features[start...].filter { _ in keepsCharacter() }
            features.replaceSubrange(start..., with: kept)
        }
        appendShapes(index, to: &features)
        appendEvidence(index, to: &features)
    }

    private func appendCharacters(_ i: Int, to features: inout [UInt32]) {
        let (a, b, c, d, e) = (value(i - 2), value(i - 1), value(i), value(i + 1), value(i + 2))
        features.append(FeatureHash.hash(1, c))
        features.append(FeatureHash.hash(2, b))
        features.append(FeatureHash.hash(3, d))
        features.append(FeatureHash.hash(4, a))
        features.append(FeatureHash.hash(5, e))
        features.append(FeatureHash.hash(6, b, c))
        features.append(FeatureHash.hash(7, c, d))
        features.append(FeatureHash.hash(8, a, b))
        features.append(FeatureHash.hash(9, d, e))
        features.append(FeatureHash.hash(10, b, d))
        features.append(FeatureHash.hash(11, b, c, d))
        features.append(FeatureHash.hash(12, a, b, c))
        features.append(FeatureHash.hash(13, c, d, e))
    }

    private func appendShapes(_ i: Int, to features: inout [UInt32]) {
        let (before, here, after) = (shape(i - 1), shape(i), shape(i + 1))
        let fromStart = UInt32(min(i, 4))
        let toEnd = UInt32(min(pieces.count - 1 - i, 4))
        features.append(FeatureHash.hash(20, before, here, after))
        features.append(FeatureHash.hash(21, here, shape(i + 2), after))
        features.append(FeatureHash.hash(22, fromStart, toEnd))
        features.append(FeatureHash.hash(23, fromStart, here))
        features.append(FeatureHash.hash(24, toEnd, here))
        guard pieces[i].kind == .letter else { return }
        let word = text.scalars[pieces[i].places]
        features.append(FeatureHash.hash(25, FeatureHash.text(word.prefix(3))))
        features.append(FeatureHash.hash(26, FeatureHash.text(word.suffix(3))))
        features.append(FeatureHash.hash(27, FeatureHash.text(word.suffix(2)), UInt32(min(word.count, 8))))
    }

    private func appendEvidence(_ i: Int, to features: inout [UInt32]) {
        let brand = code(i) { $0.brand.rawValue }
        let word = code(i) { $0.word.rawValue }
        let frequency = code(i) { $0.frequency.rawValue }
        let next = code(i + 1) { $0.frequency.rawValue }
        features.append(FeatureHash.hash(30, brand, code(i + 1) { $0.brand.rawValue }))
        features.append(
            FeatureHash.hash(31, code(i) { $0.category.rawValue }, code(i + 1) { $0.category.rawValue }))
        features.append(FeatureHash.hash(32, frequency, next, UInt32(pieces[i].kind.rawValue)))
        features.append(FeatureHash.hash(33, code(i - 1) { $0.frequency.rawValue }, frequency, next))
        features.append(
            FeatureHash.hash(
                34, code(i - 1) { $0.mark.rawValue }, code(i) { $0.mark.rawValue },
                code(i + 1) { $0.mark.rawValue }))
        features.append(
            FeatureHash.hash(35, word, code(i - 1) { $0.word.rawValue }, code(i + 1) { $0.word.rawValue }))
        features.append(FeatureHash.hash(36, word, brand, UInt32(min(i, 1))))
        features.append(FeatureHash.hash(37, frequency, word, UInt32(min(i, 3))))
        let dictionary = code(i) { $0.dictionary }
        guard dictionary & 8 != 0 else { return }
        let (before, after) = (code(i - 1) { $0.dictionary }, code(i + 1) { $0.dictionary })
        features.append(FeatureHash.hash(40, before, dictionary, after))
        features.append(FeatureHash.hash(41, dictionary, after, code(i + 2) { $0.dictionary }))
        features.append(FeatureHash.hash(42, dictionary, UInt32(min(i, 3)), frequency))
        features.append(FeatureHash.hash(43, dictionary, word, after))
    }
}
