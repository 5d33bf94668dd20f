/// One thing a shopper did with a product.
package struct Event: Sendable, Equatable {
    /// What was done, in the order of growing interest; the numbers are those of the event file.
    package enum Kind: UInt8, Sendable, CaseIterable {
        case view = 0
        case click
        case cart
        case purchase
        case rating

        package var name: String {
            switch self {
            case .view: "view"
            case .click: "click"
            case .cart: "cart"
            case .purchase: "purchase"
            case .rating: "rating"
            }
        }

        /// The kind with this name, whatever its case.
        package init?(name: String) {
            let lower = name.lowercased()
            guard let kind = Self.allCases.first(where: { $0.name == lower }) else { return nil }
            self = kind
        }
    }

    package var user: String
    package var item: String
    package var kind: Kind
    /// The query that led to it.
    package var query: String?
    /// Of a rating, the stars; of a purchase, the quantity.
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
}
