import SoukAnalysis

/// Corrects Han characters typed for others of the same sound, as input by pinyin gives them: 花为 for 华为, 洗衣夜 for 洗衣液.
///
/// Only where the exact word is missing: a changed character has to stand alone in the segmentation, or in a pair that was only taken for a word (words that
/// the dictionary knows stay, whether a product holds them or not), no product may hold the characters as typed, and in
/// place of the lone character there has to be a word, or a name that many products hold. A name of three characters or more
/// that the catalogue holds is evidence enough also where the others were cut into words: 行礼箱 for 行李箱, 羽容服 for 羽绒服. One
/// character of a word is changed: two are as often a name that the catalogue does not know.
///
/// What is left is looked at by its shape: ``LookAlikeCorrector``.
struct HanCorrector<Evidence: SpellingEvidence> {
    private static var windowLengths: ClosedRange<Int> { 2...4 }
    /// Runs are looked at up to so many characters.
    private static var maximumCharacters: Int { 32 }
    /// Put in are only words of at least one product of so many.
    private static var commonShare: Int { 2_000 }
    /// A pair of characters in one product of so many is a name.
    private static var nameShare: Int { 500 }
    private static var confidence: Double { 0.8 }

    private let evidence: Evidence
    private let brands: GluedBrands?

    init(_ evidence: Evidence, brands: GluedBrands?) {
        self.evidence = evidence
        self.brands = brands
    }

    func corrections(of interpretation: Interpretation) throws(Evidence.Failure) -> [Correction] {
        let lookAlikes = LookAlikeCorrector(evidence, brands, interpretation)
        var corrections: [Correction] = []
        for run in HanRuns.runs(of: interpretation) {
            let characters = try self.characters(of: run, interpretation)
            // The characters that are left as they are, in pieces between the corrections.
            var left: [[HanCharacter]] = [[]]
            var place = 0
            while place < characters.count {
                if let found = try correction(characters, at: place) {
                    corrections.append(found.correction)
                    left.append([])
                    place += found.count
                } else {
                    left[left.count - 1].append(characters[place])
                    place += 1
                }
            }
            for piece in left { corrections += try lookAlikes.corrections(of: piece) }
        }
        return corrections
    }

    private func characters(
        of run: Range<Int>, _ interpretation: Interpretation
    ) throws(Evidence.Failure) -> [HanCharacter] {
        let text = interpretation.surface(run)
        let words = try evidence.hanWords(in: text)
        var characters: [HanCharacter] = []
        var start = 0
        for scalar in text.unicodeScalars.prefix(Self.maximumCharacters) {
            let end = start + UTF8.width(scalar)
            let word = words.first { $0.range.contains(start) }
            let isWeak = word.map { $0.range == start..<end || isGuess($0, of: text) } ?? true
            characters.append(
                HanCharacter(
                    text: String(scalar), range: run.lowerBound + start..<run.lowerBound + end,
                    isWeak: isWeak,
                    isLong: (word?.range.count ?? 0) > 6,
                    isBeginning: isWeak || word?.range.lowerBound == start,
                    isEnd: isWeak || word?.range.upperBound == end))
            start = end
        }
        return characters
    }

    /// Whether two characters were only taken for a word, by no dictionary (奶份), and no product holds them.
    private func isGuess(_ word: (range: Range<Int>, documents: Int), of text: String) -> Bool {
        guard word.documents == 0, word.range.count == 6, let dictionary = Lexicon.icu else { return false }
        let start = text.utf8.index(text.utf8.startIndex, offsetBy: word.range.lowerBound)
        let end = text.utf8.index(start, offsetBy: word.range.count)
        return dictionary.cost(of: String(text[start..<end])) == nil
    }

    /// The longest window at a place that has a reading of the same sound, its commonest one.
    private func correction(
        _ characters: [HanCharacter], at place: Int
    ) throws(Evidence.Failure) -> (correction: Correction, count: Int)? {
        let least = max(SpellingScore.rare, evidence.documentCount / Self.commonShare)
        for length in Self.windowLengths.reversed() where place + length <= characters.count {
            let window = characters[place..<place + length]
            guard length >= 3 || window.contains(where: { $0.isWeak }) else { continue }
            let text = window.map { $0.text }.joined()
            var best: (text: String, documents: Int)?
            for candidate in try evidence.sameSound(text)
            where (changesOneWeak(window, candidate.text) && candidate.documents >= least)
                || isLongName(candidate, for: window)
            {
                if let best, best.documents >= candidate.documents { continue }
                best = candidate
            }
            guard let best, try evidence.documents(withHan: text) == 0,
                try isWord(best, in: characters, at: place, length)
            else { continue }
            let range = window[place].range.lowerBound..<window[place + length - 1].range.upperBound
            let correction = Correction(
                range: range, replacement: best.text, confidence: Self.confidence, kind: .typo)
            return (correction, length)
        }
        return nil
    }

    /// Whether the changed characters belong to words once they are put in, or the whole is so common that it is a name.
    private func isWord(
        _ meant: (text: String, documents: Int), in characters: [HanCharacter], at place: Int, _ length: Int
    ) throws(Evidence.Failure) -> Bool {
        if meant.documents * Self.nameShare >= evidence.documentCount { return true }
        var texts = characters.map { $0.text }
        let changed = Array(meant.text.unicodeScalars.map { String($0) })
        texts.replaceSubrange(place..<place + length, with: changed)
        let words = try evidence.hanWords(in: texts.joined())
        var start = texts[..<place].reduce(0) { $0 + $1.utf8.count }
        for (index, text) in changed.enumerated() {
            let range = start..<start + text.utf8.count
            start = range.upperBound
            if characters[place + index].text == text { continue }
            guard let word = words.first(where: { $0.range.contains(range.lowerBound) }), word.range != range,
                word.documents > 0
            else { return false }
        }
        return true
    }

    /// Whether a word of three characters or more that products hold, with which the typed text shares all but one, stands for
    /// no word of its own.
    private func isLongName(
        _ meant: (text: String, documents: Int), for window: ArraySlice<HanCharacter>
    ) -> Bool {
        guard window.count >= 3, meant.documents > 0, !window.contains(where: { $0.isLong }) else {
            return false
        }
        return zip(window, meant.text.unicodeScalars).filter { $0.text != String($1) }.count == 1
    }

    private func changesOneWeak(_ window: ArraySlice<HanCharacter>, _ text: String) -> Bool {
        let meant = Array(text.unicodeScalars)
        guard meant.count == window.count else { return false }
        var changes = 0
        for (character, scalar) in zip(window, meant) where character.text != String(scalar) {
            guard character.isWeak else { return false }
            changes += 1
        }
        return changes == 1
    }
}
