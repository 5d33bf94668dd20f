import SoukEngine
import SoukRanking
import SoukRecommend
import SoukUnderstanding

/// One page of results, before it is turned into products or JSON.
package struct SearchPage: Sendable {
    package struct Hit: Sendable {
        package var id: String
        package var address: DocumentAddress
        package var score: Double
        package var tier: Int
        /// The product's JSON as it was given.
        package var source: [UInt8]
        /// UTF-8 byte ranges of matched words by field name.
        package var highlights: [String: [Range<Int>]]
        package var explanation: Explanation?
    }

    /// A product beside the hits: it does not match, and is not counted.
    package struct Related: Sendable {
        package var id: String
        package var source: [UInt8]
        /// What leads to it; nil where it holds some of the words, or is near by its vector.
        package var reason: RecommendationReason?
        /// The cosine of its vector to what was searched for; nil where vectors did not lead to it.
        package var cosine: Double?
    }

    package var interpretation: Interpretation
    package var plan: SearchPlan
    package var total: Int
    package var hits: [Hit]
    /// Value counts by field, over exactly the products that `total` counts.
    package var facets: [(field: String, counts: [FacetCounter.Count])]
    /// Offset of the next page; nil at the end.
    package var nextOffset: Int?
    /// Why nothing was found, and what would be found without a condition; nil when something was.
    package var nothingFound: NothingFound?
    /// What a shopper may want besides, or, where nothing was found, instead. Never counted, never among the hits.
    package var related: [Related] = []
    package var took: Duration
    /// What was left undone, for people: a query cut short, say.
    package var notes: [String]
}
