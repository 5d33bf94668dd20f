/// Counts the values of a field over the documents of a result.
///
/// - Complexity: O(values of the documents), with one counter for each value of a segment's dictionary; for few documents
///   O(n log n) in their values, for many of few different values O(different values × documents / 64).
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
            segments.append(SegmentCounts(column, attribute, in: documents[index], segment.valueCodes(field)))
        }
        if segments.count == 1 { return segments[0].commonest(limit) }
        var totals: [String: Int] = [:]
        for segment in segments {
            segment.forEach { ordinal, count in totals[segment.value(ordinal), default: 0] += count }
        }
        return totals.map { Count(value: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
            .prefix(limit).map { $0 }
    }
}

/// The counts of one segment.
private struct SegmentCounts {
    /// Of fewer documents the values are sorted rather than counted in a table.
    private static let fewDocuments = 1024

    private enum Counts {
        /// One for each ordinal of the range.
        case table([UInt32])
        /// Those above 0, by rising ordinal.
        case found([(ordinal: Int, count: Int)])
    }

    private let column: KeywordColumn
    private let range: Range<Int>
    private let prefixLength: Int
    private let counts: Counts

    init(_ column: KeywordColumn, _ attribute: String?, in documents: DocumentSet, _ codes: ValueCodes?) {
        let prefix = attribute.map { $0 + KeywordColumn.attributeSeparator } ?? ""
        let range = prefix.isEmpty ? 0..<column.valueCount : column.ordinals(withPrefix: prefix)
        self.column = column
        self.range = range
        prefixLength = prefix.utf8.count
        let documentCount = documents.count
        if documentCount < Self.fewDocuments {
            counts = .found(Self.sorted(column, range, documents))
        } else if let sets = codes?.sets, range.count * documents.words.count < documentCount * 8 {
            counts = .table(range.map { UInt32(sets[$0].countInBoth(documents)) })
        } else if let single = codes?.single {
            counts = .table(Array(Self.counted(single, column.valueCount, documents)[range]))
        } else {
            counts = .table(Self.counted(column, range, documents))
        }
    }

    private static func sorted(
        _ column: KeywordColumn, _ range: Range<Int>, _ documents: DocumentSet
    ) -> [(ordinal: Int, count: Int)] {
        var ordinals: [UInt32] = []
        documents.forEach { document in
            column.forEachOrdinal(of: document) { if range.contains($0) { ordinals.append(UInt32($0)) } }
        }
        ordinals.sort()
        var result: [(ordinal: Int, count: Int)] = []
        var start = 0
        while start < ordinals.count {
            var end = start
            while end < ordinals.count && ordinals[end] == ordinals[start] { end += 1 }
            result.append((Int(ordinals[start]), end - start))
            start = end
        }
        return result
    }

    /// Counts by ordinal of a column of single values.
    private static func counted(_ codes: [UInt16], _ valueCount: Int, _ documents: DocumentSet) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: valueCount + 1)
        counts.withUnsafeMutableBufferPointer { counts in
            codes.withUnsafeBufferPointer { codes in
                documents.forEach { counts[Int(codes[Int($0)])] &+= 1 }
            }
        }
        counts.removeFirst()
        return counts
    }

    private static func counted(
        _ column: KeywordColumn, _ range: Range<Int>, _ documents: DocumentSet
    ) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: range.count)
        counts.withUnsafeMutableBufferPointer { counts in
            documents.forEach { document in
                column.forEachOrdinal(of: document) { ordinal in
                    let place = ordinal - range.lowerBound
                    if place >= 0 && place < counts.count { counts[place] += 1 }
                }
            }
        }
        return counts
    }

    func value(_ ordinal: Int) -> String {
        String(decoding: column.valueBytes(ordinal).dropFirst(prefixLength), as: UTF8.self)
    }

    /// The counts above 0, by rising ordinal.
    @inline(__always)
    func forEach(_ body: (Int, Int) -> Void) {
        switch counts {
        case .found(let found): for entry in found { body(entry.ordinal, entry.count) }
        case .table(let table):
            for place in table.indices where table[place] > 0 {
                body(range.lowerBound + place, Int(table[place]))
            }
        }
    }

    /// The commonest values, of equal ones the first: the order of ordinals is that of the values' bytes.
    func commonest(_ limit: Int) -> [FacetCounter.Count] {
        guard limit > 0 else { return [] }
        var best: [(ordinal: Int, count: Int)] = []
        var least = 0
        forEach { ordinal, count in
            guard count > least else { return }
            if best.count == limit { best.removeLast() }
            var position = best.count
            while position > 0 && best[position - 1].count < count { position -= 1 }
            best.insert((ordinal, count), at: position)
            if best.count == limit { least = best[limit - 1].count }
        }
        return best.map { FacetCounter.Count(value: value($0.ordinal), count: $0.count) }
    }
}
