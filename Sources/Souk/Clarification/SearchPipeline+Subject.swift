import Foundation
import SoukAnalysis
import SoukEngine
import SoukImport
import SoukRanking
import SoukStorage
import SoukUnderstanding

/// What a question is about, and whether a question can be about it.
extension SearchPipeline {
    /// Share of the products that are named by the query's head: else the result only holds its words.
    private static let leastNamed = 0.3
    /// Products whose titles tell the catalogue's language.
    private static let titlesRead = 5

    /// Whether the products found are what the query asks for, rather than products that happen to hold its words.
    ///
    /// Of a query that names goods a good part of the titles name the same (``HeadTerm``): `texture`, 白色线 and 三行情诗 name
    /// none. A query without goods asks for a brand or a category that the catalogue has. Without a query all is asked for.
    func asksForGoods(_ plan: SearchPlan, _ outcome: SearchOutcome) -> Bool {
        guard !plan.isEmpty else { return true }
        let interpretation = plan.interpretation
        if interpretation.category?.values.isEmpty == false { return true }
        guard !plan.headTerms.isEmpty else { return interpretation.brand?.values.isEmpty == false }
        var (named, all) = (0, 0)
        for (index, segment) in catalogue.snapshot.segments.enumerated() {
            var heads = ProductFeatures.documents(naming: plan.headTerms, segment)
            heads.formIntersection(outcome.matched[index])
            named += heads.count
            all += outcome.matched[index].count
        }
        return Double(named) >= Self.leastNamed * Double(all)
    }

    /// The language to ask in: the query's; of a text without words, such as a size or a model, that of the products found.
    func language(_ plan: SearchPlan, _ listing: Listing) throws(SearchError) -> AnswerLanguage {
        let text = plan.interpretation.text
        let own = AnswerLanguage(of: text)
        guard own == .en, !Self.holdsWord(text, plan.interpretation) else { return own }
        guard let field = TitleSample.titleField(catalogue.snapshot.schema) else { return own }
        let name = catalogue.snapshot.schema.fields[field].name
        var (chinese, all) = (0, 0)
        for entry in listing.entries.prefix(Self.titlesRead) {
            let source = try SearchError.wrapping { () throws(StorageError) in
                try catalogue.snapshot.source(of: entry.candidate.address)
            }
            guard let title = (try? JSONParser().parse(source))?[name]?.scalarText else { continue }
            all += 1
            if AnswerLanguage(of: title) == .zh { chinese += 1 }
        }
        return 2 * chinese > all ? .zh : .en
    }

    /// Whether a text has a word of letters beside its quantities and models.
    private static func holdsWord(_ text: String, _ interpretation: Interpretation) -> Bool {
        let folded = FoldedText(text)
        var place = 0
        while place < folded.count {
            var end = place
            while folded.kind(at: end) == .letter { end += 1 }
            let isWord =
                end - place >= 2 && folded.kind(at: place - 1) != .digit && folded.kind(at: end) != .digit
            if isWord {
                let range = folded.byteRange(place..<end)
                if !interpretation.quantities.contains(where: { $0.range.overlaps(range) }) { return true }
            }
            place = max(end, place + 1)
        }
        return false
    }

    /// What is being looked for, in the query's words: goods, or whatever the query is about.
    func subject(_ plan: SearchPlan) -> ClarificationText.Subject {
        let interpretation = plan.interpretation
        let text = interpretation.text.trimmingCharacters(in: .whitespaces)
        let isPlain =
            plan.fieldFilters.isEmpty && plan.exclusions.isEmpty && interpretation.price == nil
            && interpretation.brand == nil && !text.contains("\"")
        let isShort = text.count <= 24 && text.split(separator: " ").count <= 4
        if let category = interpretation.category {
            return .goods(isPlain && isShort ? text : Self.whole(category, interpretation))
        }
        if isShort, isPlain || interpretation.brand?.surface == text { return .topic(text) }
        let keyword = interpretation.keywords.first { $0.weight == 1 }?.text ?? ""
        return keyword.isEmpty ? .unknown : .topic(keyword)
    }

    /// The name of the goods with the Han characters before it that nothing else was read in: 小棕瓶 of 雅诗兰黛50ml小棕瓶, of which
    /// 棕瓶 is the head.
    private static func whole(_ category: EntityMatch, _ interpretation: Interpretation) -> String {
        let folded = FoldedText(interpretation.text)
        let end = folded.place(atOrAfter: category.range.upperBound)
        var start = folded.place(atOrAfter: category.range.lowerBound)
        guard folded.kind(at: start) == .han else { return category.surface }
        let taken =
            [interpretation.brand?.range, interpretation.price?.range].compactMap { $0 }
            + interpretation.quantities.map(\.range)
        while end - start < longestName, folded.kind(at: start - 1) == .han,
            !taken.contains(where: { $0.overlaps(folded.byteRange(start - 1..<start)) })
        {
            start -= 1
        }
        return interpretation.surface(folded.byteRange(start..<end))
    }

    private static let longestName = 6
}

extension AnswerLanguage {
    /// Whether a shopper who writes this language can read a name: in Chinese it holds Han characters, in English letters without
    /// accents and no Han.
    func reads(_ name: String) -> Bool {
        self == .zh
            ? name.unicodeScalars.contains { $0.properties.isIdeographic }
            : name.unicodeScalars.allSatisfy { $0.isASCII || !$0.properties.isAlphabetic }
    }
}
