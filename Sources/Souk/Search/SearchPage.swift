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
        /// Whether it gave up nothing that was typed: it stands in the first tier, or lower for being other goods, or another
        /// brand's, than the query names.
        package var holdsEveryWord = true
        /// The product's JSON as it was given.
        package var source: [UInt8]
        /// Matched words by field name.
        package var highlights: [String: [Highlight]]
        package var explanation: Explanation?
        /// Whether a rule put it to the top.
        package var isPinned = false
        /// What the product is shown for, where variants are grouped.
        package var variants: Variants?
    }

    /// The variants of one product among those found, of which the best is shown.
    package struct Variants: Sendable, Equatable {
        package var count: Int
        /// From the lowest price to the highest; nil when none has a price.
        package var prices: ClosedRange<Double>?
    }

    package struct Facet: Sendable {
        package var field: String
        /// Products by value, or by band.
        package var counts: [FacetCounter.Count]
        /// The bands that the counts are of; empty for a field of values.
        package var bands: [PriceBands.Band] = []
        /// What the bands' numbers are in, where the products found are priced in several currencies: that of most of them. Products
        /// priced in another one are in no band.
        package var currency: String?
        /// Different values beside those counted, and the sum of their counts.
        package var otherValues = 0
        package var otherCount = 0

        package init(
            field: String, counts: [FacetCounter.Count], bands: [PriceBands.Band] = [],
            currency: String? = nil, otherValues: Int = 0, otherCount: Int = 0
        ) {
            self.field = field
            self.counts = counts
            self.bands = bands
            self.currency = currency
            self.otherValues = otherValues
            self.otherCount = otherCount
        }
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
    /// Products found: of grouped variants each product once.
    package var total: Int
    package var hits: [Hit]
    /// Value counts by field, over exactly the products that `total` counts; of a field with a selection, over those that it would
    /// count without this selection.
    package var facets: [Facet]
    /// Offset of the next page; nil at the end.
    package var nextOffset: Int?
    /// The place of the last hit, where a list can go on from it: see ``ListPlace``.
    var lastPlace: ListPlace?
    /// The last tier that was opened.
    package var lastTier: Int
    /// The question worth asking; nil when there is none, or none was wanted.
    package var clarification: Clarification?
    /// Why nothing was found, and what would be found without a condition; nil when something was.
    package var nothingFound: NothingFound?
    /// What a shopper may want besides, or, where nothing was found, instead. Never counted, never among the hits.
    package var related: [Related] = []
    package var took: Duration
    /// What was left undone, for people: a query cut short, say.
    package var notes: [String]
}
