/// Counts the values of a field over the products of a result, each of them once however many of its variants have it.
///
/// What ``FacetCounter`` is for documents.
/// - Complexity: O(values of the variants in the result + different values).
package struct GroupedFacetCounter {
    private let snapshot: IndexSnapshot
    private let groups: ProductGroups
    private let documents: [DocumentSet]
    private let found: DocumentSet

    /// - Parameter documents: those of the result, by segment.
    package init(_ snapshot: IndexSnapshot, _ groups: ProductGroups, in documents: [DocumentSet]) {
        self.snapshot = snapshot
        self.groups = groups
        self.documents = documents
        found = groups.groups(in: documents)
    }

    /// Products of the result.
    package var total: Int { found.count }

    /// Calls `body` with every variant of the result and its product, the variants of one product one after another.
    package func forEachVariant(_ body: (Int, DocumentAddress) -> Void) {
        found.forEach { group in
            groups.forEachDocument(of: Int(group), in: documents) { body(Int(group), $0) }
        }
    }

    /// The commonest values, by falling count, then value.
    /// - Parameter attribute: for an attributes field, the name whose values are counted.
    package func count(field: Int, attribute: String? = nil, limit: Int = 20) -> [FacetCounter.Count] {
        tally(field: field, attribute: attribute, limit: limit).counts
    }

    /// The commonest values, and how much more there is.
    package func tally(field: Int, attribute: String? = nil, limit: Int = 20) -> FacetCounter.Tally {
        let prefix = attribute.map { $0 + KeywordColumn.attributeSeparator } ?? ""
        var tally = ValueTally(snapshot, field: field, prefix: prefix)
        forEachVariant { group, address in tally.add(address, group: group) }
        return FacetCounter.Tally(
            tally.counts.sorted { ($1.count, $0.value) < ($0.count, $1.value) }, limit: limit)
    }
}

/// Counts of values, numbered through over all segments as they appear.
private struct ValueTally {
    private var columns: [Column] = []
    private let prefixLength: Int
    private var places: [String: Int] = [:]
    private var values: [String] = []
    private var totals: [Int] = []
    private var lastGroups: [Int] = []

    private struct Column {
        var column: KeywordColumn?
        var range: Range<Int>
        /// The place of every ordinal of the range; −1: not seen yet.
        var places: [Int]
    }

    init(_ snapshot: IndexSnapshot, field: Int, prefix: String) {
        prefixLength = prefix.utf8.count
        for segment in snapshot.segments {
            let column = segment.keywords[field]
            let range =
                column.map { prefix.isEmpty ? 0..<$0.valueCount : $0.ordinals(withPrefix: prefix) } ?? 0..<0
            columns.append(
                Column(column: column, range: range, places: [Int](repeating: -1, count: range.count)))
        }
    }

    mutating func add(_ address: DocumentAddress, group: Int) {
        let range = columns[address.segment].range
        columns[address.segment].column?.forEachOrdinal(of: address.document) { ordinal in
            guard range.contains(ordinal) else { return }
            let place = place(of: ordinal, segment: address.segment)
            guard lastGroups[place] != group else { return }
            lastGroups[place] = group
            totals[place] += 1
        }
    }

    private mutating func place(of ordinal: Int, segment: Int) -> Int {
        let index = ordinal - columns[segment].range.lowerBound
        let known = columns[segment].places[index]
        if known >= 0 { return known }
        let bytes = columns[segment].column.map { $0.valueBytes(ordinal).dropFirst(prefixLength) }
        let value = bytes.map { String(decoding: $0, as: UTF8.self) } ?? ""
        let place = places[value] ?? values.count
        if place == values.count {
            places[value] = place
            values.append(value)
            totals.append(0)
            lastGroups.append(-1)
        }
        columns[segment].places[index] = place
        return place
    }

    var counts: [FacetCounter.Count] {
        zip(values, totals).map { FacetCounter.Count(value: $0, count: $1) }
    }
}
