import SoukEngine
import SoukRanking
import SoukStorage

extension SearchPipeline {
    /// Fetches what the page shows of a listing.
    package func page(
        _ listing: Listing, _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> SearchPage {
        var hits: [SearchPage.Hit] = []
        let highlighter = Highlighter(plan.concepts, analyzer: analyzer)
        for entry in listing.entries {
            var hit = try hit(entry, plan, highlighter, options)
            hit.holdsEveryWord = listing.outcome.holdsEveryWord(entry.candidate)
            hit.isPinned = options.sort == nil && plan.rules.pins.contains(hit.id)
            hit.variants = listing.variants(of: entry.candidate.address, priceField)
            hits.append(hit)
        }
        let end = options.offset + hits.count
        let nothing = listing.total == 0 ? try nothingFound(plan, options) : nil
        return SearchPage(
            interpretation: plan.interpretation, plan: plan, total: listing.total, hits: hits,
            facets: try facets(listing, plan, options),
            nextOffset: !hits.isEmpty && end < listing.total ? end : nil,
            lastPlace: lastPlace(listing, plan, options),
            lastTier: listing.lastTier,
            clarification: options.clarifies ? try clarification(listing, plan, options) : nil,
            nothingFound: nothing?.answer, related: try related(to: nothing?.seeds ?? [], plan, options),
            took: .zero,
            notes: notes(plan, options) + sortNotes(listing, options) + boundNotes(listing, plan))
    }

    private var priceField: Int? { catalogue.snapshot.schema.index(withRole: .price) }

    private func hit(
        _ entry: RankedList.Entry, _ plan: SearchPlan, _ highlighter: Highlighter, _ options: SearchOptions
    ) throws(SearchError) -> SearchPage.Hit {
        let address = entry.candidate.address
        do throws(StorageError) {
            let source = try catalogue.snapshot.source(of: address)
            var hit = SearchPage.Hit(
                id: catalogue.snapshot.id(of: address), address: address, score: entry.score,
                tier: entry.candidate.tier, source: source, highlights: [:], explanation: nil)
            if options.highlights {
                hit.highlights = highlighter.highlights(source, catalogue.snapshot.schema)
            }
            if options.explains { hit.explanation = try explain(entry, plan) }
            return hit
        } catch { throw SearchError(error) }
    }

    /// What a sort by price cannot mean.
    private func sortNotes(_ listing: Listing, _ options: SearchOptions) -> [String] {
        guard let sort = options.sort, sort.field == catalogue.snapshot.schema.field(with: .price)?.name
        else { return [] }
        let currencies = currencies(listing)
        guard !currencies.isEmpty else { return [] }
        return [
            "prices are in several currencies (\(currencies.joined(separator: ", "))) and sorted as numbers: filter by one of them"
        ]
    }

    /// What the price that the query states says nothing of.
    private func boundNotes(_ listing: Listing, _ plan: SearchPlan) -> [String] {
        guard let stated = plan.price?.currency else { return [] }
        let others = currencies(listing).filter { $0.uppercased() != stated }
        guard !others.isEmpty else { return [] }
        return [
            "prices in other currencies (\(others.joined(separator: ", "))) are not compared with the bound in \(stated): "
                + "such products stand behind the others"
        ]
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
        notes += personalNotes(options)
        if let problem = catalogue.embeddingProblem {
            notes.append("queries have no vectors, and nothing is re-ranked by them: \(problem)")
        }
        return notes
    }

    /// What was asked for and can have no influence.
    private func personalNotes(_ options: SearchOptions) -> [String] {
        var notes: [String] = []
        if let user = options.user {
            if catalogue.history == nil {
                notes.append("the index has no events: the user has no influence")
            } else if (try? catalogue.history?.shopper(user))?.choices.isEmpty == true {
                notes.append("nothing is known of the user '\(user)': they have no influence")
            }
        }
        if let vector = options.vector {
            let field = catalogue.snapshot.schema.index(withRole: .vector)
            let dimension = field.flatMap { field in
                catalogue.snapshot.segments.compactMap { $0.vectors[field]?.dimension }.first { $0 > 0 }
            }
            if let dimension, dimension != vector.count {
                notes.append(
                    "the query's vector has \(vector.count) numbers, the products' have \(dimension): nothing is re-ranked by it"
                )
            } else if dimension == nil {
                notes.append("the products have no vectors of the shop's own: the query's is not compared")
            }
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
        parts += try ruleParts(of: address, plan)
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
        options.lastTier = ConceptSearch.lastTierOfAll
        let plan = self.plan(try interpret(text, options), options)
        let outcome = try retrieve(plan, options)
        let ranked = rank(outcome, plan, options)
        let page = try self.page(
            Listing(
                outcome: outcome, ranked: ranked, entries: [], total: outcome.total, groups: nil,
                catalogue.snapshot),
            plan, options)
        guard let entry = ranked.entries.first(where: { $0.candidate.address == address }) else {
            return (page, nil)
        }
        do throws(StorageError) { return (page, try explain(entry, plan)) } catch { throw SearchError(error) }
    }
}
