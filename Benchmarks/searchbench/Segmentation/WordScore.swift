/// Precision, recall and F1 of words, as SIGHAN's bakeoffs count them: a word is right if both its ends are.
struct WordScore: Equatable {
    var found = 0
    var expected = 0
    var correct = 0

    var precision: Double { found > 0 ? Double(correct) / Double(found) : 0 }
    var recall: Double { expected > 0 ? Double(correct) / Double(expected) : 0 }
    var f1: Double { found + expected > 0 ? 2 * Double(correct) / Double(found + expected) : 0 }

    /// Adds a sentence.
    ///
    /// - Parameter words: what was found, in order. Characters that no word covers, such as punctuation, count as words
    ///   of one character.
    mutating func add(_ words: [Range<Int>], _ gold: GoldSentence) {
        let spans = Self.covering(gold.text, words)
        let expectedSpans = Set(gold.words)
        found += spans.count
        expected += expectedSpans.count
        for span in spans where expectedSpans.contains(span) { correct += 1 }
    }

    static func covering(_ text: String, _ words: [Range<Int>]) -> [Range<Int>] {
        var spans: [Range<Int>] = []
        var next = 0
        var at = 0
        for scalar in text.unicodeScalars {
            let end = at + UTF8.width(scalar)
            while next < words.count, words[next].upperBound <= at { next += 1 }
            if next < words.count, words[next].contains(at) {
                if words[next].lowerBound == at { spans.append(words[next]) }
            } else {
                spans.append(at..<end)
            }
            at = end
        }
        return spans
    }
}
