import Foundation
import SoukEngine
import SoukUnderstanding

/// A page of products, and how the query was understood.
public struct SearchResponse<Product: Codable & Sendable & Identifiable>: Sendable
where Product.ID == String {
    /// A product that was found.
    public struct Hit: Sendable {
        /// The product as it was written.
        public let product: Product
        /// Its score: 1 is a full match of usual strength.
        public let score: Double
        /// How much of the query it gave up: 0 nothing, 1 a brand or attribute, 2 all but the product word.
        public let tier: Int
        /// Matched words by field: UTF-8 bytes of the field's text, and why they matched.
        public let highlights: [String: [Highlight]]
        /// Why it has its score, when asked for; the parts sum to the score.
        public let explanation: ScoreExplanation?
        /// Whether a merchandising rule put it to the top.
        public let isPinned: Bool
        /// The variants that the product stands for, itself among them; nil when variants are not grouped.
        public let variants: Variants?
    }

    /// The variants of one product among those found, of which the best is shown.
    public struct Variants: Sendable, Equatable {
        /// How many there are.
        public let count: Int
        /// From the lowest price to the highest; nil when none has a price.
        public let prices: ClosedRange<Double>?
    }

    /// A value of a field, and how many of all products found have it.
    public struct FacetCount: Sendable, Equatable {
        /// The value.
        public let value: String
        /// Products with it.
        public let count: Int
        /// Of a band, the number that it lies above; nil: it is open below.
        public let above: Double?
        /// Of a band, the number that it reaches up to; nil: it is open above.
        public let upTo: Double?
        /// Of a band of prices, its currency, where the products found are priced in several; those priced in another than most are
        /// in no band.
        public let currency: String?
    }

    /// What a facet does not show.
    public struct FacetRemainder: Sendable, Equatable {
        /// Different values beside those in ``SearchResponse/facets``.
        public let values: Int
        /// The sum of their counts.
        public let count: Int
    }

    /// A product beside the hits.
    public struct Related: Sendable {
        /// The product as it was written.
        public let product: Product
        /// What leads to it; nil where it holds some of the words, or is near by its vector.
        public let reason: RecommendationReason?
        /// The cosine of its vector to what was searched for, at most 1; nil where vectors did not lead to it.
        public let cosine: Double?
    }

    /// How the text was read.
    public let interpretation: QueryInterpretation
    /// Every product that matches, not only those of the page.
    public let total: Int
    /// The page.
    public let hits: [Hit]
    /// Counts by field.
    public let facets: [String: [FacetCount]]
    /// By field, the values beyond a facet's limit; a facet that shows all its values has none.
    public let facetRemainders: [String: FacetRemainder]
    /// Offset of the next page; nil at the end.
    public let nextOffset: Int?
    /// Stands for the next page of this very list, whatever is written meanwhile; nil at the end. See ``SearchRequest/cursor``.
    public let nextCursor: String?
    /// What was left undone or cannot be taken at its word, in English: a query cut short, prices of several currencies sorted.
    public let notes: [String]
    /// The question worth asking; nil when the result is small, nothing tells its products apart, or no question was wanted.
    public let clarification: Clarification?
    /// Why nothing was found, and what would be found without a condition; nil when something was.
    public let nothingFound: NothingFound?
    /// Where nothing was found: products like those that would be found without the conditions that ``nothingFound`` names.
    /// Beside hits, when asked for: the nearest products by their vectors. They meet all other conditions and are counted
    /// neither in ``total`` nor in ``facets``.
    public let related: [Related]

    init(_ page: SearchPage, nextCursor: String?) throws(SearchError) {
        self.nextCursor = nextCursor
        interpretation = QueryInterpretation(page.interpretation)
        total = page.total
        var hits: [Hit] = []
        for hit in page.hits {
            hits.append(
                Hit(
                    product: try ProductCoding.decode(hit.source, id: hit.id), score: hit.score,
                    tier: hit.tier,
                    highlights: hit.highlights, explanation: hit.explanation.map(ScoreExplanation.init),
                    isPinned: hit.isPinned,
                    variants: hit.variants.map { Variants(count: $0.count, prices: $0.prices) }))
        }
        self.hits = hits
        var facets: [String: [FacetCount]] = [:]
        var remainders: [String: FacetRemainder] = [:]
        for facet in page.facets {
            facets[facet.field] = facet.counts.enumerated().map { place, count in
                let band = place < facet.bands.count ? facet.bands[place] : nil
                return FacetCount(
                    value: count.value, count: count.count, above: band?.lower, upTo: band?.upper,
                    currency: facet.currency)
            }
            if facet.otherValues > 0 {
                remainders[facet.field] = FacetRemainder(values: facet.otherValues, count: facet.otherCount)
            }
        }
        self.facets = facets
        facetRemainders = remainders
        notes = page.notes
        nextOffset = page.nextOffset
        nothingFound = page.nothingFound
        clarification = page.clarification
        var related: [Related] = []
        for entry in page.related {
            related.append(
                Related(
                    product: try ProductCoding.decode(entry.source, id: entry.id), reason: entry.reason,
                    cosine: entry.cosine))
        }
        self.related = related
    }

    private init(emptyFor text: String) {
        interpretation = QueryInterpretation(
            QueryUnderstanding(lexicon: CatalogueLexicon(), fields: []).interpret(text))
        total = 0
        hits = []
        facets = [:]
        facetRemainders = [:]
        notes = []
        nextOffset = nil
        nextCursor = nil
        nothingFound = NothingFound()
        clarification = nil
        related = []
    }

    static func empty(_ text: String) -> SearchResponse { SearchResponse(emptyFor: text) }
}

