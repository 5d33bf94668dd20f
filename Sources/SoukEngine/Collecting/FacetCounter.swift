/// Counts the values of a field over the documents of a result.
///
/// - Complexity: O(values of the documents), with one counter for each value of a segment's dictionary.
package struct FacetCounter: Sendable {
    package struct Count: Sendable, Equatable, Codable {
        package var value: String
        package var count: Int
    }

    private let snapshot: IndexSnapshot

    package init(_ snapshot: IndexSnapshot) { self.snapshot = snapshot }

    /// The commonest values, by falling count, then value.
    ///
    /// - Parameters:
    ///   - field: place of a keyword, path or attributes field in the schema. A path counts for each of its ancestors.
    ///   - attribute: for an attributes field, the name whose values are counted.
    package func count(
        field: Int, attribute: String? = nil, in documents: [DocumentSet], limit: Int = 20
    ) -> [Count] {
        var totals: [String: Int] = [:]
        for (index, segment) in snapshot.segments.enumerated() {
            guard let column = segment.keywords[field] else { continue }
            let prefix = attribute.map { $0 + KeywordColumn.attributeSeparator } ?? ""
            let range = prefix.isEmpty ? 0..<column.valueCount : column.ordinals(withPrefix: prefix)
            var counts = [Int](repeating: 0, count: range.count)
            documents[index].forEach { document in
                column.forEachOrdinal(of: document) { ordinal in
                    if range.contains(ordinal) { counts[ordinal - range.lowerBound] += 1 }
                }
            }
            for (offset, count) in counts.enumerated() where count > 0 {
                let value = column.value(range.lowerBound + offset)
                totals[String(value.dropFirst(prefix.count)), default: 0] += count
            }
        }
        return totals.map { Count(value: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
            .prefix(limit).map { $0 }
    }
}
