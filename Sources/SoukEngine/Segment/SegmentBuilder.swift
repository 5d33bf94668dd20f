import SoukAnalysis
import SoukStorage

/// Collects documents in memory and writes them as one immutable segment.
///
/// Several threads may fill one builder each; ``absorb(_:)`` then makes them one segment.
/// - Complexity: O(tokens) to add; O(tokens + terms log terms) to write.
///
/// Sendable since one thread at a time fills it, and many may read it afterwards.
final class SegmentBuilder: @unchecked Sendable {
    // SAFETY: no access of these overlaps another: none calls back, and one thread at a time uses a builder.
    @exclusivity(unchecked) private(set) var schema: Schema
    private let analyzer: Analyzer
    @exclusivity(unchecked) private var slots: [Int?] = []
    @exclusivity(unchecked) private var slotFields: [Int] = []
    /// Whether a field has a column, by place in the schema.
    @exclusivity(unchecked) private var isColumn: [Bool] = []

    private let postings = PostingsBuilder()
    /// Those of the builders that were absorbed.
    private var otherPostings: [PostingsBuilder] = []
    /// Nil where terms are words as they are written.
    private let words: WordCounter?
    /// Whether a slot has the greatest weight.
    @exclusivity(unchecked) private var isHeading: [Bool] = []
    /// Finds the words that name the goods; nil where terms are words as they are written.
    private let heads: HeadScanner?
    /// The slot of the title, and that of the category.
    @exclusivity(unchecked) private var titleSlot: Int?
    @exclusivity(unchecked) private var categorySlot: Int?
    @exclusivity(unchecked) private var ids = ProductIDColumnBuilder()
    @exclusivity(unchecked) private var stored = StoredFieldsWriter()
    @exclusivity(unchecked) private var lengths = LengthColumnBuilder()
    @exclusivity(unchecked) private var numbers: [Int: NumberColumnBuilder] = [:]
    @exclusivity(unchecked) private var keywords: [Int: KeywordColumnBuilder] = [:]
    @exclusivity(unchecked) private var vectors: [Int: VectorColumnBuilder] = [:]
    private var deletions: [(id: String, documentCount: Int)] = []
    /// Length of the open document and its next position, by slot.
    @exclusivity(unchecked) private var openLengths: [Int] = []
    @exclusivity(unchecked) private var nextPositions: [Int] = []

    /// Atoms left free between two values of one field, so that no phrase spans them.
    private static let valueGap = 8

    init(schema: Schema, analyzer: Analyzer) {
        self.schema = schema
        self.analyzer = analyzer
        let isProduct = analyzer.configuration.words == .product
        words = isProduct ? WordCounter() : nil
        heads = isProduct ? HeadScanner(analyzer) : nil
        assignSlots()
    }

    var documentCount: Int { ids.count }

    /// Whether a segment must be written before anything is added, however little memory it takes.
    var isFull: Bool { postings.isFull }

    /// Bytes held in memory, and those of the tables that writing makes of them, to be held against the budget.
    var byteCount: Int {
        var sum = postings.byteCount + ids.byteCount + stored.byteCount + lengths.byteCount
        sum += postings.terms.count * TermRanking.bytesOfTerm + documentCount * DocumentOrder.bytesOfDocument
        sum += words?.byteCount ?? 0
        for column in numbers.values { sum += column.byteCount }
        for column in keywords.values { sum += column.byteCount }
        for column in vectors.values { sum += column.byteCount }
        return sum
    }

    /// Takes fields over that were added at the end of the schema.
    func grow(_ schema: Schema) {
        self.schema = schema
        assignSlots()
    }

    private func assignSlots() {
        for index in slots.count..<schema.fields.count {
            isColumn.append(schema.fields[index].type != .text)
            if schema.fields[index].isSearched {
                slots.append(slotFields.count)
                slotFields.append(index)
            } else {
                slots.append(nil)
            }
        }
        openLengths = [Int](repeating: 0, count: slotFields.count)
        nextPositions = openLengths
        let weights = slotFields.map { schema.fields[$0].weight }
        isHeading = weights.map { $0 == weights.max() }
        titleSlot = slotFields.indices.first { isHeading[$0] && schema.fields[slotFields[$0]].type == .text }
        categorySlot = slotFields.indices.first { schema.fields[slotFields[$0]].role == .category }
    }

    /// Leaves out the documents added so far with this key.
    func delete(_ id: String) { deletions.append((id, documentCount)) }