/// Why a score is what it is: a tree whose values are what their parts make.
public struct ScoreExplanation: Sendable, Equatable, Codable {
    /// What the value is.
    public let label: String
    /// The value.
    public let value: Double
    /// What it is made of; the parts of the root sum to it.
    public let parts: [ScoreExplanation]

    init(_ explanation: Explanation) {
        label = explanation.label
        value = explanation.value
        parts = explanation.parts.map(ScoreExplanation.init)
    }
}

/// A part of a query that was also read otherwise.
public struct SpellingCorrection: Sendable, Equatable {
    /// UTF-8 bytes of the query.
    public let range: Range<Int>
    /// What was probably meant.
    public let replacement: String
    /// How sure that is, in (0, 1].
    public let confidence: Double
}

/// How a query text was read.
public struct QueryInterpretation: Sendable, Equatable {
    /// The text.
    public let text: String
    /// `brand`, `category`, `product`, `priceComparison` or `other`.
    public let intent: String
    /// How sure the intent is, in (0, 1].
    public let confidence: Double
    /// The brand and the category as they stand in the text.
    public let brand: String?
    /// The category as it stands in the text.
    public let category: String?
    /// What the text does not want (`-word`, 不要华为, `not huawei`), as it stands there: products that hold it, or are of the
    /// brand, are left out. ``QueryPart/exclusions`` undoes it.
    public let exclusions: [String]
    /// The price range that the text states.
    public let price: ClosedRange<Double>?
    /// The text as it was probably meant, which was searched beside the text as it is; nil when nothing was corrected.
    /// ``SearchRequest/correctsSpelling`` undoes it.
    public let correctedText: String?
    /// Every correction: the bytes of ``text`` and what was read there.
    public let corrections: [SpellingCorrection]

    init(_ interpretation: Interpretation) {
        text = interpretation.text
        intent = interpretation.intent.rawValue
        confidence = interpretation.confidence
        brand = interpretation.brand?.surface
        category = interpretation.category?.surface
        exclusions = interpretation.exclusions.map { interpretation.surface($0.range) }
        correctedText = interpretation.correctedText
        corrections = interpretation.corrections.map {
            SpellingCorrection(range: $0.range, replacement: $0.replacement, confidence: $0.confidence)
        }
        price = interpretation.price.flatMap { price in
            let low = price.min ?? 0
            let high = price.max ?? .infinity
            return low <= high ? low...high : nil
        }
    }
}
