import SoukAnalysis

/// Everything a query's words may also be called: synonyms, other names of brands, Han words behind Latin letters, other
/// spellings of English words, Chinese words for English ones.
package struct QueryAliases: Sendable {
    /// Letters that the catalogue holds are taken for pinyin only where the Han word is so many times as common.
    private static let muchCommoner = 20

    private let synonyms: AliasTable
    private let added: AliasTable
    private let brands: AliasTable
    private let general: AliasTable
    private let series: AliasTable
    private let translates: Bool
    private let pinyin: @Sendable () -> PinyinTable?

    /// - Parameters:
    ///   - series: names that stand for others before a number alone, see ``GeneralNames/seriesTable``.
    ///   - translates: whether the catalogue has Chinese text that English words may mean.
    ///   - pinyin: made when a query first needs it.
    package init(
        synonyms: AliasTable = AliasTable(), added: AliasTable = AliasTable(),
        brands: AliasTable = AliasTable(),
        general: AliasTable = AliasTable(), series: AliasTable = AliasTable(), translates: Bool = false,
        pinyin: @escaping @Sendable () -> PinyinTable? = { nil }
    ) {
        self.synonyms = synonyms
        self.added = added
        self.brands = brands
        self.general = general
        self.series = series
        self.translates = translates
        self.pinyin = pinyin
    }

    /// Makes now what a query would wait for that first needs it: the Han words by their pinyin.
    package func prepare() { _ = pinyin() }

    /// The same with other synonyms.
    package func with(synonyms: AliasTable) -> QueryAliases {
        QueryAliases(
            synonyms: synonyms, brands: brands, general: general, series: series, translates: translates,
            pinyin: pinyin)
    }

    /// The same with further synonyms beside its own.
    package func adding(synonyms: AliasTable) -> QueryAliases {
        QueryAliases(
            synonyms: self.synonyms, added: synonyms, brands: brands, general: general, series: series,
            translates: translates,
            pinyin: pinyin)
    }

    /// The same without ``GeneralNames`` and translations.
    package var withoutGeneralNames: QueryAliases {
        QueryAliases(synonyms: synonyms, added: added, brands: brands, pinyin: pinyin)
    }

    /// Parts of the query that have aliases, longest first at equal beginning; each range once, and once more for its
    /// translations.
    ///
    /// - Parameter documentFrequency: in how many products a text is found; of several words, the rarest of them.
    package func matches(
        _ interpretation: Interpretation, documentFrequency: (String) -> Int
    ) -> [AliasMatch] {
        let text = FoldedText(interpretation.text)
        var found = names(in: text, documentFrequency) { isInScope($0, interpretation) }
        if PinyinSyllables.mayStand(in: text) {
            for match in pinyin()?.matches(in: text) ?? [] where found[match.range] == nil {
                let literal = documentFrequency(interpretation.surface(match.range))
                let aliases = match.aliases.filter {
                    literal == 0 || documentFrequency($0.text) >= Self.muchCommoner * literal
                }
                if !aliases.isEmpty { found[match.range] = aliases }
            }
        }
        for word in words(of: text) {
            let aliases = SpellingVariants.variants(of: text.string(word)).filter {
                documentFrequency($0) > 0
            }
            .map { Alias($0, weight: SpellingVariants.weight, origin: .spelling) }
            if !aliases.isEmpty { found[text.byteRange(word), default: []] += aliases }
        }
        let translations = translates ? known(Translations.matches(in: text), documentFrequency) : []
        return (found.map { AliasMatch(range: $0.key, aliases: $0.value) } + translations)
            .sorted {
                ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
            }
    }

    /// The parts of a text that is read beside the query's own, such as a corrected word, which have other names.
    package func names(
        in text: String, _ interpretation: Interpretation, documentFrequency: (String) -> Int
    ) -> [AliasMatch] {
        names(in: FoldedText(text), documentFrequency) { isInScope($0, interpretation) }
            .map { AliasMatch(range: $0.key, aliases: $0.value) }
            .sorted {
                ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
            }
    }

    /// Synonyms, names of brands and general names, by the bytes of the text that they say otherwise.
    private func names(
        in text: FoldedText, _ documentFrequency: (String) -> Int, isInScope: (Alias) -> Bool
    ) -> [Range<Int>: [Alias]] {
        var found: [Range<Int>: [Alias]] = [:]
        let stated = synonyms.matches(in: text) + added.matches(in: text) + brands.matches(in: text)
        for match in stated {
            let aliases = match.aliases.filter(isInScope)
            if aliases.isEmpty { continue }
            if let whole = GluedNames.wholeWord(match.range, aliases, in: text) {
                let known = whole.aliases.filter { documentFrequency($0.text) > 0 }
                if !known.isEmpty { found[whole.range, default: []] += known }
            }
            found[match.range, default: []] += aliases
        }
        let general = general.matches(in: text).flatMap { match in
            [match] + [GluedNames.wholeWord(match.range, match.aliases, in: text)].compactMap { $0 }
        }
        let series = series.matches(in: text).compactMap { match in
            GluedNames.series(match.range, match.aliases, in: text)
        }
        for match in general + series {
            let aliases = match.aliases.filter { alias in
                documentFrequency(alias.text) > 0
                    && !(found[match.range]?.contains {
                        FoldedText($0.text).scalars == FoldedText(alias.text).scalars
                    } ?? false)
            }
            if !aliases.isEmpty { found[match.range, default: []] += aliases }
        }
        return found
    }

    /// The names of brands that a word begins with, whatever follows them, longest first: their lengths and other names.
    func brandNames(beginning word: some Sequence<UInt32>) -> [(length: Int, others: [String])] {
        (brands.beginnings(of: word) + general.beginnings(of: word))
            .map { ($0.length, $0.aliases.map(\.text)) }
    }

    /// The translations that some product has: a word of another that no product has finds nothing, and costs its reading.
    private func known(_ matches: [AliasMatch], _ documentFrequency: (String) -> Int) -> [AliasMatch] {
        matches.compactMap { match in
            let aliases = match.aliases.filter {
                !FoldedText($0.text).isHanOnly || documentFrequency($0.text) > 0
            }
            return aliases.isEmpty ? nil : AliasMatch(range: match.range, aliases: aliases)
        }
    }

    /// Runs of letters that stand by themselves.
    private func words(of text: FoldedText) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = 0
        while start < text.count {
            var end = start
            while text.kind(at: end) == .letter { end += 1 }
            if end > start, text.kind(at: start - 1) != .digit, text.kind(at: end) != .digit {
                result.append(start..<end)
            }
            start = max(end, start + 1)
        }
        return result
    }

    private func isInScope(_ alias: Alias, _ interpretation: Interpretation) -> Bool {
        guard let category = alias.category else { return true }
        let folded = FoldedText(category).scalars
        if let named = interpretation.category,
            FoldedText(interpretation.surface(named.range)).scalars == folded
        {
            return true
        }
        let isInPath =
            interpretation.category?.values.contains { value in
                value.path.contains { FoldedText($0).scalars == folded }
            } ?? false
        return isInPath || isNamed(folded, in: FoldedText(interpretation.text))
    }

    /// Whether a text names a category anywhere: the goods are what a query of several names is about (furniture sofa).
    private func isNamed(_ name: [UInt32], in text: FoldedText) -> Bool {
        guard let first = name.first, name.count <= text.count else { return false }
        return (0...text.count - name.count).contains { start in
            text.scalars[start] == first && text.isNameBoundary(start)
                && text.isNameBoundary(start + name.count)
                && text.scalars[start..<start + name.count].elementsEqual(name)
        }
    }
}
