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
        try search(text, options, readings: nil)
    }

    /// - Parameter readings: of the same commit, which know some texts.
    func search(
        _ text: String, _ options: SearchOptions, readings: TextReadings?
    ) throws(SearchError) -> SearchPage {
        let clock = ContinuousClock()
        let start = clock.now
        let interpretation = try interpret(text, options, readings)
        let plan = self.plan(interpretation, options)
        let listing = try self.listing(plan, options)
        var page = try self.page(listing, plan, options)
        if page.related.isEmpty {
            page.related = try related(listing.ranked, listing.outcome, plan, options)
        }
        page.took = clock.now - start
        return page
    }

    /// A query's reading with its corrections, as a search takes it.
    package func interpret(
        _ text: String, _ options: SearchOptions = SearchOptions()
    ) throws(SearchError) -> Interpretation { try interpret(text, options, nil) }

    /// - Parameter readings: those that are known, and where this one is kept; without one it is read anew.
    func interpret(
        _ text: String, _ options: SearchOptions, _ readings: TextReadings?
    ) throws(SearchError) -> Interpretation {
        let readings = options.ignoredParts.isEmpty ? readings : nil
        let isCorrected = options.spelling == .auto
        if isCorrected, let known = readings?.reading(of: text, isCorrected: true) { return known }
        let plain = reading(of: text, readings, ignoring: options.ignoredParts)
        guard isCorrected else { return plain }
        let interpretation = try corrected(plain, options)
        readings?.keep(interpretation, of: text, isCorrected: true)
        return interpretation
    }

    /// A text's reading without corrections.
    func reading(
        of text: String, _ readings: TextReadings?, ignoring ignored: Set<InterpretationPart> = []
    ) -> Interpretation {
        if let known = readings?.reading(of: text, isCorrected: false) { return known }
        let reading = catalogue.understanding.interpret(text, ignoring: ignored)
        readings?.keep(reading, of: text, isCorrected: false)
        return reading
    }

    private func corrected(
        _ reading: Interpretation, _ options: SearchOptions
    ) throws(SearchError) -> Interpretation {
        var interpretation = reading
        do throws(StorageError) {
            let evidence = SnapshotSpelling(
                catalogue.snapshot, analyzer: analyzer, memory: catalogue.spelling,
                isHan: { catalogue.understanding.isHan }, newWordShare: catalogue.newWordShare,
                sounds: catalogue.sounds, homophones: { catalogue.homophones })
            let corrector = SpellingCorrector(
                evidence, brands: GluedBrands(catalogue.understanding, catalogue.aliases))
            interpretation.corrections = try corrector.corrections(of: interpretation)
            interpretation.variants = try corrector.variants(of: interpretation)
        } catch { throw SearchError(error) }
        guard let corrected = interpretation.correctedText else { return interpretation }
        return interpretation.understood(
            as: catalogue.understanding.interpret(corrected, ignoring: options.ignoredParts))
    }

    package func plan(_ interpretation: Interpretation, _ options: SearchOptions) -> SearchPlan {
        let rules = activeRules(for: interpretation, options)
        let aliases = self.aliases(rules, options)
        let matches = aliases.matches(interpretation, documentFrequency: documentFrequency)
        // What the corrected words are called otherwise: 华为 for the huawei of huaweip60.
        var meant: [String: [AliasMatch]] = [:]
        for correction in interpretation.corrections + interpretation.variants {
            meant[correction.replacement] = aliases.names(
                in: correction.replacement, interpretation, documentFrequency: documentFrequency)
        }
        var plan = QueryPlanner(
            schema: catalogue.snapshot.schema, analyzer: analyzer, names: catalogue.lexicon.learned
        ).plan(
            interpretation,
            aliases: matches, aliasesOfCorrections: meant, options.profile)
        if let brand = interpretation.brand {
            let names = matches.filter { $0.range == brand.range && !$0.isTranslation }.flatMap(\.aliases)
            plan.otherBrands = names.flatMap { catalogue.understanding.brands(named: $0.text) }
        }
        plan.rules = rules
        if !options.ignoredParts.contains(.brand) { plan.makers = makers(plan, matches) }
        return plan
    }

    private func aliases(_ rules: ActiveRules, _ options: SearchOptions) -> QueryAliases {
        var aliases = options.synonyms.map { catalogue.aliases.with(synonyms: $0) } ?? catalogue.aliases
        if let added = synonyms(of: rules) { aliases = aliases.adding(synonyms: added) }
        return options.names == .off ? aliases.withoutGeneralNames : aliases
    }

    /// In how many products a text is found at most: its rarest word, of Han text its rarest two neighbours, however they are
    /// cut into words.
    func documentFrequency(of text: String) -> Int {
        let folded = FoldedText(text)
        if folded.isHanOnly, folded.count > 1 {
            var least = Int.max
            for place in folded.scalars.indices.dropLast() where least > 0 {
                let pair = Array(folded.string(place..<place + 2).utf8)
                least = min(least, catalogue.snapshot.documentFrequency(of: pair))
            }
            return least
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
        guard options.sort == nil, options.after == nil else { return list }
        return pinned(ranked(list, plan, options), plan)
    }

    private func ranked(_ list: RankedList, _ plan: SearchPlan, _ options: SearchOptions) -> RankedList {
        let reranked = rerank(list, plan, options)
        let blender = Blender(weights: plan.weights, depth: plan.rerank.depth)
        let blended = blender.blend(
            reranked, recommendations(plan, options), id: catalogue.snapshot.id(of:))
        return diversify(blended, options)
    }

    /// Whether what shoppers did may reorder the list.
    func usesHistory(_ plan: SearchPlan, _ options: SearchOptions) -> Bool {
        let isPersonal = plan.weights.recommendation > 0 && options.user != nil
        return catalogue.history != nil && (isPersonal || plan.weights.frequency > 0)
    }

    private func recommendations(_ plan: SearchPlan, _ options: SearchOptions) -> RecommendationSource? {
        guard usesHistory(plan, options) else { return nil }
        let user = plan.weights.recommendation > 0 ? options.user : nil
        return catalogue.history?.source(user: user, query: plan.interpretation.text)
    }
}
