import Foundation
import SoukEngine
import SoukRanking
import SoukUnderstanding

/// A part of the query's reading that a request may undo; see ``SearchResponse/interpretation``.
public enum QueryPart: String, Sendable, Codable, CaseIterable {
    /// The brand that the text names.
    case brand
    /// The kind of goods that the text names.
    case category
    /// The price that the text states, and words about price.
    case price
    /// Quantities such as `500ml`.
    case quantities
    /// What the text does not want: `-word`, 不要华为, `not huawei`.
    case exclusions
}

/// What to search for, and how much of it to show.
public struct SearchRequest<Product: Codable & Sendable & Identifiable>: Sendable where Product.ID == String {
    /// The shopper's text. Any text is fine.
    public var text: String
    /// Products on the page, and how many to skip before it.
    public var count = 10
    /// Products to skip before the page.
    public var offset = 0
    /// Conditions such as `price < 2000 AND brand IN ("华为", "荣耀")`; all must hold.
    public var filters: [String] = []
    /// A condition with key paths, which must hold beside ``filters``.
    public var filter: ProductFilter<Product>?
    /// Values chosen in facets of which several may be: a product must have one of each field's. A field's own counts are not
    /// narrowed by its choice, all others are: what a page with check boxes shows, in one call.
    public var selections: [FacetSelection<Product>] = []
    /// What is counted, over exactly the products found: `[.terms(\.brand), .priceBands(\.price), "specs.颜色"]`.
    public var facets: [Facet<Product>] = []
    /// The field by whose value variants are one product: the best variant is shown, and totals and facets count products.
    public var group: FieldName<Product>?
    /// The page after the one that gave this as ``SearchResponse/nextCursor``; decides over ``offset``.
    public var cursor: String?
    /// A number field to sort by, in place of the score.
    public var sort: (field: String, ascending: Bool)?
    /// The relevance configuration.
    public var profile = RelevanceProfile()
    /// Whose history the recommendation follows; nil: nobody's.
    public var user: String?
    /// A vector that stands for the query in re-ranking.
    public var vector: [Float]?
    /// How much the order minds that products on the page are alike, by their vectors: 0, not at all, to 1.
    public var diversity = 0.0
    /// Products named at most beside the hits, see ``SearchResponse/related``; nil: six where nothing was found, else none.
    public var relatedCount: Int?
    /// Whether words are also searched as they were probably meant; false undoes corrections.
    public var correctsSpelling = true
    /// Whether brands and goods are also searched under other names that are known everywhere (Apple 苹果, 筆電 笔记本电脑), and
    /// English words by their Chinese translations.
    public var usesGeneralNames = true
    /// Parts of the reading that are undone: their words are searched as plain text.
    public var ignoredParts: Set<QueryPart> = []
    /// Merchandising rules in place of the index's own; nil: those.
    public var rules: MerchandisingRules?
    /// The moment that rules are asked for; nil: now.
    public var time: Date?
    /// Whether the response carries the question that narrows an ambiguous result most.
    public var clarifies = true
    /// Whether hits carry an explanation.
    public var explains = false

    /// A request for the first ten products for a text.
    public init(_ text: String) { self.text = text }

    func options(_ names: [String: String]) -> SearchOptions {
        var options = SearchOptions()
        options.count = max(count, 0)
        options.offset = max(offset, 0)
        options.filters = filters + (filter.map { [$0.text(names)] } ?? [])
        options.facets = facets.map { SearchOptions.Facet($0.field.resolved(names), limit: $0.limit) }
        options.selections = selections.map {
            SearchOptions.Selection($0.field.resolved(names), $0.values)
        }
        options.group = group?.resolved(names)
        options.sort = sort.map {
            SearchOptions.Sort(field: $0.field, direction: $0.ascending ? .ascending : .descending)
        }
        options.profile = profile
        options.user = user
        options.vector = vector
        options.diversity = diversity
        options.explains = explains
        options.clarifies = clarifies
        options.rules = rules?.ruleSet
        options.time = time?.timeIntervalSince1970
        options.relatedCount = relatedCount.map { max($0, 0) }
        options.ignoredParts = Set(ignoredParts.compactMap { InterpretationPart(rawValue: $0.rawValue) })
        options.spelling = correctsSpelling ? .auto : .off
        options.names = usesGeneralNames ? .auto : .off
        return options
    }
}
