/// One thing a shopper did with a product.
public struct Event: Sendable, Hashable {
    /// What was done, in the order of growing interest; the numbers are those of the event file.
    public enum Kind: UInt8, Sendable, CaseIterable {
        /// Looked at, or shown in a list; its value is the place in that list, from 1.
        case view = 0
        /// Chosen from a list; its value is the place in that list, from 1.
        case click
        /// Put into the cart.
        case cart
        /// Bought; its value is the quantity.
        case purchase
        /// Rated; its value is the stars.
        case rating

        /// As files name it.
        public var name: String {
            switch self {
            case .view: "view"
            case .click: "click"
            case .cart: "cart"
            case .purchase: "purchase"
            case .rating: "rating"
            }
        }

        /// The kind with this name, whatever its case.
        public init?(name: String) {
            let lower = name.lowercased()
            guard let kind = Self.allCases.first(where: { $0.name == lower }) else { return nil }
            self = kind
        }
    }

    /// The shop's name for the shopper, or for a session.
    public var user: String
    /// The product's id.
    public var item: String
    /// What was done.
    public var kind: Kind
    /// The query that led to it.
    public var query: String?
    /// Of a rating, the stars; of a purchase, the quantity; of a view or click, the place in the list, from 1.
    public var value: Double?
    /// Seconds since 1970.
    public var timestamp: Double?

    /// What is wrong with it, and what to do; nil: it can be recorded.
    ///
    /// A user and an item need a name; a value is a number of at least 0, of a rating at most 100 and never missing; a time is seconds
    /// since 1970, before the year 2100: milliseconds are divided by 1000 first.
    public var problem: String? {
        if user.isEmpty { return "the user has no name" }
        if item.isEmpty { return "the item has no name" }
        if let value, !(value.isFinite && value >= 0) {
            return "value is \(value): expected a number that is not negative"
        }
        if kind == .rating, value == nil { return "a rating needs a value" }
        if kind == .rating, let value, value > PreferenceWeights.largestScale {
            return "value is \(value): ratings are on a scale that ends at 5, 10 or 100"
        }
        if let timestamp, !EventMoment.isPlausible(timestamp) {
            return "timestamp is \(timestamp): expected seconds since 1970, before the year 2100"
        }
        return nil
    }

    /// An event; what is not known may be left out.
    public init(
        user: String, item: String, kind: Kind, query: String? = nil, value: Double? = nil,
        timestamp: Double? = nil
    ) {
        self.user = user
        self.item = item
        self.kind = kind
        self.query = query
        self.value = value
        self.timestamp = timestamp
    }
}
