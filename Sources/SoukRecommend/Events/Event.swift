/// Something that a shopper did with a product.
package struct Event: Sendable, Equatable {
    /// What was done; the raw value is its name in files.
    package enum Kind: String, Sendable, CaseIterable {
        case view, click, cart, purchase, rating

        /// How much of a preference it shows: a purchase is a whole one. A rating counts by its own value.
        var weight: Double {
            switch self {
            case .view: 0.1
            case .click: 0.2
            case .cart: 0.5
            case .purchase, .rating: 1
            }
        }

        /// Whether it says that the product was chosen, and not only seen.
        package var isChoice: Bool { self != .view }
    }

    package var user: String
    package var item: String
    package var kind: Kind
    /// The query that led to it.
    package var query: String?
    /// The stars of a rating, 1...5.
    package var value: Double?
    /// Seconds since 1970.
    package var timestamp: Double?

    package init(
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

    /// The preference that the event shows: 0.1 for a view to 1 for a purchase; five stars count 1, one star 0.2.
    package var preference: Double {
        kind == .rating ? min(max((value ?? 5) / 5, 0), 1) : kind.weight
    }
}
