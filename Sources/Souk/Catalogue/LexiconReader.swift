import SoukEngine
import SoukStorage
import SoukUnderstanding

/// Reads the brands and categories of a catalogue, with their counts, from its columns.
enum LexiconReader {
    static func lexicon(of snapshot: IndexSnapshot) throws(StorageError) -> CatalogueLexicon {
        CatalogueLexicon(
            brands: counts(snapshot, .brand).map { (value: $0.key, count: $0.value) },
            categories: directCounts(counts(snapshot, .category)), attributes: attributes(of: snapshot),
            words: try hanPairs(of: snapshot) + latinWords(of: snapshot))
    }

    /// Values that several products share; of a great many, the commonest.
    private static func attributes(
        of snapshot: IndexSnapshot
    ) -> [(name: String, value: String, count: Int)] {
        let counter = FacetCounter(snapshot, in: snapshot.live)
        var values: [(name: String, value: String, count: Int)] = []
        for (place, field) in snapshot.schema.fields.enumerated() where field.type == .attributes {
            for count in counter.count(field: place, limit: mostAttributeValues) where count.count > 1 {
                let parts = KeywordColumn.attribute(of: count.value)
                values.append((parts.name, parts.value, count.count))
            }
        }
        return values
    }

    private static let mostAttributeValues = 20_000

    /// Latin words as they are written, with the products that hold them; none when the index keeps no written words.
    private static func latinWords(of snapshot: IndexSnapshot) throws(StorageError) -> [(
        word: String, count: Int
    )] {
        var words: [(word: String, count: Int)] = []
        try WordVocabulary(snapshot).forEach { bytes, count in
            words.append((String(decoding: bytes, as: UTF8.self), count.documents))
        }
        return words
    }

    /// Neighbouring Han characters of the catalogue's texts with the products that hold them: they tell a name that the
    /// catalogue never uses from its everyday words.
    private static func hanPairs(of snapshot: IndexSnapshot) throws(StorageError) -> [(
        word: String, count: Int
    )] {
        var counts: [String: Int] = [:]
        for segment in snapshot.segments {
            // Han characters lie between U+3400 and U+9FFF: their UTF-8 begins with E3 to E9.
            var terms = try segment.terms.cursor(atOrAfter: [0xE3])
            while try terms.advance(), let first = terms.term.first, first <= 0xE9 {
                guard terms.term.count == 6 else { continue }
                counts[String(decoding: terms.term, as: UTF8.self), default: 0] +=
                    terms.info.documentFrequency
            }
        }
        return counts.map { (word: $0.key, count: $0.value) }
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

    static func counts(_ snapshot: IndexSnapshot, _ role: FieldRole) -> [(key: String, value: Int)] {
        guard let field = snapshot.schema.index(withRole: role) else { return [] }
        return FacetCounter(snapshot, in: snapshot.live).count(field: field, limit: Int.max)
            .map { ($0.value, $0.count) }
    }
}
