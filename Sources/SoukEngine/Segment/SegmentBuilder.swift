import SoukAnalysis
import SoukStorage

/// Collects documents in memory and writes them as one immutable segment.
///
/// - Complexity: O(tokens) to add, O(terms log terms) to write.
final class SegmentBuilder {
    private(set) var schema: Schema
    private let analyzer: Analyzer
    private var slots: [Int?] = []
    private var slotFields: [Int] = []

    private let postings = PostingsBuilder()
    private var ids = ProductIDColumnBuilder()
    private var stored = StoredFieldsWriter()
    private var lengths = LengthColumnBuilder()
    private var numbers: [Int: NumberColumnBuilder] = [:]
    private var keywords: [Int: KeywordColumnBuilder] = [:]
    private var vectors: [Int: VectorColumnBuilder] = [:]
    private var deletions: [(id: String, documentCount: Int)] = []

    /// Atoms left free between two values of one field, so that no phrase spans them.
    private static let valueGap = 8

    init(schema: Schema, analyzer: Analyzer) {
        self.schema = schema
        self.analyzer = analyzer
        assignSlots()
    }

    var documentCount: Int { ids.count }

    /// Bytes held in memory, to be held against the budget.
    var byteCount: Int {
        var sum = postings.byteCount + ids.byteCount + stored.byteCount + lengths.byteCount
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
            if schema.fields[index].isSearched {
                slots.append(slotFields.count)
                slotFields.append(index)
            } else {
                slots.append(nil)
            }
        }
    }

    /// Leaves out the documents added so far with this key.
    func delete(_ id: String) { deletions.append((id, documentCount)) }

    func add(_ document: Document) {
        let number = ids.count
        ids.add(document.id)
        stored.add(document.source)
        var lengths = [Int](repeating: 0, count: slotFields.count)
        var next = [Int](repeating: 0, count: slotFields.count)
        // Occurrences must come in the order of their slots: see `PostingsBuilder.add`.
        for slot in slotFields.indices {
            for value in document.values where value.field == slotFields[slot] {
                index(value, slot: slot, document: number, length: &lengths[slot], next: &next[slot])
            }
        }
        for value in document.values { addToColumn(value, document: number) }
        self.lengths.add(lengths)
    }

    private func index(_ value: FieldValue, slot: Int, document: Int, length: inout Int, next: inout Int) {
        switch value.content {
        case .text(let text), .attribute(_, let text):
            index(text, slot: slot, document: document, length: &length, next: &next)
        case .path(let nodes):
            for node in nodes { index(node, slot: slot, document: document, length: &length, next: &next) }
        case .number, .vector: break
        }
    }

    private func index(_ text: String, slot: Int, document: Int, length: inout Int, next: inout Int) {
        var text = text
        let base = next
        var hanCount = 0
        let atoms = text.withUTF8 { bytes in
            analyzer.analyze(bytes, mode: .index) { token in
                if TextLength.isHanCharacter(token) { hanCount += 1 }
                postings.add(
                    token.term, document: UInt32(document), slot: slot, reading: token.reading,
                    position: base + token.position)
            }
        }
        length += TextLength.length(atoms: atoms, hanCharacters: hanCount)
        next += atoms + Self.valueGap
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

    /// Writes the segment: the last document of each key, in the order of ``DocumentOrder``.
    ///
    /// The builder is spent: it must not be used again.
    /// - Returns: whether there was a document to write; without, there is no file.
    func write(_ id: SegmentID, to directory: any Directory) throws(StorageError) -> Bool {
        let byKey = keptDocuments()
        guard !byKey.isEmpty else { return false }
        lengths.grow(to: slotFields.count)
        let scaled = ScoringParameters().scaledWeights(schema)
        let weights = slotFields.map { scaled[$0] }
        let order = DocumentOrder(sourceCount: ids.count, byKey: byKey) {
            lengths.weightedLength(of: $0, weights: weights)
        }
        let file = try SectionFileWriter(
            directory: directory, name: id.fileName, kind: SegmentLayout.kind, version: SegmentLayout.version,
            fileID: id.number)
        do throws(StorageError) {
            try writeSections(order, byKey: byKey, weights: weights, to: file)
            _ = try file.finish()
            return true
        } catch {
            file.abandon()
            throw error
        }
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

    private func writeSections(
        _ order: DocumentOrder, byKey: [UInt32], weights: [Double], to file: SectionFileWriter
    ) throws(StorageError) {
        var norms = TermNormAccumulator(documentCount: order.documentCount)
        var lists = PostingListsWriter(file: file, slotWeights: weights)
        try lists.begin()
        try postings.forEachTerm(numbers: order.numbers) { (term, postings) throws(StorageError) in
            norms.add(postings)
            try lists.add(term, postings)
        }
        try lists.finish()
        try norms.write(to: file)
        let totals = try lengths.write(order, to: file)
        for field in numbers.keys.sorted() {
            try numbers[field]?.write(SegmentLayout.numberSection(field), order, to: file)
        }
        for field in keywords.keys.sorted() {
            try keywords[field]?.write(SegmentLayout.keywordSection(field), order, to: file)
        }
        for field in vectors.keys.sorted() {
            try vectors[field]?.write(SegmentLayout.vectorSection(field), order, to: file)
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
