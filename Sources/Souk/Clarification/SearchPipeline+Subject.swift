import Foundation
import SoukAnalysis
import SoukEngine
import SoukImport
import SoukRanking
import SoukStorage
import SoukUnderstanding

/// What a question is about, and the language that it is asked in.
extension SearchPipeline {
    /// Products whose titles tell the catalogue's language.
    private static let titlesRead = 5
    /// Characters of a query that is repeated in a question.
    private static let longestSubject = 32
    /// Characters of the name of goods, at most, with what stands before the word that was recognised.
    private static let longestName = 6

    /// The query's language; of a text without words, such as a size or a model, that of the products found.
    func language(_ plan: SearchPlan, _ listing: Listing) throws(SearchError) -> AnswerLanguage {
        let interpretation = plan.interpretation
        let own = AnswerLanguage(of: interpretation.text)
        let holdsWord = analyzer.tokens(interpretation.text, mode: .words).contains { word in
            word.kind == .latin
                && !interpretation.quantities.contains { $0.range.overlaps(word.start..<word.end) }
        }
        guard own == .en, !holdsWord, let field = TitleSample.titleField(catalogue.snapshot.schema) else {
            return own
        }
        let name = catalogue.snapshot.schema.fields[field].name
        let parser = JSONParser()
        var (chinese, all) = (0, 0)
        for entry in listing.entries.prefix(Self.titlesRead) {
            let source = try SearchError.wrapping { () throws(StorageError) in
                try catalogue.snapshot.source(of: entry.candidate.address)
            }
            guard let title = (try? parser.parse(source))?[name]?.scalarText else { continue }
            all += 1
            if AnswerLanguage(of: title) == .zh { chinese += 1 }
        }
        return 2 * chinese > all ? .zh : .en
    }

    /// What is being looked for, in the query's words: goods, or whatever the query is about. Words of shops and prices are left out.
    /// - Parameter names: ``HeadTerm``s of the goods.
    func subject(_ plan: SearchPlan, names: [[UInt8]]) -> ClarificationText.Subject {
        let interpretation = plan.interpretation
        let text = withoutRepetitions(
            interpretation.residual.map(interpretation.meant).joined(separator: " ")
                .trimmingCharacters(in: .whitespaces.union(.punctuationCharacters)),
            names)
        let isPlain =
            plan.fieldFilters.isEmpty && plan.exclusions.isEmpty && interpretation.price == nil
            && !interpretation.text.contains("\"")
        let isShort = !text.isEmpty && text.count <= Self.longestSubject
        if let category = interpretation.category {
            let isWhole = isPlain && isShort && interpretation.brand == nil
            return .goods(isWhole ? text : Self.whole(category, interpretation))
        }
        if isShort, isPlain || interpretation.brand?.surface == text { return .topic(text) }
        let keyword = interpretation.keywords.first { $0.weight == 1 }?.text ?? ""
        return keyword.isEmpty ? .unknown : .topic(keyword)
    }

    /// A text without words that come again: `paper photo paper` is about photo paper, `audio cables audio` about audio cables. The
    /// goods stand last if they do at all.
    private func withoutRepetitions(_ text: String, _ names: [[UInt8]]) -> String {
        let words = text.split(separator: " ")
        let terms = words.map { word in analyzer.tokens(String(word), mode: .words).map(\.term) }
        let last = terms.last?.last.map { HeadTerm.bytes(naming: Array($0.utf8)) }
        let endsInName = last.map(names.contains) ?? false
        return words.indices.filter { place in
            !(endsInName ? terms[(place + 1)...] : terms[..<place]).contains(terms[place])
        }
        .map { words[$0] }.joined(separator: " ")
    }

    /// The name of the goods with the Han characters before it that nothing else was read in: 小棕瓶 of 雅诗兰黛50ml小棕瓶, of which
    /// 棕瓶 was recognised. What the catalogue calls a category is whole.
    private static func whole(_ category: EntityMatch, _ interpretation: Interpretation) -> String {
        let folded = FoldedText(interpretation.text)
        let end = folded.place(atOrAfter: category.range.upperBound)
        var start = folded.place(atOrAfter: category.range.lowerBound)
        guard category.values.isEmpty, folded.kind(at: start) == .han else {
            return interpretation.meant(category.range)
        }
        let taken =
            [interpretation.brand?.range, interpretation.price?.range].compactMap { $0 }
            + interpretation.quantities.map(\.range)
        while end - start < longestName, folded.kind(at: start - 1) == .han {
            let before = folded.byteRange(start - 1..<start)
            guard interpretation.residual.contains(where: { $0.overlaps(before) }),
                !taken.contains(where: { $0.overlaps(before) })
            else { break }
            start -= 1
        }
        return interpretation.surface(folded.byteRange(start..<end))
    }
}
