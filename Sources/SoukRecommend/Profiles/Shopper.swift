/// What one shopper had to do with until now: what every ``Recommender`` looks at.
///
/// A model is learnt from all shoppers once in a while; a shopper's own choices are handed to it as they are now, so a new
/// event changes the next recommendation, and nothing is trained anew.
public struct Shopper: Sendable, Equatable {
    /// A product, and how much the shopper wants it.
    public struct Choice: Sendable, Equatable {
        /// The product's id.
        public var item: String
        /// The saturated weight of all events of the shopper with the product, in [0, 1); see ``PreferenceWeights``.
        public var weight: Double

        /// A product with a weight.
        public init(_ item: String, weight: Double) {
            self.item = item
            self.weight = weight
        }
    }

    /// Every product once, that of the last event last.
    public let choices: [Choice]

    /// Of equal products the last stays.
    public init(_ choices: [Choice]) {
        var seen: Set<String> = []
        self.choices = choices.reversed().filter { seen.insert($0.item).inserted }.reversed()
    }

    /// What events of one shopper come to.
    ///
    /// - Parameter ratingScale: the best rating that can be given.
    public init(
        events: [Event], weights: PreferenceWeights = PreferenceWeights(), ratingScale: Double = 5
    ) {
        var sums: [String: PreferenceSum] = [:]
        var order: [(item: String, moment: Double, place: Int)] = []
        var moment = -Double.infinity
        for (place, event) in events.enumerated() {
            moment = event.timestamp ?? moment
            sums[event.item, default: PreferenceSum()].add(
                event.kind, value: event.value, at: event.timestamp, weights, ratingScale: ratingScale)
            order.append((event.item, moment, place))
        }
        order.sort { ($0.moment, $0.place) < ($1.moment, $1.place) }
        self.init(order.map { Choice($0.item, weight: sums[$0.item]?.weight(weights) ?? 0) })
    }

    /// Nobody knows anything of this one.
    public static let unknown = Shopper([])

    /// The shopper's row among a model's items; items that the model does not know are left out.
    func row(_ items: NameTable) -> SparseRow {
        SparseRow(
            choices.compactMap { choice in
                items.number(of: choice.item).map { (UInt32($0), choice.weight) }
            })
    }

    /// The numbers of the choices that a model knows, in their order.
    func numbers(_ items: NameTable) -> [(item: Int, weight: Double)] {
        choices.compactMap { choice in items.number(of: choice.item).map { ($0, choice.weight) } }
    }
}

/// What the events of one shopper with one product sum to.
struct PreferenceSum {
    private var sum = 0.0
    private var rating = 0.0
    private var ratedAt = -Double.infinity
    private(set) var isBought = false

    mutating func add(
        _ kind: Event.Kind, value: Double?, at time: Double?, _ weights: PreferenceWeights,
        ratingScale: Double
    ) {
        guard kind == .rating else {
            sum += weights.weight(of: kind)
            if kind == .purchase { isBought = true }
            return
        }
        let time = time ?? ratedAt
        guard time >= ratedAt else { return }
        ratedAt = time
        rating = weights.rating * min((value ?? 0) / ratingScale, 1)
    }

    func weight(_ weights: PreferenceWeights) -> Double { weights.saturated(sum + rating) }
}
