import SoukEngine
import SoukRanking
import SoukStorage

extension SearchPipeline {
    /// Cuts the page out of the list, and fetches what it shows.
    package func page(
        _ ranked: RankedList, _ outcome: SearchOutcome, _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> SearchPage {
        let entries = ranked.entries.dropFirst(max(options.offset, 0)).prefix(max(options.count, 0))
        var hits: [SearchPage.Hit] = []
        for entry in entries { hits.append(try hit(entry, plan, options)) }
        let end = options.offset + hits.count
        let nothing = outcome.total == 0 ? try nothingFound(plan, options) : nil
        return SearchPage(
            interpretation: plan.interpretation, plan: plan, total: outcome.total, hits: hits,
            facets: try facets(outcome, options),
            nextOffset: !hits.isEmpty && end < outcome.total ? end : nil,
            nothingFound: nothing?.answer, related: try related(to: nothing?.seeds ?? [], plan, options),
            took: .zero,
            notes: notes(plan, options))
    }

    private func hit(
        _ entry: RankedList.Entry, _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> SearchPage.Hit {
        let address = entry.candidate.address
        do throws(StorageError) {
            let source = try catalogue.snapshot.source(of: address)
            var hit = SearchPage.Hit(
                id: catalogue.snapshot.id(of: address), address: address, score: entry.score,
                tier: entry.candidate.tier, source: source, highlights: [:], explanation: nil)
            if options.highlights {
                hit.highlights = highlighter(plan).highlights(source, catalogue.snapshot.schema)
            }
            if options.explains { hit.explanation = try explain(entry, plan) }
            return hit
        } catch { throw SearchError(error) }
    }

    private func highlighter(_ plan: SearchPlan) -> Highlighter {
        Highlighter(plan.concepts, analyzer: analyzer)
    }

    private func facets(
        _ outcome: SearchOutcome, _ options: SearchOptions
    ) throws(SearchError) -> [(field: String, counts: [FacetCounter.Count])] {
        guard !options.facets.isEmpty else { return [] }
        let schema = catalogue.snapshot.schema
        let counter = FacetCounter(catalogue.snapshot, in: outcome.matched)
        var result: [(field: String, counts: [FacetCounter.Count])] = []
        for facet in options.facets {
            let (field, attribute) = try facetField(facet.field, schema)
            let counts = counter.count(field: field, attribute: attribute, limit: facet.limit)
            result.append((facet.field, counts))
        }
        return result
    }

    private func facetField(_ name: String, _ schema: SoukEngine.Schema) throws(SearchError) -> (Int, String?)
    {
        if let field = schema.index(of: name),
            schema.fields[field].type == .keyword || schema.fields[field].type == .path
        {
            return (field, nil)
        }
        if let dot = name.firstIndex(of: "."), let field = schema.index(of: String(name[..<dot])),
            schema.fields[field].type == .attributes
        {
            return (field, String(name[name.index(after: dot)...]))
        }
        let known = schema.fields.filter { $0.type == .keyword || $0.type == .path }.map(\.name)
        throw .invalidFilter(
            "cannot count values of '\(name)': the fields with whole values are \(known.joined(separator: ", "))"
        )
    }

    private func notes(_ plan: SearchPlan, _ options: SearchOptions) -> [String] {
        var notes: [String] = []
        let read = plan.interpretation.readByteCount
        if read < plan.interpretation.text.utf8.count {
            notes.append(
                "the query is \(plan.interpretation.text.utf8.count) bytes long: only the first \(read) were read"
            )
        }
        if plan.concepts.count == ConceptSearch.maximumConcepts {
            notes.append("only the first \(ConceptSearch.maximumConcepts) words were searched")
        }
        if let problem = catalogue.history?.problem {
            notes.append("what shoppers did could not be read and has no influence: \(problem)")
        }
        if options.diversity > 0, options.sort == nil {
            notes.append("the first \(Diversifier.depth) are ordered for diversity too: \(options.diversity)")
        }
        if let problem = catalogue.embeddingProblem {
            notes.append("queries have no vectors, and nothing is re-ranked by them: \(problem)")
        }
        return notes
    }

    /// Why a product has its score: R from the text, then every feature; the parts sum to the score.
    package func explain(_ entry: RankedList.Entry, _ plan: SearchPlan) throws(StorageError) -> Explanation {
        let snapshot = catalogue.snapshot
        let address = entry.candidate.address
        let text: Explanation
        switch plan.scoring.scorer {
        case .bm25:
            let similarity = BM25Similarity(
                plan.scoring, schema: snapshot.schema, statistics: snapshot.statistics)
            text = try TextExplainer(snapshot, similarity).explain(plan.concepts, address).explanation
        case .tfidf:
            let similarity = TFIDFSimilarity(plan.scoring, schema: snapshot.schema)
            text = try TextExplainer(snapshot, similarity).explain(plan.concepts, address).explanation
        }
        var parts = [text]
        let features = ProductFeatures(plan, snapshot, signals: catalogue.signals, prices: catalogue.prices)
        features.forEachPart(segment: address.segment, document: address.document) { name, weight, value in
            parts.append(
                Explanation(
                    name, weight * value, .product,
                    parts: [Explanation("weight", weight), Explanation("value", value)]))
        }
        if let cosine = entry.cosine {
            parts.append(Explanation("cosine re-ranker (cosine \(cosine))", entry.vectorScore))
        }
        if entry.recommendationScore > 0 {
            let reason = entry.recommendationReason.map { ": \($0)" } ?? ""
            parts.append(Explanation("recommendation\(reason)", entry.recommendationScore))
        }
        if entry.frequencyScore > 0 {
            parts.append(Explanation("chosen for this query", entry.frequencyScore))
        }
        return Explanation("score S", entry.score, .sum, parts: parts)
    }

    /// Explains one product for a query, whether it is on the first page or not; nil when it does not match.
    package func explain(
        _ text: String, id: String, _ options: SearchOptions
    ) throws(SearchError) -> (page: SearchPage, explanation: Explanation?)? {
        guard let address = catalogue.snapshot.address(of: id) else { return nil }
        var options = options
        options.count = max(catalogue.snapshot.documentCount, 1)
        options.offset = 0
        let plan = self.plan(try interpret(text, options), options)
        let outcome = try retrieve(plan, options)
        let ranked = rank(outcome, plan, options)
        options.count = 0
        let page = try self.page(ranked, outcome, plan, options)
        guard let entry = ranked.entries.first(where: { $0.candidate.address == address }) else {
            return (page, nil)
        }
        do throws(StorageError) { return (page, try explain(entry, plan)) } catch { throw SearchError(error) }
    }
}
