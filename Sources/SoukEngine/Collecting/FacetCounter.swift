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
        var segments: [SegmentCounts] = []
        for (index, segment) in snapshot.segments.enumerated() {
            guard let column = segment.keywords[field] else { continue }
            segments.append(SegmentCounts(column, attribute, in: documents[index]))
        }
        if segments.count == 1 { return segments[0].commonest(limit) }
        var totals: [String: Int] = [:]
        for segment in segments {
            for place in segment.counts.indices where segment.counts[place] > 0 {
                totals[segment.value(place), default: 0] += Int(segment.counts[place])
            }
        }
        return totals.map { Count(value: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
            .prefix(limit).map { $0 }
    }
}

/// The counts of one segment, by ordinal.
private struct SegmentCounts {
    private let column: KeywordColumn
    private let first: Int
    private let prefixLength: Int
    private(set) var counts: [UInt32]

    init(_ column: KeywordColumn, _ attribute: String?, in documents: DocumentSet) {
        let prefix = attribute.map { $0 + KeywordColumn.attributeSeparator } ?? ""
        let range = prefix.isEmpty ? 0..<column.valueCount : column.ordinals(withPrefix: prefix)
        self.column = column
        first = range.lowerBound
        prefixLength = prefix.utf8.count
        counts = [UInt32](repeating: 0, count: range.count)
        counts.withUnsafeMutableBufferPointer { counts in
            documents.forEach { document in
                column.forEachOrdinal(of: document) { ordinal in
                    let place = ordinal - range.lowerBound
                    if place >= 0 && place < counts.count { counts[place] += 1 }
                }
            }
        }
    }

    func value(_ place: Int) -> String {
        String(decoding: column.valueBytes(first + place).dropFirst(prefixLength), as: UTF8.self)
    }

    /// The commonest values, of equal ones the first: the order of places is that of the values' bytes.
    func commonest(_ limit: Int) -> [FacetCounter.Count] {
        guard limit > 0 else { return [] }
        var best: [(place: Int, count: UInt32)] = []
        for (place, count) in counts.enumerated() where count > 0 {
            if best.count == limit {
                guard let last = best.last, count > last.count else { continue }
                best.removeLast()
            }
            var position = best.count
            while position > 0 && best[position - 1].count < count { position -= 1 }
            best.insert((place, count), at: position)
        }
        return best.map { FacetCounter.Count(value: value($0.place), count: Int($0.count)) }
    }
}
