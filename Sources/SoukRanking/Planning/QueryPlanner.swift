import SoukAnalysis
import SoukEngine
import SoukUnderstanding

/// Turns an interpretation into orders: concepts, bounds, and the weights of the strategies that its intent picks.
package struct QueryPlanner {
    private let schema: Schema
    private let builder: ConceptBuilder
    /// What of ε the quantities of a query may move, where goods are asked for.
    private static let quantityShare = 0.04
    /// What of ε a price may move, where it is asked for in words.
    private static let priceShare = 0.2
    /// The same where an amount is named, which says more.
    private static let softPriceShare = 0.5
    /// The same where the lowest or the highest price is asked for, which comes before all but the goods themselves.
    private static let superlativeShare = 1.2

    /// - Parameter names: words that the lexicon learnt from the catalogue.
    package init(schema: Schema, analyzer: Analyzer, names: Set<String> = []) {
        self.schema = schema
        builder = ConceptBuilder(analyzer, names: names)
    }

    /// - Parameters:
    ///   - aliases: what parts of the text may also be called.
    ///   - aliasesOfCorrections: the same of the replacements of corrections and variants.
    package func plan(
        _ interpretation: Interpretation, aliases: [AliasMatch] = [],
        aliasesOfCorrections: [String: [AliasMatch]] = [:], _ profile: RelevanceProfile
    ) -> SearchPlan {
        let read = builder.read(
            interpretation, aliases: aliases, aliasesOfCorrections: aliasesOfCorrections,
            countsRepeats: profile.match == .any)
        let strategies = self.strategies(interpretation, profile.strategy)
        var mixture = FeatureWeights.mixture(
            strategies.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                (FeatureWeights.standard($0.key), $0.value)
            })
        // Without a quantity in the query there is nothing to match: the other features keep their share.
        if !interpretation.quantities.isEmpty {
            let shares = [.brand, .category, .price].reduce(0.0) { $0 + (strategies[$1] ?? 0) }
            mixture.quantity = Self.quantityShare * shares
        }
        if !read.headTerms.isEmpty {
            mixture.head = Self.headShare(concepts: read.concepts.count) * (1 - (strategies[.relevance] ?? 0))
        }
        let priceWish = interpretation.priceWording.lazy.compactMap(\.kind.percentiles).first
        let softPrice = priceBound(interpretation, isSoft: true)
        if priceWish != nil || softPrice != nil {
            let isSuperlative = priceWish.map { $0.lowerBound == $0.upperBound } ?? false
            let share =
                softPrice != nil
                ? Self.softPriceShare : isSuperlative ? Self.superlativeShare : Self.priceShare
            mixture.price = share * (1 - (strategies[.relevance] ?? 0))
        }
        let price = priceBound(interpretation, isSoft: false)
        let isBlank = interpretation.text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        return SearchPlan(
            interpretation: interpretation, concepts: read.concepts, headTerms: read.headTerms,
            exclusions: builder.exclusions(of: interpretation, aliases: aliases),
            fieldFilters: interpretation.fieldFilters, price: price, priceWish: priceWish,
            softPrice: softPrice,
            match: ConceptSearch.Match(rawValue: profile.match.rawValue) ?? .auto, scoring: profile.scoring,
            weights: mixture.scaled(by: profile.weights, epsilon: profile.epsilon), strategies: strategies,
            rerank: profile.rerank,
            // Text in which nothing can be searched asks for nothing; no text at all asks for everything.
            isEmpty: read.concepts.isEmpty && price == nil && interpretation.fieldFilters.isEmpty
                && interpretation.exclusions.isEmpty && !isBlank)
    }

    /// What of ε naming the goods that are asked for may move: who asks in one or two words means any such goods, and takes
    /// none that only go with them; who describes one product in many words is understood by the words.
    private static func headShare(concepts: Int) -> Double {
        let shortness = min(1, 2 / Double(max(concepts, 1)))
        return 0.6 * shortness * shortness
    }

    /// The strategies and their shares. `auto` mixes them by the probabilities of the intents: a product is both a brand
    /// and a category, and what is uncertain falls to relevance.
    private func strategies(_ interpretation: Interpretation, _ strategy: RankingStrategy)
        -> [RankingStrategy: Double]
    {
        guard strategy == .auto else { return [strategy: 1] }
        var shares: [RankingStrategy: Double] = [:]
        for (intent, probability) in interpretation.probabilities {
            switch intent {
            case .brand: shares[.brand, default: 0] += probability
            case .category: shares[.category, default: 0] += probability
            case .product:
                shares[.brand, default: 0] += probability / 2
                shares[.category, default: 0] += probability / 2
            case .priceComparison: shares[.price, default: 0] += probability
            case .other: shares[.relevance, default: 0] += probability
            }
        }
        return shares
    }

    private func priceBound(_ interpretation: Interpretation, isSoft: Bool) -> PriceBound? {
        guard let price = interpretation.price, price.isSoft == isSoft, price.min != nil || price.max != nil,
            let field = schema.index(withRole: .price)
        else { return nil }
        return PriceBound(
            field: field, range: NumberRange(lower: price.min, upper: price.max),
            currencyField: schema.index(withRole: .currency), currency: price.currency)
    }
}
