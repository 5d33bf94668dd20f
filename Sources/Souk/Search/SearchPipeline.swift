import SoukAnalysis
import SoukEngine
import SoukRanking
import SoukStorage
import SoukUnderstanding

/// The path of a query: text → interpretation → plan → candidates → re-ranked → blended → page.
///
/// Every stage takes a named value and gives a named value; none changes its input.
package struct SearchPipeline {
    package let catalogue: Catalogue
    let analyzer: Analyzer

    package init(_ catalogue: Catalogue) throws(SearchError) {
        self.catalogue = catalogue
        do throws(AnalysisError) {
            analyzer = try Analyzer(
                catalogue.snapshot.manifest.analyzer, hanWords: catalogue.lexicon.hanWords)
        } catch { throw .unsupportedFormat(error.description) }
    }

    package func search(_ text: String, _ options: SearchOptions = SearchOptions()) throws(SearchError)
        -> SearchPage
    {
        let clock = ContinuousClock()
        let start = clock.now
        let interpretation = try interpret(text, options)
        let plan = self.plan(interpretation, options)
        let outcome = try retrieve(plan, options)
        let ranked = rank(outcome, plan, options)
        var page = try self.page(ranked, outcome, plan, options)
        if page.related.isEmpty { page.related = try related(ranked, outcome, plan, options) }
        page.took = clock.now - start
        return page
    }

    /// A query's reading with its corrections, as a search takes it.
    package func interpret(
        _ text: String, _ options: SearchOptions = SearchOptions()
    ) throws(SearchError) -> Interpretation {
        var interpretation = catalogue.understanding.interpret(text, ignoring: options.ignoredParts)
        guard options.spelling == .auto else { return interpretation }
        do throws(StorageError) {
            let evidence = SnapshotSpelling(
                catalogue.snapshot, analyzer: analyzer, newWordShare: try catalogue.newWordShare(),
                sounds: catalogue.sounds
            ) { catalogue.homophones }
            let corrector = SpellingCorrector(evidence)
            interpretation.corrections = try corrector.corrections(of: interpretation)
            interpretation.variants = try corrector.variants(of: interpretation)
        } catch { throw SearchError(error) }
        return interpretation
    }

    package func plan(_ interpretation: Interpretation, _ options: SearchOptions) -> SearchPlan {
        QueryPlanner(
            schema: catalogue.snapshot.schema, analyzer: analyzer, names: catalogue.lexicon.learned
        ).plan(
            interpretation, aliases: aliases(of: interpretation, options), options.profile)
    }

    private func aliases(of interpretation: Interpretation, _ options: SearchOptions) -> [AliasMatch] {
        var aliases = options.synonyms.map { catalogue.aliases.with(synonyms: $0) } ?? catalogue.aliases
        if options.names == .off { aliases = aliases.withoutGeneralNames }
        return aliases.matches(interpretation) { text in
            documentFrequency(of: text)
        }
    }

    /// In how many products a text is found at most: its rarest word, of Han text its rarest two neighbours, however they are
    /// cut into words.
    private func documentFrequency(of text: String) -> Int {
        let folded = FoldedText(text)
        if folded.isHanOnly, folded.count > 1 {
            let pairs = folded.scalars.indices.dropLast().map { folded.string($0..<$0 + 2) }
            return pairs.map { catalogue.snapshot.documentFrequency(of: Array($0.utf8)) }.min() ?? 0
        }
        let tokens = analyzer.tokens(text, mode: .index).filter { token in
            switch token.kind {
            case .word, .bigram:
                token.atomCount == 2 || token.term.unicodeScalars.last != Analyzer.endSentinel
            case .subword, .quantity: false
            default: true
            }
        }
        let frequencies = tokens.map { catalogue.snapshot.documentFrequency(of: Array($0.term.utf8)) }
        return frequencies.min() ?? (text.isEmpty ? 0 : 1)
    }

    /// Re-ranking and blending; a list sorted by a column keeps its order.
    package func rank(_ outcome: SearchOutcome, _ plan: SearchPlan, _ options: SearchOptions) -> RankedList {
        let list = RankedList(outcome.candidates)
        guard options.sort == nil else { return list }
        let reranked = rerank(list, plan, options)
        let blender = Blender(weights: plan.weights, depth: plan.rerank.depth)
        let blended = blender.blend(
            reranked, recommendations(plan, options), id: catalogue.snapshot.id(of:))
        return diversify(blended, options)
    }

    private func recommendations(_ plan: SearchPlan, _ options: SearchOptions) -> RecommendationSource? {
        let user = plan.weights.recommendation > 0 ? options.user : nil
        guard user != nil || plan.weights.frequency > 0 else { return nil }
        return catalogue.history?.source(user: user, query: plan.interpretation.text)
    }
}
