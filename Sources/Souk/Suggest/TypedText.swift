import SoukAnalysis

/// What a shopper has typed so far: complete words, and the beginning of one more.
struct TypedText {
    /// The whole text, and whether its last word is complete, in the form of ``SuggestionKey``.
    private(set) var key: [UInt8]
    /// The text before the last word, as it was typed.
    let head: String
    /// Terms of the complete words, without function words.
    let headTerms: [String]
    /// ``SuggestionKey`` of the last word; empty behind a complete one.
    private(set) var tail: [UInt8]
    private let tailStartInKey: Int
    /// Whether the last word was changed since.
    private(set) var isCorrected = false

    init(_ text: String, _ analyzer: Analyzer) {
        let text = String(
            text.unicodeScalars.prefix(SuggestionKey.longestText).drop { $0.properties.isWhitespace })
        key = SuggestionKey(text, keepsLastSpace: true).bytes
        var tokens = analyzer.tokens(text, mode: .words).filter { $0.kind != .quantity }
        let bytes = Array(text.utf8)
        let endsInWord = tokens.last.map { $0.end == bytes.count } ?? false
        var tailStart = bytes.count
        if endsInWord, let last = tokens.popLast() { tailStart = last.start }
        head = String(decoding: bytes[..<tailStart], as: UTF8.self)
        tail = SuggestionKey(String(decoding: bytes[tailStart...], as: UTF8.self)).bytes
        tailStartInKey = max(key.count - tail.count, 0)
        headTerms = tokens.filter { token in
            !StopWords.contains(String(decoding: bytes[token.start..<token.end], as: UTF8.self).lowercased())
        }.map(\.term)
    }

    var isEmpty: Bool { key.isEmpty }
    var hasHead: Bool { tailStartInKey > 0 }
    var endsWithLetters: Bool { !tail.isEmpty && tail.allSatisfy { $0 &- 0x61 < 26 } }

    /// The same with another last word.
    func replacingTail(_ other: [UInt8]) -> TypedText {
        var result = self
        result.key = key[..<tailStartInKey] + other
        result.tail = other
        result.isCorrected = true
        return result
    }

    /// The text with `completion` in the place of the last word.
    func completed(with completion: String) -> String {
        guard let before = head.unicodeScalars.last, let after = completion.unicodeScalars.first else {
            return completion
        }
        let touches = before.properties.isWhitespace || before == "-" || isHan(before) || isHan(after)
        return head + (touches ? "" : " ") + completion
    }

    private func isHan(_ scalar: Unicode.Scalar) -> Bool { FoldedText(String(scalar)).kind(at: 0) == .han }

    /// Beginnings within one typing error of the last word: a letter left out, put in, changed, or two exchanged.
    ///
    /// - Parameters:
    ///   - certain: letters before which the error is, or right behind them: no word begins with more of the last word.
    ///   - isBegun: whether any word begins so.
    /// - Returns: in order, only what has a beginning.
    /// - Complexity: O(letters · certain letters).
    func neighbours(certain: Int, _ isBegun: ([UInt8]) -> Bool) -> [[UInt8]] {
        var result: Set<[UInt8]> = []
        for place in tail.indices.prefix(certain + 1) {
            var changed = tail
            changed.remove(at: place)
            result.insert(changed)
            if place + 1 < tail.count {
                changed = tail
                changed.swapAt(place, place + 1)
                result.insert(changed)
            }
        }
        for place in tail.indices.prefix(certain + 1) {
            for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
                let begun = tail[..<place] + [letter]
                // Most letters begin nothing here.
                guard isBegun(Array(begun)) else { continue }
                result.insert(Array(begun + tail[place...]))
                result.insert(Array(begun + tail[(place + 1)...]))
            }
        }
        result.remove(tail)
        return result.sorted { $0.lexicographicallyPrecedes($1) }
    }
}
