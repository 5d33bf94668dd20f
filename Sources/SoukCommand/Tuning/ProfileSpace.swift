import Souk
import SoukEngine
import SoukLab
import SoukRanking

/// The parts of a relevance profile that can be tuned on an index, and profiles by their values.
struct ProfileSpace {
    let parameters: [TuningParameter]
    private let setters: [(inout RelevanceProfile, Double) -> Void]
    private let start: RelevanceProfile

    private static let factors = [0.25, 0.5, 0.7, 1, 1.4, 2, 4]

    /// Fields without words, features without data and vectors where there are none are left out: they would change nothing.
    init(_ start: RelevanceProfile, _ catalogue: Catalogue) {
        var parameters: [TuningParameter] = []
        var setters: [(inout RelevanceProfile, Double) -> Void] = []
        func add(
            _ name: String, _ value: Double, _ values: [Double],
            _ set: @escaping (inout RelevanceProfile, Double) -> Void
        ) {
            parameters.append(TuningParameter(name, from: value, among: values))
            setters.append(set)
        }
        let schema = catalogue.snapshot.schema
        if start.scorer == .bm25 {
            add("k1", start.k1, [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.6, 2]) { $0.k1 = $1 }
            add("b", start.b, [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1]) { $0.b = $1 }
        }
        // Only how they compare matters: the heaviest field stays.
        let fields = schema.fields.filter(\.isSearched).map {
            (name: $0.name, weight: start.fieldWeights[$0.name] ?? $0.weight)
        }
        let heaviest = fields.max { $0.weight < $1.weight }?.name
        for field in fields where field.name != heaviest {
            add(
                "fieldWeights.\(field.name)", field.weight,
                [0] + Self.factors.map { $0 * max(field.weight, 0.25) }
            ) { $0.fieldWeights[field.name] = $1 }
        }
        add("epsilon", start.epsilon, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]) { $0.epsilon = $1 }
        for name in Self.features(catalogue) {
            add("weights.\(name)", start.weights[name] ?? 1, [0] + Self.factors) { $0.weights[name] = $1 }
        }
        if schema.index(withRole: .embedding) != nil || schema.index(withRole: .vector) != nil {
            let rerank = start.rerank
            add("rerank.weight", rerank.weight, [0, 0.25, 0.5, 0.75, 1, 1.5, 2]) {
                $0.rerank.weight = $1
            }
            add("rerank.feedback", rerank.feedback, [0, 0.25, 0.5, 0.75, 1]) { $0.rerank.feedback = $1 }
            add("rerank.agreement", rerank.agreement, [0, 0.25, 0.5, 0.75, 1]) { $0.rerank.agreement = $1 }
        }
        self.parameters = parameters
        self.setters = setters
        self.start = start
    }

    /// The features that can differ between products here.
    private static func features(_ catalogue: Catalogue) -> [String] {
        let schema = catalogue.snapshot.schema
        let roles: [(FieldRole, String)] = [
            (.category, "category"), (.brand, "brand"), (.sales, "sales"), (.rating, "rating"),
            (.created, "freshness"), (.stock, "stock"), (.price, "price"),
        ]
        var names = roles.filter { schema.index(withRole: $0.0) != nil }.map(\.1)
        if catalogue.history != nil { names.append("frequency") }
        return names + ["quantity", "head"]
    }

    func profile(_ values: [Double]) -> RelevanceProfile {
        var profile = start
        for (place, value) in values.enumerated()
        where value != parameters[place].values[parameters[place].start] {
            setters[place](&profile, value)
        }
        return profile
    }

    /// The profile with changes by name.
    func profile(_ changes: [TuningReport.Change]) -> RelevanceProfile {
        let found = Dictionary(uniqueKeysWithValues: changes.map { ($0.name, $0.after) })
        return profile(parameters.map { found[$0.name] ?? $0.values[$0.start] })
    }
}
