import SoukStorage

/// Writes several segments as one, without their deleted documents, in the order of ``DocumentOrder``.
///
/// Posting lists, stored products and columns pass by one after another: memory holds one list, one block and the
/// columns.
/// - Complexity: O(bytes of the segments + n log n).
struct SegmentMerger {
    /// A document of one of the segments.
    private struct Source {
        var segment: Int
        var document: UInt32
    }

    private let segments: [SegmentReader]
    private let schema: Schema
    private let slotFields: [Int]
    private let slotWeights: [Double]
    /// The merged slot of every slot, by segment.
    private let slots: [[Int]]
    /// Where each segment's documents begin when all are numbered through.
    private let bases: [Int]
    private let order: DocumentOrder
    private let byKey: [UInt32]
    private let replacing: VectorReplacement?

    init(
        _ segments: [SegmentReader], deleted: [DocumentSet], schema: Schema,
        replacing: VectorReplacement? = nil
    ) {
        self.segments = segments
        self.schema = schema
        self.replacing = replacing
        let slotFields = Array(Set(segments.flatMap(\.layout.slotFields))).sorted()
        let slots = segments.map { segment in
            segment.layout.slotFields.map { field in slotFields.firstIndex(of: field) ?? 0 }
        }
        let scaled = ScoringParameters().scaledWeights(schema)
        let weights = slotFields.map { $0 < scaled.count ? scaled[$0] : 0 }
        var bases: [Int] = []
        var count = 0
        for segment in segments {
            bases.append(count)
            count += segment.documentCount
        }
        (self.slotFields, self.slots, self.bases) = (slotFields, slots, bases)
        slotWeights = weights
        byKey = Self.liveDocumentsByKey(segments, deleted, bases)
        let ownWeights = slots.map { slots in slots.map { weights[$0] } }
        order = DocumentOrder(sourceCount: count, byKey: byKey) { number in
            let source = Self.source(number, bases)
            return segments[source.segment].lengths.weightedLength(
                of: source.document, weights: ownWeights[source.segment])
        }
    }

    /// The document with a number among those of all segments.
    @inline(__always)
    private static func source(_ number: UInt32, _ bases: [Int]) -> Source {
        var segment = bases.count - 1
        while bases[segment] > Int(number) { segment -= 1 }
        return Source(segment: segment, document: number - UInt32(bases[segment]))
    }

    /// The documents in the order of the new segment.
    private var sources: some Collection<Source> {
        order.sources.lazy.map { [bases] in Self.source($0, bases) }
    }

    private static func liveDocumentsByKey(
        _ segments: [SegmentReader], _ deleted: [DocumentSet], _ bases: [Int]
    ) -> [UInt32] {
        var places = [Int](repeating: 0, count: segments.count)
        var result: [UInt32] = []
        func key(_ index: Int) -> UnsafeBufferPointer<UInt8>? {
            let segment = segments[index]
            while places[index] < segment.documentCount {
                let document = segment.ids.document(atSortedPlace: places[index])
                if !deleted[index].contains(document) { return segment.ids.bytes(of: document) }
                places[index] += 1
            }
            return nil
        }
        while true {
            var first: (index: Int, key: UnsafeBufferPointer<UInt8>)?
            for index in segments.indices {
                guard let key = key(index) else { continue }
                if let best = first, compareTerms(best.key, key) <= 0 { continue }
                first = (index, key)
            }
            guard let index = first?.index else { return result }
            result.append(
                UInt32(bases[index]) + segments[index].ids.document(atSortedPlace: places[index]))
            places[index] += 1
        }
    }

    func write(_ id: SegmentID, to directory: any Directory) throws(StorageError) {
        // A merge must not spread damage: check before reading.
        for segment in segments { try segment.verify() }
        let file = try SectionFileWriter(
            directory: directory, name: id.fileName, kind: SegmentLayout.kind, version: SegmentLayout.version,
            fileID: id.number)
        do throws(StorageError) {
            try writePostings(to: file)
            try WordDictionaryWriter.merging(segments).write(to: file)
            let totals = try writeLengths(to: file)
            let numberFields = try writeNumbers(to: file)
            let keywordFields = try writeKeywords(to: file)
            let vectorFields = try writeVectors(to: file)
            try writeProducts(to: file)
            try SegmentLayout(
                documentCount: order.documentCount, slotFields: slotFields, slotWeights: slotWeights,
                totalLengths: totals, numberFields: numberFields, keywordFields: keywordFields,
                vectorFields: vectorFields
            ).write(to: file)
            _ = try file.finish()
        } catch {
            file.abandon()
            throw error
        }
    }

