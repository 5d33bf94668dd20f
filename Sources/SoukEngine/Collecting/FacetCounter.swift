import CSoukKernels

/// Counts the values of a field over the documents of a result.
///
/// Values that differ by case alone are one, as for filters: a document that holds both counts once, and shown is the writing that
/// most documents of the result have, of equally common ones the first by bytes.
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
        field: Int, attribute: String? = nil, limit: Int = 20, foldsCase: Bool = true
    ) -> [Count] { tally(field: field, attribute: attribute, limit: limit, foldsCase: foldsCase).counts }

    /// The commonest values, by falling count, then value, and how much more there is.
    /// - Parameter foldsCase: false: each writing of a value by itself.
    package func tally(
        field: Int, attribute: String? = nil, limit: Int = 20, foldsCase: Bool = true
    ) -> Tally {
        if snapshot.segments.count == 1 {
            guard var counts = segmentCounts(0, field, attribute, foldsCase: foldsCase) else {
                return Tally([], limit: limit)
            }
            counts.fold()
            return Tally(shown: counts.commonest(limit), values: counts.valueCount, sum: counts.sum)
        }
        var totals = FoldedTotals()
        for segment in snapshot.segments.indices {
            guard let counts = segmentCounts(segment, field, attribute, foldsCase: foldsCase) else {
                continue
            }
            for (ordinal, count) in counts.repetitions where counts.holds(ordinal) {
                totals.subtract(counts.value(ordinal), count)
            }
            counts.forEach { totals.add(counts.value($0), $1) }
        }
        return Tally(totals.counts(foldsCase: foldsCase), limit: limit)
    }

    /// The counts of one segment, each writing of a value by itself; nil where it has no such column.
    private func segmentCounts(
        _ index: Int, _ field: Int, _ attribute: String?, foldsCase: Bool
    ) -> SegmentCounts? {
        let segment = snapshot.segments[index]
        guard let column = segment.keywords[field] else { return nil }
        let folding =
            foldsCase || attribute != nil
            ? segment.valueFolding(
                field, hasAttributes: snapshot.schema.fields[field].type == .attributes) : nil
        let codes = segment.valueCodes(field)
        var counts = SegmentCounts(
            column, attribute.map { folding?.ranges(ofAttribute: $0) ?? [] }, in: results[index], codes)
        if foldsCase, let folding, folding.hasTwins {
            counts.folding = folding
            // Where no document has two values none holds two writings of one.
            if codes?.single == nil {
                counts.repetitions = folding.repetitions(column, in: results[index].set)
            }
        }
        return counts
    }
}

/// Counts of values over several segments, by writing and without case.
struct FoldedTotals {
    private var totals: [String: Int] = [:]
    /// What was counted more than once, by value without case.
    private var repetitions: [String: Int] = [:]

    mutating func add(_ value: String, _ count: Int) { totals[value, default: 0] += count }

    /// Takes back what writings of one value counted twice.
    mutating func subtract(_ value: String, _ count: Int) {
        repetitions[value.lowercased(), default: 0] += count
    }

    /// By falling count, then value.
    func counts(foldsCase: Bool) -> [FacetCounter.Count] {
        var counts: [FacetCounter.Count] = []
        if foldsCase {
            var writings: [String: [FacetCounter.Count]] = [:]
            for (value, count) in totals {
                writings[value.lowercased(), default: []].append(.init(value: value, count: count))
            }
            for (folded, list) in writings {
                guard let shown = list.min(by: FacetCounter.Count.precedes) else { continue }
                let sum = list.reduce(0) { $0 + $1.count } - (repetitions[folded] ?? 0)
                counts.append(.init(value: shown.value, count: sum))
            }
        } else {
            counts = totals.map { .init(value: $0.key, count: $0.value) }
        }
        return counts.sorted(by: FacetCounter.Count.precedes)
    }
}

extension FacetCounter.Count {
    /// By falling count, then by the bytes of the value.
    static func precedes(_ a: Self, _ b: Self) -> Bool { (b.count, a.value) < (a.count, b.value) }
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
    /// Whether values stand behind the name of an attribute, which is not shown.
    private let isNamed: Bool
    private let ranges: [Range<Int>]
    private var found: [(ordinal: Int, count: Int)] = []
    /// Which values are one but for case, where any are.
    var folding: ValueFolding?
    /// What was counted too often when such values are taken for one, by ordinal.
    var repetitions: [Int: Int] = [:]
    private static let shortList = 256

    /// - Parameter ranges: the ordinals of an attribute's values; nil: all of them.
    init(
        _ column: KeywordColumn, _ ranges: [Range<Int>]?, in documents: FacetDocuments, _ codes: ValueCodes?
    ) {
        self.column = column
        isNamed = ranges != nil
        self.ranges = ranges ?? [0..<column.valueCount]
        for range in self.ranges where !range.isEmpty {
            if let sets = codes?.sets, range.count * documents.set.wordCount < documents.count * 8 {
                for ordinal in range {
                    let count = sets[ordinal].countInBoth(documents.set)
                    if count > 0 { found.append((ordinal, count)) }
                }
                continue
            }
            // SAFETY: a counter for each ordinal of the range and one for no value, all 0, and 0 again when given back.
            let counts = UnsafeMutablePointer<UInt32>.borrowZeros(range.count + 1)
            defer { counts.giveBackZeros() }
            let isSparse = documents.count < range.count
            if !isNamed, let single = codes?.single {
                count(single, documents, isSparse, counts)
            } else {
                count(documents, range, isSparse, counts)
            }
        }
    }

    var valueCount: Int { found.count }

    var sum: Int { found.reduce(0) { $0 + $1.count } }

    func holds(_ ordinal: Int) -> Bool { ranges.contains { $0.contains(ordinal) } }

    /// Makes values that are one but for case one: under the commonest writing, of equal ones the first.
    mutating func fold() {
        guard let folding else { return }
        var places: [Int: Int] = [:]
        var folded: [(ordinal: Int, count: Int)] = []
        /// The count of the writing that is shown.
        var most: [Int] = []
        folded.reserveCapacity(found.count)
        for entry in found {
            guard let shared = folding.shared(entry.ordinal) else {
                folded.append(entry)
                most.append(entry.count)
                continue
            }
            guard let place = places[shared] else {
                places[shared] = folded.count
                folded.append((entry.ordinal, entry.count - (repetitions[shared] ?? 0)))
                most.append(entry.count)
                continue
            }
            folded[place].count += entry.count
            // Ordinals stand by the bytes of their values.
            if (most[place], entry.ordinal) < (entry.count, folded[place].ordinal) {
                folded[place].ordinal = entry.ordinal
                most[place] = entry.count
            }
        }
        found = folded
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
        guard isNamed else { return column.value(ordinal) }
        return String(decoding: KeywordColumn.valueBytes(of: column.valueBytes(ordinal)), as: UTF8.self)
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
