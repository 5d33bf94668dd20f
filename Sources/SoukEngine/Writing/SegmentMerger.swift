import SoukStorage

/// Writes several segments as one, without their deleted documents.
///
/// Posting lists, stored products and columns pass by one after another: memory holds one list, one block and the
/// columns. Documents keep their order.
/// - Complexity: O(bytes of the segments).
struct SegmentMerger {
    private let segments: [SegmentReader]
    /// New number of every document, by segment; nil when it is deleted.
    private let numbers: [[UInt32?]]
    private let documentCount: Int
    private let slotFields: [Int]
    private let slots: [[Int]]

    init(_ segments: [SegmentReader], deleted: [DocumentSet]) {
        self.segments = segments
        var next: UInt32 = 0
        var numbers: [[UInt32?]] = []
        for (segment, dead) in zip(segments, deleted) {
            numbers.append(
                (0..<UInt32(segment.documentCount)).map { document in
                    guard !dead.contains(document) else { return nil }
                    defer { next += 1 }
                    return next
                })
        }
        self.numbers = numbers
        documentCount = Int(next)
        let slotFields = Array(Set(segments.flatMap(\.layout.slotFields))).sorted()
        self.slotFields = slotFields
        slots = segments.map { segment in
            segment.layout.slotFields.map { field in slotFields.firstIndex(of: field) ?? 0 }
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
            let totals = try writeLengths(to: file)
            let numberFields = try writeNumbers(to: file)
            let keywordFields = try writeKeywords(to: file)
            let vectorFields = try writeVectors(to: file)
            try writeProducts(to: file)
            try SegmentLayout(
                documentCount: documentCount, slotFields: slotFields, totalLengths: totals,
                numberFields: numberFields,
                keywordFields: keywordFields, vectorFields: vectorFields
            ).write(to: file)
            _ = try file.finish()
        } catch {
            file.abandon()
            throw error
        }
    }

    private func forEachLive(_ body: (Int, UInt32, Int) throws(StorageError) -> Void) throws(StorageError) {
        for index in segments.indices {
            for (document, number) in numbers[index].enumerated() {
                if let number { try body(index, UInt32(document), Int(number)) }
            }
        }
    }

    private func writePostings(to file: SectionFileWriter) throws(StorageError) {
        var norms = TermNormAccumulator(documentCount: documentCount)
        var lists = PostingListsWriter(file: file)
        try lists.begin()
        var cursors: [TermCursor?] = []
        for segment in segments {
            var cursor = segment.terms.cursor()
            cursors.append(try cursor.advance() ? cursor : nil)
        }
        while let term = cursors.compactMap({ $0?.term }).min(by: { $0.lexicographicallyPrecedes($1) }) {
            for index in cursors.indices {
                guard var cursor = cursors[index], cursor.term == term else { continue }
                try copy(cursor.info, of: index, to: &lists, &norms)
                cursors[index] = try cursor.advance() ? cursor : nil
            }
            try endTerm(term, in: &lists)
        }
        try lists.finish()
        try norms.write(to: file)
    }

    private func endTerm(_ term: [UInt8], in lists: inout PostingListsWriter) throws(StorageError) {
        var failure: StorageError?
        term.withUnsafeBufferPointer { bytes in
            do throws(StorageError) { try lists.endTerm(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private func copy(
        _ info: TermInfo, of index: Int, to lists: inout PostingListsWriter,
        _ norms: inout TermNormAccumulator
    ) throws(StorageError) {
        var cursor = try segments[index].cursor(info)
        let isSameSlots = segments[index].layout.slotFields == slotFields
        while try cursor.advance() {
            guard let number = numbers[index][Int(cursor.document)] else { continue }
            var posting = Posting(
                document: number, frequencies: cursor.frequencies, positions: try cursor.positions())
            if !isSameSlots { try renumber(&posting, of: index) }
            norms.add(posting)
            lists.add(posting)
        }
    }

    private func renumber(_ posting: inout Posting, of index: Int) throws(StorageError) {
        let slots = self.slots[index]
        for place in posting.frequencies.indices {
            guard posting.frequencies[place].slot < slots.count else {
                throw .corrupt(
                    Corruption(
                        file: segments[index].fileName, section: "postings", byteOffset: 0,
                        expected: "a slot below \(slots.count)", found: "\(posting.frequencies[place].slot)"))
            }
            posting.frequencies[place].slot = slots[posting.frequencies[place].slot]
        }
        for place in posting.positions.indices {
            posting.positions[place].slot = slots[posting.positions[place].slot]
        }
        posting.frequencies.sort { ($0.slot, $0.reading.rawValue) < ($1.slot, $1.reading.rawValue) }
        posting.positions.sort()
    }

    private func writeLengths(to file: SectionFileWriter) throws(StorageError) -> [UInt64] {
        var builder = LengthColumnBuilder()
        try forEachLive { (index, document, _) in
            var lengths = [Int](repeating: 0, count: slotFields.count)
            for (slot, target) in slots[index].enumerated() {
                lengths[target] = segments[index].lengths.length(of: document, slot: slot)
            }
            builder.add(lengths)
        }
        try builder.write(to: file)
        return builder.totals.isEmpty ? slotFields.map { _ in 0 } : builder.totals
    }

    private func writeNumbers(to file: SectionFileWriter) throws(StorageError) -> [Int] {
        let fields = Set(segments.flatMap(\.layout.numberFields)).sorted()
        for field in fields {
            var builder = NumberColumnBuilder()
            try forEachLive { (index, document, number) in
                if let value = segments[index].numbers[field]?.value(of: document) {
                    builder.set(value, document: number)
                }
            }
            try builder.write(SegmentLayout.numberSection(field), documentCount: documentCount, to: file)
        }
        return fields
    }

    private func writeKeywords(to file: SectionFileWriter) throws(StorageError) -> [Int] {
        let fields = Set(segments.flatMap(\.layout.keywordFields)).sorted()
        for field in fields {
            var builder = KeywordColumnBuilder()
            try forEachLive { (index, document, number) in
                guard let column = segments[index].keywords[field] else { return }
                column.forEachOrdinal(of: document) { builder.add(column.value($0), document: number) }
            }
            try builder.write(SegmentLayout.keywordSection(field), documentCount: documentCount, to: file)
        }
        return fields
    }

    private func writeVectors(to file: SectionFileWriter) throws(StorageError) -> [Int] {
        let fields = Set(segments.flatMap(\.layout.vectorFields)).sorted()
        for field in fields {
            var builder = VectorColumnBuilder()
            try forEachLive { (index, document, number) in
                if let vector = segments[index].vectors[field]?.vector(of: document) {
                    builder.set(vector, document: number)
                }
            }
            try builder.write(SegmentLayout.vectorSection(field), documentCount: documentCount, to: file)
        }
        return fields
    }

    private func writeProducts(to file: SectionFileWriter) throws(StorageError) {
        var ids = ProductIDColumnBuilder()
        try forEachLive { (index, document, _) in ids.add(segments[index].ids.id(of: document)) }
        _ = try ids.write(to: file)
        var stored = StoredFieldsWriter()
        try stored.begin(in: file)
        for (index, segment) in segments.enumerated() {
            try segment.stored.forEach { (document, bytes) throws(StorageError) in
                guard numbers[index][Int(document)] != nil else { return }
                stored.add(Array(bytes))
                try stored.drain(to: file)
            }
        }
        try stored.finish(in: file)
    }
}