    private func writePostings(to file: SectionFileWriter) throws(StorageError) {
        let sources = segments.indices.map { index in
            PostingsMerger.Source(
                segment: segments[index],
                numbers: order.numbers[bases[index]..<bases[index] + segments[index].documentCount],
                slots: segments[index].layout.slotFields == slotFields ? nil : slots[index])
        }
        var merger = PostingsMerger(sources)
        var lists = PostingListsWriter(file: file, slotWeights: slotWeights)
        try lists.begin()
        while let term = try merger.next() { try lists.add(term, merger.postings) }
        try lists.finish()
        try TermNormColumn.write(
            self.sources.map { source in segments[source.segment].norms.storedNorm(of: source.document) },
            to: file)
    }

    /// The columns are collected in the order of the segment already.
    private var identity: DocumentOrder {
        DocumentOrder(
            sourceCount: order.documentCount, byKey: Array(0..<UInt32(order.documentCount)),
            length: { _ in 0 })
    }

    private func writeLengths(to file: SectionFileWriter) throws(StorageError) -> [UInt64] {
        var builder = LengthColumnBuilder()
        builder.grow(to: slotFields.count)
        for source in sources {
            var lengths = [Int](repeating: 0, count: slotFields.count)
            for (slot, target) in slots[source.segment].enumerated() {
                lengths[target] = segments[source.segment].lengths.length(of: source.document, slot: slot)
            }
            builder.add(lengths)
        }
        return try builder.write(identity, to: file)
    }

    private func writeNumbers(to file: SectionFileWriter) throws(StorageError) -> [Int] {
        let fields = Set(segments.flatMap(\.numbers.keys)).sorted()
        for field in fields {
            var builder = NumberColumnBuilder()
            for (number, source) in sources.enumerated() {
                if let value = segments[source.segment].numbers[field]?.value(of: source.document) {
                    builder.set(value, document: number)
                }
            }
            try builder.write(SegmentLayout.numberSection(field), identity, to: file)
        }
        return fields
    }

    private func writeKeywords(to file: SectionFileWriter) throws(StorageError) -> [Int] {
        let fields = Set(segments.flatMap(\.layout.keywordFields)).sorted()
        for field in fields {
            var builder = KeywordColumnBuilder()
            for (number, source) in sources.enumerated() {
                guard let column = segments[source.segment].keywords[field] else { continue }
                column.forEachOrdinal(of: source.document) {
                    builder.add(column.value($0), document: number)
                }
            }
            try builder.write(SegmentLayout.keywordSection(field), identity, to: file)
        }
        return fields
    }

    private func writeVectors(to file: SectionFileWriter) throws(StorageError) -> [Int] {
        var fields = Set(segments.flatMap(\.layout.vectorFields))
        if let replacing { fields.insert(replacing.field) }
        for field in fields.sorted() {
            var builder = VectorColumnBuilder()
            for (number, source) in sources.enumerated() {
                let vector =
                    replacing?.field == field
                    ? replacing?.vectors[source.segment][Int(source.document)]
                    : segments[source.segment].vectors[field]?.vector(of: source.document)
                if let vector {
                    builder.set(vector, document: number)
                }
            }
            try builder.write(field, identity, to: file)
        }
        return fields.sorted()
    }

    /// Stored products stay in the order in which they came, which packs better than any other.
    private func writeProducts(to file: SectionFileWriter) throws(StorageError) {
        var ids = ProductIDColumnBuilder()
        for source in sources { ids.add(segments[source.segment].ids.bytes(of: source.document)) }
        try ids.write(identity, byKey: byKey.map { order.numbers[Int($0)] }, to: file)
        var stored = StoredFieldsWriter()
        var rows = [UInt32](repeating: 0, count: order.documentCount)
        var row: UInt32 = 0
        try stored.begin(in: file)
        for (index, segment) in segments.enumerated() {
            try segment.stored.forEach { (document, bytes) throws(StorageError) in
                let number = order.numbers[bases[index] + Int(document)]
                guard number != DocumentOrder.none else { return }
                rows[Int(number)] = row
                row += 1
                stored.add(segment.patched(Array(bytes), document, schema))
                try stored.drain(to: file)
            }
        }
        try stored.finish(in: file, rows: rows)
    }
}
