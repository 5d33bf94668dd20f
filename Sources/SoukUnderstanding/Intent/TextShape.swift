import SoukAnalysis

/// Features of a text's form alone: models, digits, noise.
struct TextShape {
    let text: FoldedText

    /// No letter, digit or Han at all.
    var hasNoWords: Bool { !text.kinds.contains { $0 == .letter || $0 == .digit || $0 == .han } }

    /// Digits and punctuation only, four digits or more: an order number, not goods.
    var isDigitsOnly: Bool {
        text.kinds.allSatisfy { $0 == .digit || $0 == .space || $0 == .other }
            && text.kinds.filter { $0 == .digit }.count >= 4
    }

    /// A run of ten digits or more anywhere: an order or tracking number.
    var hasLongNumber: Bool {
        var run = 0
        for kind in text.kinds {
            run = kind == .digit ? run + 1 : 0
            if run >= 10 { return true }
        }
        return false
    }

    /// Whether there is a model, see ``models(blocked:)``.
    func hasModel(blocked: [Bool]) -> Bool { !models(blocked: blocked).isEmpty }

    /// Models: words that mix letters and digits, or digits glued to Han that are no quantity.
    /// - Parameter blocked: places of quantities and prices.
    func models(blocked: [Bool]) -> [Range<Int>] {
        var models: [Range<Int>] = []
        var at = 0
        while at < text.count {
            guard text.kinds[at] == .letter || text.kinds[at] == .digit else {
                at += 1
                continue
            }
            var end = at
            var letters = 0
            var digits = 0
            while end < text.count, text.kinds[end] == .letter || text.kinds[end] == .digit || isJoint(end) {
                if text.kinds[end] == .letter { letters += 1 }
                if text.kinds[end] == .digit { digits += 1 }
                end += 1
            }
            let isMixed = letters > 0 && digits > 0 && !isPlainWord(at..<end)
            let isNumber = letters == 0 && digits >= 1 && digits <= 6 && isModelNumber(at..<end)
            if isMixed || isNumber, !(at..<end).contains(where: { blocked[$0] }) { models.append(at..<end) }
            at = end
        }
        return models
    }

    private func isJoint(_ place: Int) -> Bool {
        let scalar = text.scalars[place]
        guard scalar == 0x2D || scalar == 0x2F || scalar == 0x2E else { return false }
        let after = text.kind(at: place + 1)
        return after == .letter || after == .digit
    }

    /// a4, 3d, mp3, 4k, 2d: common words with a digit.
    private func isPlainWord(_ range: Range<Int>) -> Bool {
        Self.plainWords.longest(in: text, at: range.lowerBound)?.range == range
    }

    private static let plainWords = PhraseTable<Bool>([
        (
            true,
            """
            a3|a4|a5|b5|a6|3d|2d|4d|5d|mp3|mp4|4k|8k|2k|1080p|720p|3c|4s|5s|3m|h2o|co2|2b|5g|4g|3g|\
            2g|v8|12v|24v|1st|2nd|3rd|4th|b2b|o2o|r2d2|18k|14k|9k|24k|c4d|y2k|dn15|dn20|dn25
            """
        )
    ])

    /// 小米10, 乐高42143: digits directly after Han or closing a name.
    private func isModelNumber(_ range: Range<Int>) -> Bool {
        let before = text.kind(at: range.lowerBound - 1)
        let isSpaced = before == .space && range.lowerBound > 1
        guard before == .han || isSpaced else { return false }
        // 40×70 is a size, 1元 an amount.
        if text.scalar(at: range.upperBound) == 0xD7 || text.scalar(at: range.lowerBound - 1) == 0xD7 {
            return false
        }
        if PriceVocabulary.currencyAfter.longest(in: text, at: range.upperBound) != nil { return false }
        if text.kind(at: range.upperBound) == .han {
            return PriceContext.otherUnits.longest(in: text, at: range.upperBound) == nil
                && UnitTable.longest(in: text, at: range.upperBound) == nil && before == .han
        }
        return range.count <= 5
    }

    /// is …, why …, can you …: an English question.
    var isEnglishQuestion: Bool {
        Self.questions.longest(in: text, at: 0) != nil
    }

    private static let questions = PhraseTable<Bool>([
        (
            true,
            """
            is|are|does|do i|do you|did|can i|can you|can it|could|will|would|should|why|when|\
            where|who|what|how do|how to|how can|how long|i need help|i want to
            """
        )
    ])

    /// Keyboard walks and words no one can say.
    var isGibberish: Bool {
        guard !text.hasHan else { return false }
        var run = 0
        var walk = 0
        var longestWalk = 0
        var worst = 0
        for place in 0..<text.count {
            guard text.kinds[place] == .letter else {
                run = 0
                walk = 0
                continue
            }
            run = Self.vowels.contains(text.scalars[place]) ? 0 : run + 1
            worst = Swift.max(worst, run)
            walk = place > 0 && Self.isNeighbour(text.scalars[place - 1], text.scalars[place]) ? walk + 1 : 0
            longestWalk = Swift.max(longestWalk, walk)
        }
        return longestWalk >= 4 || worst >= 7
    }

    private static let vowels: Set<UInt32> = Set("aeiouy".unicodeScalars.map(\.value))
    private static let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map {
        Array($0.unicodeScalars.map(\.value))
    }

    private static func isNeighbour(_ first: UInt32, _ second: UInt32) -> Bool {
        rows.contains { row in
            guard let a = row.firstIndex(of: first), let b = row.firstIndex(of: second) else { return false }
            return abs(a - b) == 1
        }
    }
}
