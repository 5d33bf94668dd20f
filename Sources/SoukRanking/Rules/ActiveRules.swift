import SoukEngine
import SoukUnderstanding

/// What the rules that are for one query do together.
package struct ActiveRules: Sendable, Equatable {
    package struct Boost: Sendable, Equatable {
        package var rule: String
        package var weight: Double
        package var filter: String
    }

    package struct Filter: Sendable, Equatable {
        package var rule: String
        package var filter: String
    }

    /// Names of the rules, in the order of the file.
    package var names: [String] = []
    /// Keys of the products that stand first, in order.
    package var pins: [String] = []
    package var boosts: [Boost] = []
    package var filters: [Filter] = []
    /// Lines of a ``SynonymFile``.
    package var synonyms: [String] = []

    package static let none = ActiveRules()

    package init() {}

    /// - Parameter rules: those that apply, in the order of the file.
    package init(_ rules: [MerchandisingRule]) {
        var pins: [(id: String, place: Int, order: Int)] = []
        for rule in rules {
            names.append(rule.name)
            for pin in rule.pins {
                pins.append((pin.value.id, pin.value.place ?? Int.max, pins.count))
            }
            boosts += rule.boosts.map {
                Boost(rule: rule.name, weight: $0.value.weight, filter: $0.value.filter)
            }
            filters += rule.filters.map { Filter(rule: rule.name, filter: $0.value) }
            synonyms += rule.synonyms.map(\.value)
        }
        // Pins with a place stand there as far as there are pins before them; of a product the first counts.
        var places: [(id: String, place: Int, order: Int)] = []
        for pin in pins where !places.contains(where: { $0.id == pin.id }) { places.append(pin) }
        var rest = places.filter { $0.place == .max }[...]
        var fixed = places.filter { $0.place != .max }.sorted { ($0.place, $0.order) < ($1.place, $1.order) }[
            ...]
        while !rest.isEmpty || !fixed.isEmpty {
            if let next = fixed.first, next.place <= self.pins.count + 1 || rest.isEmpty {
                self.pins.append(fixed.removeFirst().id)
            } else {
                self.pins.append(rest.removeFirst().id)
            }
        }
    }
}

/// The features of a plan, and what rules add to a product's score and take from it.
///
/// What all rules do to one product together stays within ±``largestEffect``.
package struct RuledFeatures<Base: DocumentFeatures>: DocumentFeatures {
    private let base: Base
    private let boosts: [(documents: [DocumentSet], weight: Double)]

    package init(_ base: Base, _ boosts: [(documents: [DocumentSet], weight: Double)]) {
        self.base = base
        self.boosts = boosts
    }

    package func bonus(segment: Int, document: UInt32) -> Double {
        base.bonus(segment: segment, document: document) + effect(segment: segment, document: document)
    }

    /// What the rules do to a product.
    package func effect(segment: Int, document: UInt32) -> Double {
        var sum = 0.0
        for boost in boosts where boost.documents[segment].contains(document) { sum += boost.weight }
        return min(max(sum, -RuleSet.largestEffect), RuleSet.largestEffect)
    }

    package var largestBonus: Double {
        let gain = boosts.reduce(0) { $0 + max($1.weight, 0) }
        // Also where rules only take: a bound of 0 would say that there are no features.
        return base.largestBonus + max(min(gain, RuleSet.largestEffect), 1e-12)
    }
}
