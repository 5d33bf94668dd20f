import Foundation
import SoukEngine
import SoukRanking

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
    /// Names of keyword, path or attribute fields whose values are counted.
    public var facets: [String] = []
    /// A number field to sort by, in place of the score.
    public var sort: (field: String, ascending: Bool)?
    /// The relevance configuration.
    public var profile = RelevanceProfile()
    /// Whose history the recommendation follows; nil: nobody's.
    public var user: String?
    /// A vector that stands for the query in re-ranking.
    public var vector: [Float]?
    /// Whether words are also searched as they were probably meant; false undoes corrections.
    public var correctsSpelling = true
    /// Whether brands and goods are also searched under the other name that they are known by everywhere (Apple, 苹果).
    public var usesGeneralNames = true
    /// Whether hits carry an explanation.
    public var explains = false

    /// A request for the first ten products for a text.
    public init(_ text: String) { self.text = text }

    var options: SearchOptions {
        var options = SearchOptions()
        options.count = max(count, 0)
        options.offset = max(offset, 0)
        options.filters = filters
        options.facets = facets.map { SearchOptions.Facet($0) }
        options.sort = sort.map {
            SearchOptions.Sort(field: $0.field, direction: $0.ascending ? .ascending : .descending)
        }
        options.profile = profile
        options.user = user
        options.vector = vector
        options.explains = explains
        options.spelling = correctsSpelling ? .auto : .off
        options.names = usesGeneralNames ? .auto : .off
        return options
    }
}
