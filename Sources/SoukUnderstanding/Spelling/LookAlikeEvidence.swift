import SoukAnalysis

/// Whether a look-alike was meant, by what it makes of the text:
///
/// - a brand, of the catalogue or known under several names (罗技), where no other brand is named, and products of it hold another
///   word of the query;
/// - a word of three characters or more (保温杯), or the name that it forms with the word before it (洗衣液);
/// - a word of two (绿茶): the less alike both characters are, the more has to speak for it. Between the nearest it is enough that products
///   hold the word. Others have to stand beside another word of the query in some product, as ``NameSupport`` asks of
///   Latin words, or to be common where there is no other word, and the typed character has to be one that seldom stands alone.
///
/// New names are pairs of characters that no product holds, too: what is read as a brand that the catalogue lacks (正宇) is no
/// word (正宗) unless all other words of the query say so, or the typed character (荼) hardly ever stands in names.
///
/// The bounds were set on real queries; `docs/adr/0075-characters-of-one-shape.md` has the numbers.
struct LookAlikeEvidence<Evidence: SpellingEvidence> {
    /// So near that hardly anything else is: 土 and 士, 拆 and 折.
    private static var nearest: Double { 0.93 }
    private static var near: Double { 0.9 }
    private static var nearBrand: Double { 0.84 }
    /// Less alike characters are never put in.
    static var leastSimilarity: Double { 0.81 }
    /// Costs in ICU's dictionary of a character by itself.
    private static var seldomAlone: Int { 60 }
    private static var hardlyEverAlone: Int { 80 }
    private static var seldomInNames: Int { 55 }
    private static var fewestOfLongWord: Int { 2 }
    /// A compound is in one product of so many, a word without other words beside it in one of so many.
    private static var compoundShare: Int { 50_000 }
    /// Of the products with a compound's first word one of so many has the whole.
    private static var followers: Int { 50 }
    private static var commonShare: Int { 7_000 }
    /// Bytes of a Han word of two characters.
    private static var bytesOfTwo: Int { 6 }

    private let evidence: Evidence
    private let interpretation: Interpretation

    init(_ evidence: Evidence, _ interpretation: Interpretation) {
        self.evidence = evidence
        self.interpretation = interpretation
    }

    /// - Parameter typed: the run as it was typed.
    func allows(
        _ reading: LookAlikeReading, of typed: [HanCharacter], at place: Int
    ) throws(Evidence.Failure) -> Bool {
        guard reading.documents > 0 else { return false }
        // Of no entry: no word by itself.
        let cost = Lexicon.icu?.cost(of: typed[place].text) ?? Self.hardlyEverAlone
        switch reading.kind {
        case .brand:
            return try allowsBrand(reading, of: typed, cost)
        case .compound:
            guard cost >= Self.seldomInNames, isHeld(reading, byOneOf: Self.compoundShare) else {
                return false
            }
            let first = HanCharacter.text(typed[reading.places].dropLast())
            return try reading.documents * Self.followers >= evidence.documents(withHan: first)
        case .word where reading.places.count > 2:
            return reading.documents >= Self.fewestOfLongWord
        case .word:
            return try allowsPair(reading, of: typed, at: place, cost)
        }
    }

    private func allowsBrand(
        _ reading: LookAlikeReading, of typed: [HanCharacter], _ cost: Int
    ) throws(Evidence.Failure) -> Bool {
        guard reading.similarity >= Self.nearBrand, interpretation.brand?.values.isEmpty != false else {
            return false
        }
        if reading.similarity >= Self.nearest { return true }
        guard cost >= Self.seldomInNames else { return false }
        if reading.places.count > 2 { return true }
        let (others, held) = try companions(of: reading, typed)
        return others == 0 || held > 0
    }

    private func allowsPair(
        _ reading: LookAlikeReading, of typed: [HanCharacter], at place: Int, _ cost: Int
    ) throws(Evidence.Failure) -> Bool {
        guard reading.documents >= SpellingScore.rare else { return false }
        if reading.similarity >= Self.nearest { return true }
        guard cost >= Self.seldomAlone || reading.similarity >= Self.near else { return false }
        let (others, held) = try companions(of: reading, typed)
        guard others == 0 ? isHeld(reading, byOneOf: Self.commonShare) : 2 * held >= others else {
            return false
        }
        return !isUnknownBrand(typed[place].range) || cost >= Self.hardlyEverAlone
            || others > 0 && held == others
    }

    private func isHeld(_ reading: LookAlikeReading, byOneOf products: Int) -> Bool {
        reading.documents >= max(SpellingScore.rare, evidence.documentCount / products)
    }

    private func isUnknownBrand(_ range: Range<Int>) -> Bool {
        guard let brand = interpretation.brand, brand.values.isEmpty else { return false }
        return brand.range.overlaps(range)
    }

    /// The other Han words of the query, and how many of them stand in a product with the word; of a text without any, the characters
    /// beside it, and how many of them products hold beside the word.
    private func companions(
        of reading: LookAlikeReading, _ typed: [HanCharacter]
    ) throws(Evidence.Failure) -> (others: Int, held: Int) {
        var (others, held) = (0, 0)
        let meant = Array(reading.text.utf8)
        for run in HanRuns.runs(of: interpretation) {
            let text = interpretation.surface(run)
            for word in try evidence.hanWords(in: text) where word.range.count >= Self.bytesOfTwo {
                let range = run.lowerBound + word.range.lowerBound..<run.lowerBound + word.range.upperBound
                if typed[reading.places].contains(where: { $0.range.overlaps(range) }) { continue }
                others += 1
                if try evidence.documents(with: meant, and: Array(Array(text.utf8)[word.range])) > 0 {
                    held += 1
                }
            }
        }
        return others > 0 ? (others, held) : try neighbours(of: reading, typed)
    }

    private func neighbours(
        of reading: LookAlikeReading, _ typed: [HanCharacter]
    ) throws(Evidence.Failure) -> (others: Int, held: Int) {
        var texts: [String] = []
        if let before = typed[..<reading.places.lowerBound].last { texts.append(before.text + reading.text) }
        if let after = typed[reading.places.upperBound...].first { texts.append(reading.text + after.text) }
        var held = 0
        for text in texts where try evidence.documents(withHan: text) > 0 { held += 1 }
        return (texts.count, held)
    }
}
