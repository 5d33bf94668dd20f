import SoukEngine
import SoukStorage
import SoukUnderstanding

/// Reads the brands and categories of a catalogue, with their counts, from its columns.
enum LexiconReader {
    static func lexicon(of snapshot: IndexSnapshot) -> CatalogueLexicon {
        CatalogueLexicon(
            brands: counts(snapshot, .brand).map { (value: $0.key, count: $0.value) },
            categories: directCounts(counts(snapshot, .category)), attributes: attributes(of: snapshot),
            words: SnapshotWords(snapshot))
    }

    /// Values that several products share; of a great many, the commonest.
    private static func attributes(
        of snapshot: IndexSnapshot
    ) -> [(name: String, value: String, count: Int)] {
        let counter = FacetCounter(snapshot, in: snapshot.live)
        var values: [(name: String, value: String, count: Int)] = []
        for (place, field) in snapshot.schema.fields.enumerated() where field.type == .attributes {
            for count in counter.count(field: place, limit: mostAttributeValues, foldsCase: false)
            where count.count > 1 {
                let parts = KeywordColumn.attribute(of: count.value)
                values.append((parts.name, parts.value, count.count))
            }
        }
        return values
    }

    private static let mostAttributeValues = 20_000

    /// Products at each node itself: the column counts them at every ancestor too.
    private static func directCounts(_ counts: [(key: String, value: Int)]) -> [(path: [String], count: Int)]
    {
        var direct: [[String]: Int] = [:]
        for (name, count) in counts {
            let path = CategoryPath.split(name)
            direct[path, default: 0] += count
            if path.count > 1 { direct[Array(path.dropLast()), default: 0] -= count }
        }
        return direct.filter { $0.value > 0 }.map { (path: $0.key, count: $0.value) }
            .sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    static func counts(_ snapshot: IndexSnapshot, _ role: FieldRole) -> [(key: String, value: Int)] {
        guard let field = snapshot.schema.index(withRole: role) else { return [] }
        return FacetCounter(snapshot, in: snapshot.live).count(field: field, limit: Int.max, foldsCase: false)
            .map { ($0.value, $0.count) }
    }
}
