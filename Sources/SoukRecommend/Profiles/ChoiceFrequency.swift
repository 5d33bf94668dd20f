/// How often shoppers chose a product for a query, from 0 to 1.
///
/// The share of the query's choices that went to the product, drawn to 0 while there are few: c / (n + prior), with n
/// the choices for the query, c those of the product; what the same user chose for the query before counts more.
package struct ChoiceFrequency: Sendable {
    private var counts: [String: [String: Double]] = [:]
    private var totals: [String: Double] = [:]
    private var own: [String: [String: Set<String>]] = [:]
    private let normalize: @Sendable (String) -> String

    /// Choices that a query is thought to have had, for nothing in particular, before its own.
    static let prior = 5.0
    static let ownChoice = 0.5

    /// - Parameter normalize: makes equal what is the same query to a shopper.
    package init(_ log: EventLog, normalize: @escaping @Sendable (String) -> String) {
        self.normalize = normalize
        for event in log.events where event.kind.isChoice {
            guard let query = event.query, !query.isEmpty else { continue }
            let key = normalize(query)
            counts[key, default: [:]][event.item, default: 0] += event.preference
            totals[key, default: 0] += event.preference
            own[event.user, default: [:]][key, default: []].insert(event.item)
        }
    }

    /// The value of every product that was chosen for the query; others have 0.
    package func values(query: String, user: String?) -> [String: Double] {
        let key = normalize(query)
        let total = totals[key] ?? 0
        var values = (counts[key] ?? [:]).mapValues { $0 / (total + Self.prior) }
        for item in user.flatMap({ own[$0]?[key] }) ?? [] {
            values[item] = min((values[item] ?? 0) + Self.ownChoice, 1)
        }
        return values
    }
}
