import SoukAnalysis

/// Finds the head of a query, the word that names the kind of goods, by the shape of the text: the last goods
/// word of a Chinese segment, the last goods noun before a preposition in English.
struct HeadNoun {
    /// Places of the head.
    let places: Range<Int>
    let confidence: Double

    /// - Parameter blocked: whether a place is not to be searched (price wording, shop words, a brand).
    init?(_ text: FoldedText, blocked: [Bool]) {
        if let han = Self.han(text, blocked) {
            self = han
        } else if let english = Self.english(text, blocked) {
            self = english
        } else {
            return nil
        }
    }

    private init(_ places: Range<Int>, _ confidence: Double) {
        self.places = places
        self.confidence = confidence
    }

    // MARK: Chinese

    private static func han(_ text: FoldedText, _ blocked: [Bool]) -> HeadNoun? {
        let segments = segments(text, blocked)
        var described: HeadNoun?
        for segment in segments.reversed() where segment.count > 1 || segments.count == 1 {
            guard let head = head(of: segment, in: text) else { continue }
            guard segments.count > 1, Descriptions.isWhole(segment, in: text) else { return head }
            if described == nil { described = head }
        }
        return described
    }

    /// Maximal runs of Han that are not blocked.
    private static func segments(_ text: FoldedText, _ blocked: [Bool]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for place in 0...text.count {
            let isHan = text.kind(at: place) == .han && !blocked[place]
            if isHan, start == nil { start = place }
            if !isHan, let from = start {
                runs.append(from..<place)
                start = nil
            }
        }
        return runs
    }

    /// The head before what is added to the goods, else before what describes them, else at the very end.
    private static func head(of segment: Range<Int>, in text: FoldedText) -> HeadNoun? {
        // 面膜 补水: a word that describes, apart from what it describes.
        if segment.count > 1,
            GoodsVocabulary.trailing.longest(in: text, at: segment.lowerBound)?.range == segment
        {
            return nil
        }
        if let start = Descriptions.addition(in: segment, of: text),
            let head = described(segment.lowerBound..<start, in: text)
        {
            return head
        }
        return described(segment, in: text)
    }

    private static func described(_ segment: Range<Int>, in text: FoldedText) -> HeadNoun? {
        let (plain, end) = head(before: segment.upperBound, of: segment, in: text) { end in
            GoodsVocabulary.trailing.longestEnding(in: text, at: end, longestPhrase: 5)?.range.lowerBound
        }
        // A name of goods that nobody knows may end in a word that describes others: only known goods stand before it.
        guard plain.map({ $0.confidence < sure }) ?? true else { return plain }
        let (before, _) = head(before: end, of: segment, in: text) { end in
            let starts = [
                GoodsVocabulary.trailing.longestEnding(in: text, at: end, longestPhrase: 5)?.range.lowerBound,
                Descriptions.start(endingAt: end, in: text, from: segment.lowerBound),
            ]
            return starts.compactMap(\.self).min()
        }
        guard let before, before.places.upperBound < end else { return plain }
        return before
    }

    private static let sure = 0.9
    private static let mostDescriptions = 5

    /// The head that ends at a place, or before descriptions; and where these begin.
    private static func head(
        before end: Int, of segment: Range<Int>, in text: FoldedText, description: (Int) -> Int?
    ) -> (HeadNoun?, end: Int) {
        var end = end
        var stripped = 0
        while end > segment.lowerBound {
            if let word = GoodsVocabulary.finalWords.longestEnding(in: text, at: end, longestPhrase: 6),
                word.range.lowerBound >= segment.lowerBound
            {
                return (HeadNoun(word.range, sure), end)
            }
            guard stripped < mostDescriptions, let start = description(end), start > segment.lowerBound else {
                break
            }
            end = start
            stripped += 1
        }
        guard end - 1 > segment.lowerBound || end == segment.upperBound, end > segment.lowerBound,
            GoodsVocabulary.finalCharacters.contains(text.scalars[end - 1])
        else { return (nil, end) }
        return (HeadNoun(Swift.max(segment.lowerBound, end - 2)..<end, 0.7), end)
    }

    // MARK: English

    private static func english(_ text: FoldedText, _ blocked: [Bool]) -> HeadNoun? {
        var last: Range<Int>?
        var at = 0
        while at < text.count {
            if isWordStart(text, at), last != nil, Self.prepositions.longest(in: text, at: at) != nil {
                break
            }
            if !blocked[at], isWordStart(text, at),
                let match = GoodsVocabulary.nouns.longest(in: text, at: at)
            {
                last = match.range
                at = match.range.upperBound
            } else {
                at += 1
            }
        }
        return last.map { HeadNoun($0, 0.8) }
    }

    private static func isWordStart(_ text: FoldedText, _ place: Int) -> Bool {
        text.kind(at: place) == .letter && text.kind(at: place - 1) != .letter
    }

    private static let prepositions = PhraseTable<Bool>([
        (
            true,
            """
            for|with|by|in|on|of|that|from|to|without|under|over|at|as
            """
        )
    ])
}
