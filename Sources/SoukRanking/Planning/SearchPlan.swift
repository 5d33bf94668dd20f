import SoukEngine
import SoukUnderstanding

/// The orders for one search: what to retrieve, how to weigh it, how far to re-rank.
package struct SearchPlan: Sendable {
    package var interpretation: Interpretation
    package var concepts: [Concept]
    package var exclusions: [Query]
    /// `field:value` in the query text.
    package var fieldFilters: [FieldFilter]
    /// The query's own bound on the price.
    package var price: PriceBound?
    package var match: ConceptSearch.Match
    package var scoring: ScoringParameters
    /// Weights of the features, summing to at most ε.
    package var weights: FeatureWeights
    /// The strategies that were mixed, with their shares.
    package var strategies: [RankingStrategy: Double]
    package var rerank: RelevanceProfile.Rerank
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