    func add(_ document: Document) {
        let number = ids.count
        ids.add(document.id)
        stored.add(document.source)
        for slot in slotFields.indices {
            openLengths[slot] = 0
            nextPositions[slot] = 0
            // Occurrences must come in the order of their slots: see `PostingsBuilder.add`.
            for place in document.values.indices where document.values[place].field == slotFields[slot] {
                index(document.values[place], slot: slot)
            }
        }
        postings.endDocument()
        for place in document.values.indices where isColumn[document.values[place].field] {
            addToColumn(document.values[place], document: number)
        }
        lengths.add(openLengths)
    }

    private func index(_ value: FieldValue, slot: Int) {
        switch value.content {
        case .text(let text):
            index(text, slot: slot, heads: slot == titleSlot ? .all : slot == categorySlot ? .last : .none)
        case .attribute(_, let text): index(text, slot: slot, heads: .none)
        case .path(let nodes):
            for (depth, node) in nodes.enumerated() {
                let isOwn = slot == categorySlot && depth == nodes.count - 1
                index(node, slot: slot, heads: isOwn ? .last : .none)
            }
        case .number, .vector: break
        }
    }

    /// Which of a value's heads are indexed: a category's name may list what it is for before what it holds.
    private enum Heads { case none, all, last }

    private func index(_ text: String, slot: Int, heads wanted: Heads) {
        var text = text
        let base = nextPositions[slot]
        let (postings, words) = (postings, words)
        let heads = wanted == .none ? nil : heads
        let (document, isHeading) = (UInt32(ids.count) &- 1, isHeading[slot])
        var hanCount = 0
        let atoms = text.withUTF8 { bytes in
            heads?.begin(bytes)
            let atoms = analyzer.analyze(bytes, mode: .index) { token in
                if TextLength.isHanCharacter(token) { hanCount &+= 1 }
                if let words, case .latin = token.kind {
                    let source = UnsafeBufferPointer(rebasing: bytes[token.start..<token.end])
                    words.add(source, document: document, isHeading: isHeading)
                }
                postings.add(token.term, slot: slot, reading: token.reading, position: base &+ token.position)
                heads?.add(token)
            }
            // Behind the words, as quantities are: they take part in no phrase.
            heads?.end(onlyLast: wanted == .last) { head in
                postings.add(head.term, slot: slot, reading: .aligned, position: base &+ atoms)
            }
            return atoms
        }
        openLengths[slot] += TextLength.length(atoms: atoms, hanCharacters: hanCount)
        nextPositions[slot] = base + atoms + Self.valueGap
    }

    private func addToColumn(_ value: FieldValue, document: Int) {
        let field = schema.fields[value.field]
        switch (field.type, value.content) {
        case (.number, .number(let number)):
            numbers[value.field, default: NumberColumnBuilder()].set(number, document: document)
        case (.keyword, .text(let text)):
            keywords[value.field, default: KeywordColumnBuilder()].add(text, document: document)
        case (.path, .path(let nodes)):
            for depth in nodes.indices {
                let ancestor = nodes[...depth].joined(separator: CategoryPath.separator)
                keywords[value.field, default: KeywordColumnBuilder()].add(ancestor, document: document)
            }
        case (.attributes, .attribute(let name, let text)):
            keywords[value.field, default: KeywordColumnBuilder()]
                .add(name + KeywordColumn.attributeSeparator + text, document: document)
        case (.vector, .vector(let vector)):
            vectors[value.field, default: VectorColumnBuilder()].set(vector, document: document)
        default: break
        }
    }

    /// Takes over the documents of another builder of the same schema, behind its own. The other is spent.
    func absorb(_ other: SegmentBuilder) {
        let count = documentCount
        lengths.append(other.lengths, after: count)
        for (field, column) in other.numbers {
            numbers[field, default: NumberColumnBuilder()].append(column, after: count)
        }
        for (field, column) in other.keywords {
            keywords[field, default: KeywordColumnBuilder()].append(column, after: count)
        }
        for (field, column) in other.vectors {
            vectors[field, default: VectorColumnBuilder()].append(column, after: count)
        }
        deletions += other.deletions.map { ($0.id, $0.documentCount + count) }
        ids.append(other.ids)
        stored.append(other.stored)
        if let otherWords = other.words { words?.absorb(otherWords) }
        otherPostings.append(other.postings)
        otherPostings += other.otherPostings
        other.dropColumns()
    }

