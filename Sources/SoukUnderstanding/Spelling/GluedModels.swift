/// Series and models that are written together where the catalogue has them apart: `huaweip20` for huawei p20,
/// `iphone15promax` for iphone 15 pro max. Codes are cut, never changed.
extension SpellingCorrector {
    /// The catalogue's words that a word of letters and digits is put together from, fewest first; nil for one that begins with
    /// digits, or that is not made of such words.
    ///
    /// Neighbours have to be in one product, numbers right behind what they number. A piece is a word of two letters and more, or
    /// holds a digit; digits in a row are never parted, or `iphone16` would be an iPhone 13 of 6 parts and 1 year.
    /// - Complexity: O(n²) lookups for n characters, at most ``longestGluedWord``.
    func gluedParts(of word: [UInt8]) throws(Evidence.Failure) -> [[UInt8]]? {
        guard isGlued(word) else { return nil }
        // The best way to cut what comes before each place.
        var best: [Cut?] = [Cut(count: 0, documents: 0, start: 0)]
        for end in 1...word.count {
            var found: Cut?
            for start in max(0, end - Self.longestPiece)..<end {
                guard let before = best[start], !isInsideNumber(word, start) else { continue }
                let piece = Array(word[start..<end])
                guard canBePiece(piece, isFirst: start == 0) else { continue }
                let documents = try evidence.documents(with: piece)
                guard documents >= (piece.contains(where: \.isDecimalDigit) ? 1 : SpellingScore.rare) else {
                    continue
                }
                if start > 0 {
                    let neighbour = Array(word[before.start..<start])
                    guard try isFound(piece, behind: neighbour) else { continue }
                }
                let cut = Cut(
                    count: before.count + 1,
                    documents: start > 0 ? min(before.documents, documents) : documents,
                    start: start)
                if found.map({ cut.isBetter(than: $0) }) ?? true { found = cut }
            }
            best.append(found)
        }
        return parts(of: word, best)
    }

    /// What a word of letters and digits is read as beside itself: a brand and a model; or, where the catalogue lacks it, its words.
    func partsOfGlued(_ word: [UInt8]) throws(Evidence.Failure) -> [[UInt8]]? {
        if let parts = try brandAndModel(of: word) { return parts }
        return try evidence.documents(with: word) == 0 ? try gluedParts(of: word) : nil
    }

    /// The runs of letters and of digits of a word, with one of letters cut in two words, where some product has them all in a row:
    /// iphone 15 pro max for iphone15promax. Only runs, at which every model number is cut anyway, are none.
    /// - Complexity: O(letters) counts of phrases, of which those with a word that the catalogue lacks are one lookup.
    func row(in word: [UInt8]) throws(Evidence.Failure) -> [[UInt8]]? {
        guard isGlued(word) else { return nil }
        let runs = word.runs
        for (place, run) in runs.enumerated() where run[0].isSmallLetter && run.count >= 2 * Self.shortestName
        {
            for cut in Self.shortestName...run.count - Self.shortestName {
                let parts = runs[..<place] + [Array(run[..<cut]), Array(run[cut...])] + runs[(place + 1)...]
                if try evidence.documents(withPhrase: Array(parts)) > 0 { return Array(parts) }
            }
        }
        return nil
    }

    /// Whether a product has both pieces; a number, which every title may have, right behind the piece that it numbers.
    private func isFound(_ piece: [UInt8], behind neighbour: [UInt8]) throws(Evidence.Failure) -> Bool {
        piece.allSatisfy(\.isDecimalDigit)
            ? try evidence.documents(withPhrase: [neighbour, piece]) > 0
            : try evidence.documents(with: neighbour, and: piece) > 0
    }

    private func isInsideNumber(_ word: [UInt8], _ place: Int) -> Bool {
        place > 0 && word[place - 1].isDecimalDigit && word[place].isDecimalDigit
    }

    private struct Cut {
        var count: Int
        /// Of the rarest piece.
        var documents: Int
        /// Where the last piece begins.
        var start: Int

        func isBetter(than other: Cut) -> Bool {
            count != other.count ? count < other.count : documents > other.documents
        }
    }

    static var shortestName: Int { 2 }
    private static var longestGluedWord: Int { 24 }
    private static var longestPiece: Int { 12 }
    private static var mostPieces: Int { 5 }

    private func parts(of word: [UInt8], _ best: [Cut?]) -> [[UInt8]]? {
        guard let whole = best[word.count], (2...Self.mostPieces).contains(whole.count) else { return nil }
        var parts: [[UInt8]] = []
        var end = word.count
        while end > 0, let cut = best[end] {
            parts.append(Array(word[cut.start..<end]))
            end = cut.start
        }
        return parts.reversed()
    }

    /// A word of at least two letters at its beginning, and a digit.
    func isGlued(_ word: [UInt8]) -> Bool {
        let isPlain = word.allSatisfy { $0.isSmallLetter || $0.isDecimalDigit }
        return isPlain && (4...Self.longestGluedWord).contains(word.count)
            && word.prefix(Self.shortestName).allSatisfy(\.isSmallLetter)
            && word.contains(where: \.isDecimalDigit)
    }

    /// The first piece is a name; later ones may be a letter with digits, digits, or a word.
    private func canBePiece(_ piece: [UInt8], isFirst: Bool) -> Bool {
        let hasDigits = piece.contains(where: \.isDecimalDigit)
        if isFirst, !piece.prefix(Self.shortestName).allSatisfy(\.isSmallLetter) { return false }
        return hasDigits || piece.count >= 2
    }
}

extension UInt8 {
    var isSmallLetter: Bool { self >= 0x61 && self <= 0x7A }
    var isDecimalDigit: Bool { self >= 0x30 && self <= 0x39 }
}
