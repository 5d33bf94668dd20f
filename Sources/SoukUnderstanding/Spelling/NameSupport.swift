/// Whether a word that the catalogue does not know is a mistyped one of its words, or a name that it lacks.
///
/// Beside Han words a Latin word is nearly always a name (vitra挂钩): what it would be corrected to has to stand beside another word
/// of the query in several products, or to be a common word that an easy error makes of it (lenvo 笔记本). So it is in a shop whose
/// products are written in Han characters where a query has none, and where the catalogue is so small that most words are missing: of 82
/// words in 10,000 real queries that no product held and some word was near five or six were mistyped (breo is not brio, konka not kona).
/// Elsewhere a short word by itself that is two errors away from another, or has another first letter, is as often a
/// name (altama, not ultima; xmind, not mind). A text of syllables alone is Pinyin (bi fei ni tong).
struct NameSupport<Evidence: SpellingEvidence> {
    /// Letters of a word that may be two errors away by itself.
    private static var longEnough: Int { 7 }
    /// A single one of a small catalogue.
    private static var enoughTogether: Int { 3 }
    private static var smallCatalogue: Int { 1_000 }
    /// A word in the headings of one product of so many is common.
    private static var commonShare: Int { 1_000 }
    /// The cost of errors that are made easily: a letter left out, two exchanged, one doubled, and what sounds the same.
    private static var easyError: Double { 1.5 }
    /// Less easy ones, a letter taken for another among them.
    private static var likelyError: Double { 3 }
    /// Fewer letters beside Han words are a name whatever they are like (zeal雪镜, modu床品).
    private static var longBesideHan: Int { 5 }

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
        if reading.kind == .split, isAmongNames {
            return try evidence.documents(withPhrase: reading.words) > 0
        }
        guard reading.kind == .typo, let meant = reading.words.first else { return true }
        if words.count > 1, words.allSatisfy({ PinyinSyllables.isSyllable($0.letters) }) { return false }
        let others = words.indices.filter { $0 != place && words[$0].isContent && words[$0].isFree }
        var saysLittle = isAmongNames
        if !saysLittle { saysLittle = try evidence.knowsFewWords }
        guard saysLittle else {
            guard others.isEmpty, words[place].letters.count < Self.longEnough else { return true }
            return try isOneError(meant, from: words[place].letters)
        }
        // Where most words are missing any two of those that are not stand together somewhere: lunch box, punch box.
        let cost = TypingErrors.cost(typed: words[place].letters, meant: meant)
        if isAmongNames || cost <= Self.likelyError {
            for other in others
            where try evidence.documents(with: meant, and: words[other].letters) >= enough { return true }
        }
        var isAlone = hanRuns.isEmpty || others.isEmpty
        for run in hanRuns where run.count > Self.bytesOfOneCharacter {
            isAlone = false
            let text = interpretation.surface(run)
            for word in try evidence.hanWords(in: text) {
                let characters = Array(text.utf8)[word.range]
                // A single character stands in too many words to say anything.
                guard characters.count > Self.bytesOfOneCharacter else { continue }
                if try evidence.documents(with: meant, and: Array(characters)) >= enough { return true }
            }
        }
        // A shop that writes 蓝牙 may well hold no bluetooth beside 耳机.
        guard isAlone || words[place].letters.count >= Self.longBesideHan else { return false }
        return try isCommon(meant, for: words[place].letters)
    }

    private var isAmongNames: Bool { !hanRuns.isEmpty || evidence.isHan }

    /// Products that hold words which belong together.
    private var enough: Int {
        max(min(Self.enoughTogether, evidence.documentCount / Self.smallCatalogue), 1)
    }

    /// Whether a word that many products have in their headings is an easy error away.
    private func isCommon(_ meant: [UInt8], for word: [UInt8]) throws(Evidence.Failure) -> Bool {
        guard TypingErrors.cost(typed: word, meant: meant) <= Self.easyError else { return false }
        return try evidence.frequency(of: meant).headings * Self.commonShare >= evidence.documentCount
    }

    private func isOneError(_ meant: [UInt8], from word: [UInt8]) throws(Evidence.Failure) -> Bool {
        guard word.first == meant.first else { return false }
        return try evidence.neighbours(of: word, errors: 1).contains { $0.word == meant }
    }

    private static var bytesOfOneCharacter: Int { 4 }
}
