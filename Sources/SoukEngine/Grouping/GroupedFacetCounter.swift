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
        var tally = ValueTally(snapshot, field: field, attribute: attribute)
        forEachVariant { group, address in tally.add(address, group: group) }
        return FacetCounter.Tally(tally.counts.sorted(by: FacetCounter.Count.precedes), limit: limit)
    }
}

/// Counts of values, numbered through over all segments as they appear: of each writing, to show the commonest, and of all writings
/// that differ by case alone together.
private struct ValueTally {
    private var columns: [Column] = []
    private let isNamed: Bool
    private var places: [String: Int] = [:]
    private var values: [String] = []
    private var writings = GroupCounts()
    /// The place in ``folded`` of each writing.
    private var foldedPlaces: [Int] = []
    private var folded = GroupCounts()
    private var placesWithoutCase: [String: Int] = [:]

    private struct Column {
        var column: KeywordColumn?
        var ranges: [Range<Int>]
        /// The place of every ordinal; −1: not seen yet.
        var places: [Int]
    }

    /// Groups by place, each once.
    private struct GroupCounts {
        private(set) var totals: [Int] = []
        private var last: [Int] = []

        mutating func addPlace() {
            totals.append(0)
            last.append(-1)
        }

        mutating func add(_ group: Int, at place: Int) {
            guard last[place] != group else { return }
            last[place] = group
            totals[place] += 1
        }
    }

    init(_ snapshot: IndexSnapshot, field: Int, attribute: String?) {
        isNamed = attribute != nil
        let hasAttributes = snapshot.schema.fields[field].type == .attributes
        for segment in snapshot.segments {
            let column = segment.keywords[field]
            let count = column?.valueCount ?? 0
            let ranges = attribute.map { name in
                segment.valueFolding(field, hasAttributes: hasAttributes)?.ranges(ofAttribute: name) ?? []
            }
            columns.append(
                Column(
                    column: column, ranges: ranges ?? [0..<count],
                    places: [Int](repeating: -1, count: count)))
        }
    }

    mutating func add(_ address: DocumentAddress, group: Int) {
        let ranges = columns[address.segment].ranges
        columns[address.segment].column?.forEachOrdinal(of: address.document) { ordinal in
            guard ranges.contains(where: { $0.contains(ordinal) }) else { return }
            let place = place(of: ordinal, segment: address.segment)
            writings.add(group, at: place)
            folded.add(group, at: foldedPlaces[place])
        }
    }

    private mutating func place(of ordinal: Int, segment: Int) -> Int {
        let known = columns[segment].places[ordinal]
        if known >= 0 { return known }
        let entry = columns[segment].column?.valueBytes(ordinal)
        let value = entry.map { entry in
            isNamed
                ? String(decoding: KeywordColumn.valueBytes(of: entry), as: UTF8.self)
                : String(decoding: entry, as: UTF8.self)
        }
        let place = place(of: value ?? "")
        columns[segment].places[ordinal] = place
        return place
    }

    private mutating func place(of value: String) -> Int {
        if let known = places[value] { return known }
        let place = values.count
        places[value] = place
        values.append(value)
        writings.addPlace()
        let withoutCase = value.lowercased()
        if let known = placesWithoutCase[withoutCase] {
            foldedPlaces.append(known)
        } else {
            foldedPlaces.append(folded.totals.count)
            placesWithoutCase[withoutCase] = folded.totals.count
            folded.addPlace()
        }
        return place
    }

    /// One for all writings of a value, under the one that most products have, of equally common ones the first by bytes.
    var counts: [FacetCounter.Count] {
        var shown = [FacetCounter.Count?](repeating: nil, count: folded.totals.count)
        for (place, value) in values.enumerated() {
            let count = FacetCounter.Count(value: value, count: writings.totals[place])
            if let best = shown[foldedPlaces[place]], !FacetCounter.Count.precedes(count, best) { continue }
            shown[foldedPlaces[place]] = count
        }
        return zip(shown, folded.totals).compactMap { best, total in
            best.map { FacetCounter.Count(value: $0.value, count: total) }
        }
    }
}