    private func dropColumns() {
        lengths = LengthColumnBuilder()
        (numbers, keywords, vectors) = ([:], [:], [:])
        ids = ProductIDColumnBuilder()
        stored = StoredFieldsWriter()
    }

    /// Writes the segment: the last document of each key, in the order of ``DocumentOrder``.
    ///
    /// The builder is spent: it must not be used again.
    /// - Parameter resources: what writing may take beside what the builder holds.
    /// - Returns: whether there was a document to write; without, there is no file.
    func write(
        _ id: SegmentID, to directory: any Directory, resources: WritingResources = WritingResources()
    ) throws(StorageError) -> Bool {
        lengths.grow(to: slotFields.count)
        let scaled = ScoringParameters().scaledWeights(schema)
        let weights = slotFields.map { scaled[$0] }
        let builders = [postings] + otherPostings
        let (ranking, sorted) = ConcurrentMap.both(isConcurrent: resources.threads > 1) {
            TermRanking(builders)
        } _: {
            sortedDocuments(weights)
        }
        let (order, byKey) = sorted
        guard !byKey.isEmpty else { return false }
        let inversion = PostingInversion(ranking, order: order)
        let file = try SectionFileWriter(
            directory: directory, name: id.fileName, kind: SegmentLayout.kind, version: SegmentLayout.version,
            fileID: id.number)
        do throws(StorageError) {
            try writePostings(inversion, weights: weights, resources, to: file)
            try writeColumns(order, byKey: byKey, weights: weights, to: file)
            _ = try file.finish()
            return true
        } catch {
            file.abandon()
            throw error
        }
    }

    /// The order of the documents that the segment keeps, and these by rising key.
    private func sortedDocuments(_ weights: [Double]) -> (order: DocumentOrder, byKey: [UInt32]) {
        let byKey = keptDocuments()
        let order = DocumentOrder(sourceCount: ids.count, byKey: byKey) {
            lengths.weightedLength(of: $0, weights: weights)
        }
        return (order, byKey)
    }

    /// Documents by rising key, without those that were replaced or deleted later.
    private func keptDocuments() -> [UInt32] {
        let byKey = ids.documentsByKey()
        guard !deletions.isEmpty else { return byKey }
        var limits: [String: Int] = [:]
        for deletion in deletions { limits[deletion.id] = deletion.documentCount }
        return byKey.filter { document in
            limits[ids.id(of: document)].map { Int(document) >= $0 } ?? true
        }
    }

    private func writePostings(
        _ inversion: PostingInversion, weights: [Double], _ resources: WritingResources,
        to file: SectionFileWriter
    ) throws(StorageError) {
        let strengths = PostingCode.strengths(slotWeights: weights)
        var lists = PostingListsWriter(file: file, slotWeights: weights)
        try lists.begin()
        let ranges = inversion.ranges(limit: resources.recordLimit, threads: resources.threads)
        for start in stride(from: 0, to: ranges.count, by: resources.threads) {
            let some = ranges[start..<min(start + resources.threads, ranges.count)]
            let encoded = ConcurrentMap.results(some.count) {
                EncodedPostings(inversion, some[start + $0], strengths: strengths)
            }
            defer { for lists in encoded { lists.deallocate() } }
            for part in encoded { try lists.add(part) }
        }
        try lists.finish()
        let norms = inversion.ranking.builders.map(\.norms)
        try TermNormColumn.write(
            inversion.inOrder { builder, document in norms[builder].elements[document] }, to: file)
    }

    private func writeColumns(
        _ order: DocumentOrder, byKey: [UInt32], weights: [Double], to file: SectionFileWriter
    ) throws(StorageError) {
        try words?.dictionary().write(to: file)
        let totals = try lengths.write(order, to: file)
        for field in numbers.keys.sorted() {
            try numbers[field]?.write(SegmentLayout.numberSection(field), order, to: file)
        }
        for field in keywords.keys.sorted() {
            try keywords[field]?.write(SegmentLayout.keywordSection(field), order, to: file)
        }
        for field in vectors.keys.sorted() {
            try vectors[field]?.write(field, order, to: file)
        }
        try ids.write(order, byKey: byKey, to: file)
        try stored.begin(in: file)
        try stored.finish(in: file, rows: order.sources)
        try SegmentLayout(
            documentCount: order.documentCount, slotFields: slotFields, slotWeights: weights,
            totalLengths: totals, numberFields: numbers.keys.sorted(),
            keywordFields: keywords.keys.sorted(), vectorFields: vectors.keys.sorted()
        ).write(to: file)
    }
}
