/// What a shopper may mean who is typing: a text to search for, or a product to go to.
///
/// A search for ``text`` with ``filters`` finds ``count`` products that hold all that it asks (tier 0), at least one, and beside them those
/// that write a compound otherwise (`gamepad`, `game pad`); a suggestion of a product is that product.
public struct Suggestion: Sendable, Equatable {
    /// What a suggestion leads to.
    public enum Kind: String, Sendable, CaseIterable {
        /// A text to search for.
        case query
        /// A text to search for in a category.
        case category
        /// A brand, or a brand in a category.
        case brand
        /// A text to search for with a filter: so far a brand.
        case filter
        /// One product.
        case product
    }

    /// What it leads to.
    public let kind: Kind
    /// The text to show, which is also the text to search for; of a product its title.
    public let text: String
    /// Products that a search for it finds, all that it asks held; 1 for a product.
    public let count: Int
    /// Fields and the value that each must have: the category, the brand. Empty: the whole catalogue.
    public let scope: [String: String]
    /// The scope as conditions for ``SearchRequest/filters``.
    public let filters: [String]
    /// The product's key, where it is one.
    public let id: String?
    /// The part of ``text`` that was typed, as UTF-8 byte ranges; empty where it was typed otherwise (pinyin, a typing error).
    public let highlights: [Range<Int>]
}
