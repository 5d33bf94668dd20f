import SoukEngine
import SoukUnderstanding

/// The orders for one search: what to retrieve, how to weigh it, how far to re-rank.
package struct SearchPlan: Sendable {
    package var interpretation: Interpretation
    package var concepts: [Concept]
    /// ``HeadTerm``s of titles that name the goods asked for.
    package var headTerms: [[UInt8]]
    /// Brand values whose products are the ones that the query names; empty: it names none, or goods.
    package var makers: [String] = []
    package var exclusions: [Query]
    /// `field:value` in the query text.
    package var fieldFilters: [FieldFilter]
    /// The query's own bound on the price.
    package var price: PriceBound?
    /// The part of a category's prices that words such as 便宜 ask for, as shares of its products by rising price.
    package var priceWish: ClosedRange<Double>?
    /// An amount that is meant as a price but not as a bound: it ranks and filters nothing.
    package var softPrice: PriceBound?
    package var match: ConceptSearch.Match
    package var scoring: ScoringParameters
    /// Weights of the features, summing to at most ε.
    package var weights: FeatureWeights
    /// The strategies that were mixed, with their shares.
    package var strategies: [RankingStrategy: Double]
    package var rerank: RelevanceProfile.Rerank
    /// What merchandising rules do for this query.
    package var rules = ActiveRules.none
    /// Whether the text holds nothing that can be searched or filtered.
    package var isEmpty: Bool
}

/// A bound on the price, and the currency that it is stated in.
package struct PriceBound: Sendable, Equatable {
    package var field: Int
    package var range: NumberRange
    package var currencyField: Int?
    package var currency: String?
}
