import SoukAnalysis

/// Corrects the spelling of queries by the vocabulary of one catalogue.
///
/// ```swift
/// let corrector = SpellingCorrector(evidence)
/// let corrections = try corrector.corrections(of: understanding.interpret("stainles steal sink"))
/// ```
/// Corrected is only where exact evidence is missing, or another writing is overwhelmingly commoner. Never changed are codes,
/// words with digits, words of fewer than four letters that the catalogue has (but they may be joined with a neighbour), words of
/// ``SpellingScore/frequent`` products, quoted text, exclusions, filters, prices and quantities. The text itself is not
/// changed: a correction is another reading of it.
///
/// Noisy channel: P(meant | typed) ∝ P(typed | meant) · P(meant), the first by ``TypingErrors``, the second by how many products
/// write the words and how often these stand together. Han characters are corrected by ``HanCorrector``.
/// - Paper: Kernighan, Church & Gale, "A spelling correction program based on a noisy channel model", 1990.
package struct SpellingCorrector<Evidence: SpellingEvidence> {
    let evidence: Evidence

    let brands: GluedBrands?

    /// - Parameter brands: what models may be written to; nil: no brands are known.
    package init(_ evidence: Evidence, brands: GluedBrands? = nil) {
        self.evidence = evidence
        self.brands = brands
    }

    /// Corrections in the order of the text, disjoint.
    /// - Complexity: see ``SpellingDecoder``; nothing but lookups when every word is frequent.
    package func corrections(of interpretation: Interpretation) throws(Evidence.Failure) -> [Correction] {
        let latin = try latinCorrections(of: interpretation)
        let han = try HanCorrector(evidence, brands: brands).corrections(of: interpretation)
        return (latin + han).sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private func latinCorrections(of interpretation: Interpretation) throws(Evidence.Failure) -> [Correction]
    {
        let words = QueryWord.words(of: interpretation)
        guard words.contains(where: \.isPlain) else { return [] }
        let readings = try ReadingFinder(evidence: evidence).readings(of: words)
        guard readings.contains(where: { $0.count > 1 }) else { return [] }
        var decoder = SpellingDecoder(evidence, readings) { words[$0].isContent }
        let least = SpellingScore.leastConfidence(newWordShare: try evidence.newWordShare)
        var choices: [SpellingDecoder<Evidence>.Choice] = []
        let support = NameSupport(evidence, interpretation, words)
        for choice in try decoder.decode()
        where choice.confidence >= least && !isSameWord(words[choice.place], choice.reading)
            && !isFunctionWord(choice.reading)
        {
            if try support.allows(choice.reading, at: choice.place) { choices.append(choice) }
        }
        return choices.map { choice in
            let last = choice.place + choice.reading.span - 1
            return Correction(
                range: words[choice.place].range.lowerBound..<words[last].range.upperBound,
                replacement: choice.reading.words.map { String(decoding: $0, as: UTF8.self) }
                    .joined(separator: " "),
                confidence: choice.confidence, kind: choice.reading.kind == .typo ? .typo : .compound)
        }
    }

    /// Whether a reading is a word that nobody searches for: `and` for band.
    private func isFunctionWord(_ reading: SpellingReading) -> Bool {
        reading.words.count == 1 && StopWords.contains(String(decoding: reading.words[0], as: UTF8.self))
    }

    /// Whether a reading is the word's plural or singular, or its British or American spelling, which find the same products
    /// already: nothing is wrong with `colour`.
    private func isSameWord(_ word: QueryWord, _ reading: SpellingReading) -> Bool {
        guard reading.kind == .typo, reading.words.count == 1 else { return false }
        let meant = reading.words[0]
        return
            (EnglishPlural.variants(of: word.letters.map(UInt32.init)).contains(meant.map(UInt32.init))
            && EnglishStem.areOneTerm(word.letters, meant))
            || SpellingVariants.areOneWord(
                String(decoding: word.letters, as: UTF8.self), String(decoding: meant, as: UTF8.self))
    }

    // MARK: - Compounds

    /// Other writings of compounds that are no errors: the catalogue writes both, neither much oftener.
    package func variants(of interpretation: Interpretation) throws(Evidence.Failure) -> [Correction] {
        let words = QueryWord.words(of: interpretation)
        var variants: [Correction] = []
        for (place, word) in words.enumerated() where word.isPlain && word.isContent {
            if word.isBeforeSpace, place + 1 < words.count, words[place + 1].isPlain,
                words[place + 1].isContent
            {
                let joined = word.letters + words[place + 1].letters
                if joined.count >= 6,
                    try evidence.frequencyInEitherNumber(of: joined).documents >= SpellingScore.rare
                {
                    variants.append(
                        variant(word.range.lowerBound..<words[place + 1].range.upperBound, [joined]))
                }
            }
            // acme xq200, where a product writes ACMEXQ200.
            if word.isBeforeSpace, place + 1 < words.count, isModel(words[place + 1]) {
                let joined = word.letters + words[place + 1].letters
                if isGlued(joined), try evidence.documents(with: joined) > 0 {
                    variants.append(
                        variant(word.range.lowerBound..<words[place + 1].range.upperBound, [joined]))
                }
            }
            if let parts = try commonSplit(of: word.letters) { variants.append(variant(word.range, parts)) }
        }
        // What is joined with the word before is not cut as well: all readings of a word hold at once.
        let joined = variants.map(\.range)
        for word in words where !word.isPlain && word.isFree {
            if joined.contains(where: { $0.overlaps(word.range) }) { continue }
            let parts = try partsOfGlued(word.letters)
            if let parts { variants.append(variant(word.range, parts)) }
            if let row = try row(in: word.letters), row != parts?.flatMap(\.runs) {
                variants.append(variant(word.range, row, kind: .row))
            }
        }
        return variants
    }

    /// Whether a word is of letters and digits, in this order.
    private func isModel(_ word: QueryWord) -> Bool {
        !word.isPlain && word.isFree && word.letters.first?.isSmallLetter == true
            && word.letters.contains(where: \.isDecimalDigit)
    }

    private func variant(
        _ range: Range<Int>, _ words: [[UInt8]], kind: Correction.Kind = .compound
    ) -> Correction {
        let replacement = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        return Correction(range: range, replacement: replacement, confidence: 1, kind: kind)
    }

    /// The parts of a word that the catalogue also writes apart, of at least three letters each, at least a tenth as often as
    /// together (so that `carpet` is no pet of a car).
    private func commonSplit(of word: [UInt8]) throws(Evidence.Failure) -> [[UInt8]]? {
        guard word.count >= 7 else { return nil }
        let together = try evidence.frequencyInEitherNumber(of: word).documents
        guard together > 0 else { return nil }
        for place in 3...word.count - 3 {
            let parts = [Array(word[..<place]), Array(word[place...])]
            guard try evidence.frequency(of: parts[0]).documents >= SpellingScore.rare,
                try evidence.frequencyInEitherNumber(of: parts[1]).documents >= SpellingScore.rare
            else { continue }
            let apart = try evidence.documents(withPhrase: parts)
            if apart >= SpellingScore.rare, apart * 10 >= together { return parts }
        }
        return nil
    }
}
