import CSoukKernels

/// Counts the values of a field over the documents of a result.
///
/// - Complexity: O(values of the documents + different values); for many documents of few different values
///   O(different values × documents / 64).
package struct FacetCounter: Sendable {
    package struct Count: Sendable, Equatable, Codable {
        package var value: String
        package var count: Int

        package init(value: String, count: Int) {
            self.value = value
            self.count = count
        }
    }

    /// The commonest values, and how much more there is.
    package struct Tally: Sendable, Equatable {
        package var counts: [Count] = []
        /// Different values beside those in ``counts``.
        package var otherValues = 0
        /// The sum of their counts.
        package var otherCount = 0

        /// - Parameter counts: all, in order.
        package init(_ counts: [Count], limit: Int) {
            self.counts = Array(counts.prefix(max(limit, 0)))
            otherValues = counts.count - self.counts.count
            otherCount = counts.dropFirst(self.counts.count).reduce(0) { $0 + $1.count }
        }

        init(shown: [Count], values: Int, sum: Int) {
            counts = shown
            otherValues = values - shown.count
            otherCount = sum - shown.reduce(0) { $0 + $1.count }
        }
    }

    private let snapshot: IndexSnapshot
    private let results: [FacetDocuments]

    /// - Parameter documents: those of the result, by segment.
    package init(_ snapshot: IndexSnapshot, in documents: [DocumentSet]) {
        self.snapshot = snapshot
        results = documents.map(FacetDocuments.init)
    }

    /// The commonest values, by falling count, then value.
    ///
    /// - Parameters:
    ///   - field: place of a keyword, path or attributes field in the schema. A path counts for each of its ancestors.
    ///   - attribute: for an attributes field, the name whose values are counted.
    package func count(
        field: Int, attribute: String? = nil, limit: Int = 20
    ) -> [Count] { tally(field: field, attribute: attribute, limit: limit).counts }

    /// The commonest values, by falling count, then value, and how much more there is.
    package func tally(field: Int, attribute: String? = nil, limit: Int = 20) -> Tally {
        var segments: [SegmentCounts] = []
        for (index, segment) in snapshot.segments.enumerated() {
            guard let column = segment.keywords[field] else { continue }
            segments.append(SegmentCounts(column, attribute, in: results[index], segment.valueCodes(field)))
        }
        if segments.count == 1 {
            var (values, sum) = (0, 0)
            segments[0].forEach { _, count in
                values += 1
                sum += count
            }
            return Tally(shown: segments[0].commonest(limit), values: values, sum: sum)
        }
        var totals: [String: Int] = [:]
        for segment in segments {
            segment.forEach { ordinal, count in totals[segment.value(ordinal), default: 0] += count }
        }
        let counts = totals.map { Count(value: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
        return Tally(counts, limit: limit)
    }
}

/// A result's documents in one segment; where they are few, one by one too.
private struct FacetDocuments: Sendable {
    let set: DocumentSet
    let count: Int
    private let list: [UInt32]?

    init(_ set: DocumentSet) {
        self.set = set
        count = set.count
        list = count < set.wordCount ? set.documents : nil
    }

    /// Adds 1 to the counter of every document's code.
    func count(_ codes: UnsafeBufferPointer<UInt16>, into counters: UnsafeMutablePointer<UInt32>) {
        guard let base = codes.baseAddress else { return }
        if let list {
            for document in list { counters[Int(base[Int(document)])] &+= 1 }
        } else {
            set.withWords { words in
                if let first = words.baseAddress { souk_count_codes(first, words.count, base, counters) }
            }
        }
    }

    @inline(__always)
    func forEach(_ body: (UInt32) -> Void) {
        if let list { for document in list { body(document) } } else { set.forEach(body) }
    }
}

/// The counts of one segment, by ordinal, above 0.
private struct SegmentCounts {
    private let column: KeywordColumn
    private let prefixLength: Int
    private var found: [(ordinal: Int, count: Int)] = []
    private static let shortList = 256

    init(_ column: KeywordColumn, _ attribute: String?, in documents: FacetDocuments, _ codes: ValueCodes?) {
        let prefix = attribute.map { $0 + KeywordColumn.attributeSeparator } ?? ""
        let range = prefix.isEmpty ? 0..<column.valueCount : column.ordinals(withPrefix: prefix)
        self.column = column
        prefixLength = prefix.utf8.count
        guard !range.isEmpty else { return }
        if let sets = codes?.sets, range.count * documents.set.wordCount < documents.count * 8 {
            for ordinal in range {
                let count = sets[ordinal].countInBoth(documents.set)
                if count > 0 { found.append((ordinal, count)) }
            }
            return
        }
        // SAFETY: a counter for each ordinal of the range and one for no value, all 0, and 0 again when given back.
        let counts = UnsafeMutablePointer<UInt32>.borrowZeros(range.count + 1)
        defer { counts.giveBackZeros() }
        let isSparse = documents.count < range.count
        if prefix.isEmpty, let single = codes?.single {
            count(single, documents, isSparse, counts)
        } else {
            count(documents, range, isSparse, counts)
        }
    }

    /// Counts a column of single values, whose codes are 1 more than the ordinals.
    private mutating func count(
        _ codes: [UInt16], _ documents: FacetDocuments, _ isSparse: Bool,
        _ counts: UnsafeMutablePointer<UInt32>
    ) {
        codes.withUnsafeBufferPointer { codes in documents.count(codes, into: counts) }
        counts[0] = 0
        if isSparse {
            documents.forEach { document in
                let code = Int(codes[Int(document)])
                if code > 0 { take(code - 1, &counts[code]) }
            }
        } else {
            for ordinal in 0..<column.valueCount { take(ordinal, &counts[ordinal + 1]) }
        }
    }

    private mutating func count(
        _ documents: FacetDocuments, _ range: Range<Int>, _ isSparse: Bool,
        _ counts: UnsafeMutablePointer<UInt32>
    ) {
        documents.forEach { document in
            column.forEachOrdinal(of: document) { ordinal in
                if range.contains(ordinal) { counts[ordinal - range.lowerBound] &+= 1 }
            }
        }
        if isSparse {
            documents.forEach { document in
                column.forEachOrdinal(of: document) { ordinal in
                    if range.contains(ordinal) { take(ordinal, &counts[ordinal - range.lowerBound]) }
                }
            }
        } else {
            for ordinal in range { take(ordinal, &counts[ordinal - range.lowerBound]) }
        }
    }

    /// Takes a counter over and sets it back.
    @inline(__always)
    private mutating func take(_ ordinal: Int, _ count: inout UInt32) {
        guard count > 0 else { return }
        found.append((ordinal, Int(count)))
        count = 0
    }

    func value(_ ordinal: Int) -> String {
        String(decoding: column.valueBytes(ordinal).dropFirst(prefixLength), as: UTF8.self)
    }

    func forEach(_ body: (Int, Int) -> Void) { for entry in found { body(entry.ordinal, entry.count) } }

    /// The commonest values, of equal ones the first: the order of ordinals is that of the values' bytes.
    func commonest(_ limit: Int) -> [FacetCounter.Count] {
        guard limit > 0 else { return [] }
        // Kept in order, a long list would cost its square.
        if limit > Self.shortList {
            return found.sorted { ($1.count, $0.ordinal) < ($0.count, $1.ordinal) }.prefix(limit).map {
                FacetCounter.Count(value: value($0.ordinal), count: $0.count)
            }
        }
        var best: [(ordinal: Int, count: Int)] = []
        for entry in found {
            if best.count == limit {
                let last = best[limit - 1]
                guard (last.count, entry.ordinal) < (entry.count, last.ordinal) else { continue }
                best.removeLast()
            }
            var place = best.count
            while place > 0 && (best[place - 1].count, entry.ordinal) < (entry.count, best[place - 1].ordinal)
            {
                place -= 1
            }
            best.insert(entry, at: place)
        }
        return best.map { FacetCounter.Count(value: value($0.ordinal), count: $0.count) }
    }
}
