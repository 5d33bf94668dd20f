/// How much each kind of event says that a shopper wants a product.
///
/// The weights of a pair's events are summed and saturated: s / (s + 1), in [0, 1), so a second view counts, and
/// the hundredth hardly. Of several ratings of one product by one user the last one counts.
public struct PreferenceWeights: Sendable, Equatable {
    /// A view.
    public var view = 0.1
    /// A click in a list of results.
    public var click = 0.2
    /// Put into the cart.
    public var cart = 0.5
    /// A purchase.
    public var purchase = 1.0
    /// Of a rating at the top of its scale; below, in proportion.
    public var rating = 1.0

    /// The standard weights.
    public init() {}

    /// The weight of an event; of a rating, at the top of its scale.
    public func weight(of kind: Event.Kind) -> Double {
        switch kind {
        case .view: view
        case .click: click
        case .cart: cart
        case .purchase: purchase
        case .rating: rating
        }
    }

    /// s / (s + 1).
    public func saturated(_ sum: Double) -> Double { sum / (sum + 1) }

    /// The top of the scale that the largest rating of a log shows: 5, 10 or 100, or that rating itself.
    public static func ratingScale(largest: Double) -> Double {
        for scale in [5.0, 10, 100] where largest <= scale { return scale }
        return largest
    }
}
