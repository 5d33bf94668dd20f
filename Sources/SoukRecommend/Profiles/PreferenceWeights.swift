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

    /// Ratings above this are on no scale.
    public static let largestScale = 100.0

    /// The top of the scale that ratings are on: the first of 5, 10 and 100 that holds 99 in 100 of them. The few above it count as
    /// its top, so that one slip of the keyboard does not make every other rating a bad one.
    public static func ratingScale(_ ratings: some Collection<Double>) -> Double {
        for scale in [5.0, 10] where ratings.count(where: { $0 > scale }) * 100 <= ratings.count {
            return scale
        }
        return largestScale
    }
}
