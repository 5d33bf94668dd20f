import SoukEngine
import SoukUnderstanding

/// Reads the brands and categories of a catalogue, with their counts, from its columns.
enum LexiconReader {
    static func lexicon(of snapshot: IndexSnapshot) -> CatalogueLexicon {
        CatalogueLexicon(
            brands: counts(snapshot, .brand).map { (value: $0.key, count: $0.value) },
            categories: directCounts(counts(snapshot, .category)))
    }

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
            .sorted { $0.path.joined(separator: "\u{1F}") < $1.path.joined(separator: "\u{1F}") }
    }

    private static func counts(_ snapshot: IndexSnapshot, _ role: FieldRole) -> [(key: String, value: Int)] {
        guard let field = snapshot.schema.index(withRole: role) else { return [] }
        return FacetCounter(snapshot).count(field: field, in: snapshot.live, limit: Int.max)
            .map { ($0.value, $0.count) }
    }
}
