import SoukAnalysis
import SoukEngine
import SoukImport
import SoukStorage

/// Completes what is being typed, from one commit of a catalogue.
///
/// Typed text → ``TypedText`` → ``SuggestionCandidates`` → a search for each → ``Suggestion``s.
package struct Suggester {
    let catalogue: Catalogue
    let pipeline: SearchPipeline
    let table: SuggestionTable
    /// What was read for one keystroke: suggestions, their counts and the page ask for the same texts.
    let readings = TextReadings()
    /// Of the page that is wanted beside the suggestions; nil: none is.
    let pageOptions: SearchOptions?

    /// Searches for candidates, beside the suggestions asked for, in one call.
    private static let spareSearches = 4
    private static let maximumCount = 100
    /// A text is complete as it was typed where it finds this part of what the likeliest longer one finds.
    private static let completeShare = 4
    private static let preparedCharacters = 80
    /// Queries that the likeliest is found among.
    private static let comparedQueries = 10

    /// - Parameter page: the options of the page that is wanted beside the suggestions; nil: none is.
    package init(_ catalogue: Catalogue, page: SearchOptions? = nil) throws(SearchError) {
        self.catalogue = catalogue
        pageOptions = page
        pipeline = try SearchPipeline(catalogue)
        table = try catalogue.suggestionTable(pipeline.analyzer)
    }

    var analyzer: Analyzer { pipeline.analyzer }

    /// The page of a text, from the commit of the suggestions.
    func page(of text: String, _ options: SearchOptions) throws(SearchError) -> SearchPage {
        if let made = readings.page(of: text) { return made }
        return try pipeline.search(text, options, readings: readings)
    }

    /// Counts what the commonest first characters become: whoever types one of them first would wait for the most searches.
    /// - Complexity: a search for each suggestion; 0.1 to 0.2 s for 200,000 products.
    func prepare() throws(SearchError) {
        for character in table.commonestFirstCharacters(Self.preparedCharacters) {
            _ = try Suggester(catalogue).suggest(character, count: Self.comparedQueries)
        }
    }

    /// What a text may become, the best first.
    package func suggest(_ text: String, count: Int) throws(SearchError) -> [Suggestion] {
        guard var found = try completions(text, count: count) else { return [] }
        return try suggestions(text, &found.queries, count: min(count, Self.maximumCount))
    }

    /// Suggestions, and the query that a text most likely becomes; nil: itself.
    ///
    /// The words before the last one stand for a text whose last word is still nothing: no product has it, none that has the others has
    /// a word that begins so, and it is no typing error.
    package func complete(
        _ text: String, count: Int
    ) throws(SearchError) -> (suggestions: [Suggestion], likeliest: String?) {
        // The likeliest text does not depend on how many suggestions are shown.
        guard var found = try completions(text, count: max(count, min(count, 1) * Self.comparedQueries))
        else { return ([], nil) }
        let suggestions = try self.suggestions(text, &found.queries, count: min(count, Self.maximumCount))
        guard !found.typed.tail.isEmpty else { return (suggestions, nil) }
        if let likeliest = try likeliest(&found.queries) { return (suggestions, likeliest.text) }
        return (suggestions, try beginning(of: text, found.typed))
    }

    /// - Returns: nil where nothing was typed or is wanted.
    private func completions(
        _ text: String, count: Int
    ) throws(SearchError) -> (typed: TypedText, queries: CountedQueries)? {
        let typed = TypedText(text, pipeline.analyzer)
        let count = min(count, Self.maximumCount)
        guard !typed.isEmpty, count > 0 else { return nil }
        return (typed, try queries(text, typed, count: count))
    }

    /// The text before a last word that is still nothing; nil where it is something.
    private func beginning(of text: String, _ typed: TypedText) throws(SearchError) -> String? {
        let head = typed.head.trimmingEnd
        guard !typed.headTerms.isEmpty, typed.endsWithLetters else { return nil }
        let interpretation = try pipeline.interpret(text, SearchOptions(), readings)
        let start = typed.head.utf8.count
        // What stands in a condition, a correction or a known name is read.
        let isRead =
            interpretation.residual.last.map { $0.upperBound <= start } ?? true
            || (interpretation.corrections + interpretation.variants).contains { $0.range.upperBound > start }
            || interpretation.brand.map { $0.range.upperBound > start && !$0.canonical.isEmpty } ?? false
        let isHeld = pipeline.documentFrequency(of: String(decoding: typed.tail, as: UTF8.self)) > 0
        return isRead || isHeld ? nil : head
    }

    /// The text as it was typed where it names enough by itself, else the first.
    private func likeliest(_ queries: inout CountedQueries) throws(SearchError) -> Suggestion? {
        guard let first = try query(0, of: &queries) else { return nil }
        guard let typed = queries.typed, typed.text != first.text else { return first }
        let count = try self.count(typed.text).products
        guard count > 0, count >= first.count / Self.completeShare else { return first }
        return suggestion(.query, typed.text, count: count, queries.key)
    }

    /// At least half of what is suggested are queries, if there are as many. Only what is shown is counted.
    private func suggestions(
        _ text: String, _ queries: inout CountedQueries, count: Int
    ) throws(SearchError) -> [Suggestion] {
        let key = queries.key
        let products = try self.products(text, key)
        let first = try query(0, of: &queries)
        var others: [Suggestion] = []
        if let first { others = try categories(of: first) + brandFilters(of: first) }
        others += try brands(key) + categories(named: key)
        let room = max(count - products.count, 0)
        if others.count > room / 2 {
            // Where there are too few queries for their half, the others may be more.
            var found = 0
            while found < room - room / 2, try query(found, of: &queries) != nil { found += 1 }
            others = Array(others.prefix(room - found))
        }
        var shown = DistinctSuggestions(limit: count)
        for product in products { shown.add(product) }
        if let first { shown.add(first) }
        for other in others { shown.add(other) }
        var place = 1
        while !shown.isFull, place < count, let next = try query(place, of: &queries) {
            shown.add(next)
            place += 1
        }
        return shown.list
    }

    // MARK: Queries

    private func queries(
        _ text: String, _ typed: TypedText, count: Int
    ) throws(SearchError) -> CountedQueries {
        let search = SuggestionCandidates(
            table: table, limit: count + Self.spareSearches, isSimplified: Self.isSimplified(text))
        var candidates = search.find(typed)
        if candidates.count < count { candidates += try rareWords(typed, limit: count) }
        if candidates.isEmpty { candidates = search.findCorrected(typed) }
        if candidates.isEmpty { candidates = behindConditions(text, search) }
        return CountedQueries(
            key: SuggestionKey(text), isComplete: typed.tail.isEmpty,
            candidates: Array(candidates.prefix(count + Self.spareSearches)))
    }

    /// The candidate at a place among those that find something; nil: there are no more.
    private func query(_ place: Int, of queries: inout CountedQueries) throws(SearchError) -> Suggestion? {
        while queries.found.count <= place, let candidate = queries.next() {
            // The first is shown with its categories and brands: one search finds them all.
            let isFirst = queries.found.isEmpty
            let count = try self.count(
                candidate.text, wantsCategories: isFirst, mayBePage: isFirst && queries.leadToFirst
            ).products
            if count > 0 {
                queries.found.append(suggestion(.query, candidate.text, count: count, queries.key))
            }
        }
        return place < queries.found.count ? queries.found[place] : nil
    }

    /// Completions of the words behind a condition: 手 in 2000元以下的华为手.
    private func behindConditions(
        _ text: String, _ search: SuggestionCandidates
    ) -> [SuggestionCandidates.Candidate] {
        let parts = pipeline.reading(of: text, readings).residual
        guard let words = parts.last, words.lowerBound > 0, words.upperBound == text.utf8.count else {
            return []
        }
        let before = String(decoding: text.utf8.prefix(words.lowerBound), as: UTF8.self)
        let typed = TypedText(
            String(decoding: text.utf8.dropFirst(words.lowerBound), as: UTF8.self), pipeline.analyzer)
        return search.find(typed).map { candidate in
            var whole = candidate
            whole.text = before + candidate.text
            return whole
        }
    }

    /// Whether a text has Han characters and none is a traditional one: then suggestions have none either.
    private static func isSimplified(_ text: String) -> Bool {
        let scalars = text.unicodeScalars.prefix(SuggestionKey.longestText).map(\.value)
        let han = scalars.filter { $0 >= 0x3400 && $0 <= 0x9FFF }
        return !han.isEmpty && han.allSatisfy { CharacterFolding.fold($0) == $0 }
    }

    /// Words of texts that the sample of titles lacks.
    private func rareWords(
        _ typed: TypedText, limit: Int
    ) throws(SearchError) -> [SuggestionCandidates.Candidate] {
        guard typed.endsWithLetters, !typed.hasHead, typed.tail.count >= 2 else { return [] }
        do throws(StorageError) {
            return try WordVocabulary(catalogue.snapshot).words(withPrefix: typed.tail, limit: limit)
                .compactMap { word in
                    let text = String(decoding: word, as: UTF8.self)
                    guard !table.holdsWord(word), let word = TitleWord(text, stem: 0, kind: .latin),
                        word.standsAlone
                    else { return nil }
                    return SuggestionCandidates.Candidate(text: text, popularity: 0, stems: [])
                }
        } catch { throw SearchError(error) }
    }

    func suggestion(
        _ kind: Suggestion.Kind, _ text: String, count: Int, _ key: SuggestionKey,
        scope: [(field: Int, value: String)] = [], id: String? = nil
    ) -> Suggestion {
        let schema = catalogue.snapshot.schema
        return Suggestion(
            kind: kind, text: text, count: count,
            scope: Dictionary(
                scope.map { (schema.fields[$0.field].name, $0.value) },
                uniquingKeysWith: { first, _ in first }),
            filters: filters(scope), id: id, highlights: key.end(in: text).map { [0..<$0] } ?? [])
    }
}

extension String {
    /// Without white space at the end.
    var trimmingEnd: String {
        var view = unicodeScalars[...]
        while view.last?.properties.isWhitespace == true { view.removeLast() }
        return String(view)
    }
}
