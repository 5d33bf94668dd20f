/// Whether a word that the catalogue does not know is a mistyped one of its words, or a name that it lacks.
///
/// Beside Han words a Latin word is nearly always a name (vitra挂钩): what it would be corrected to has to stand beside another word
/// of the query in some product. By itself a short word two errors away from another, or with another first letter, is as often a
/// name (altama, not ultima; xmind, not mind). A text of syllables alone is Pinyin (bi fei ni tong).
struct NameSupport<Evidence: SpellingEvidence> {
    /// Letters of a word that may be two errors away by itself.
    private static var longEnough: Int { 7 }

    private let evidence: Evidence
    private let interpretation: Interpretation
    private let words: [QueryWord]
    private let hanRuns: [Range<Int>]

    init(_ evidence: Evidence, _ interpretation: Interpretation, _ words: [QueryWord]) {
        self.evidence = evidence
        self.interpretation = interpretation
        self.words = words
        hanRuns = HanRuns.runs(of: interpretation)
    }

    /// - Complexity: a count of common products for each other word of the query, only where something is corrected.
    func allows(_ reading: SpellingReading, at place: Int) throws(Evidence.Failure) -> Bool {
        guard reading.kind == .typo, let meant = reading.words.first else { return true }
        if words.count > 1, words.allSatisfy({ PinyinSyllables.isSyllable($0.letters) }) { return false }
        let others = words.indices.filter { $0 != place && words[$0].isContent && words[$0].isFree }
        if hanRuns.isEmpty {
            guard others.isEmpty, words[place].letters.count < Self.longEnough else { return true }
            guard words[place].letters.first == meant.first else { return false }
            return try evidence.neighbours(of: words[place].letters, errors: 1).contains { $0.word == meant }
        }
        for other in others where try evidence.documents(with: meant, and: words[other].letters) > 0 {
            return true
        }
        var hasWord = false
        for run in hanRuns {
            let text = interpretation.surface(run)
            for word in try evidence.hanWords(in: text) {
                let characters = Array(text.utf8)[word.range]
                // A single character stands in too many words to say anything.
                guard characters.count > Self.bytesOfOneCharacter else { continue }
                hasWord = true
                if try evidence.documents(with: meant, and: Array(characters)) > 0 { return true }
            }
        }
        return !hasWord && others.isEmpty
    }

    private static var bytesOfOneCharacter: Int { 4 }
}
