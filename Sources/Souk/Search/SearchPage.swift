import SoukEngine
import SoukRanking
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

    /// A product that does not match the words, but is near by its vector.
    package struct Related: Sendable {
        package var id: String
        package var cosine: Double
        package var source: [UInt8]
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
    /// Nearest products outside the hits, when asked for; none of them counts in ``total`` or ``facets``.
    package var related: [Related] = []
    package var took: Duration
    /// What was left undone, for people: a query cut short, say.
    package var notes: [String]
}
