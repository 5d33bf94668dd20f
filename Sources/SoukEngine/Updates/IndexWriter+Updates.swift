import SoukStorage

extension IndexWriter {
    /// Changes a number of a product, without its text being analysed again; visible with the next commit.
    ///
    /// - Parameters:
    ///   - field: place of a number field in the schema.
    ///   - value: nil: the product has no such number any more.
    /// - Returns: false when there is no such product.
    /// - Complexity: O(segments × log n). A product that was written since the last commit costs a segment.
    @discardableResult
    package func update(_ id: String, field: Int, to value: Double?) throws(IndexError) -> Bool {
        if let failure { throw failure }
        precondition(
            schema.fields[field].type == .number, "'\(schema.fields[field].name)' is no number field")
        if unflushed.mayContain(id) { try flush() }
        guard let address = pending.address(of: id) else { return false }
        pending.update(address, field: field, to: value)
        return true
    }

    /// Takes a product over as changes of its numbers, when nothing else about it is new.
    /// - Returns: false when it has to be analysed.
    func updatesNumbers(with document: Document) -> Bool {
        guard !pending.segments.isEmpty, !unflushed.mayContain(document.id),
            let address = pending.address(of: document.id)
        else { return false }
        let segment = pending.segments[address.segment]
        // What cannot be read is written anew.
        guard segment.holdsFields(of: document), hasVector(address),
            let stored = try? storedSources.source(of: address.document, in: segment),
            JSONMembers(document.source).differsOnlyInNumbers(from: JSONMembers(stored), of: numberNames)
        else { return false }
        var values: [Int: Double] = [:]
        for value in document.values {
            if case .number(let number) = value.content, values[value.field] == nil {
                values[value.field] = number
            }
        }
        for (field, description) in schema.fields.enumerated() where description.type == .number {
            let value = values[field].flatMap { $0.isFinite ? $0 : nil }
            guard value != pending.number(of: address, field: field) else { continue }
            pending.update(address, field: field, to: value)
        }
        return true
    }

    /// Whether nothing has to be embedded: the product has the vector of its text, or products get none.
    private func hasVector(_ address: DocumentAddress) -> Bool {
        guard options.embedding != nil, let field = schema.index(withRole: .embedding) else { return true }
        return pending.segments[address.segment].vectors[field]?.vector(of: address.document) != nil
    }
}

extension SegmentReader {
    /// Whether the segment was written with every field that a product has: one that came later has to be indexed.
    fileprivate func holdsFields(of document: Document) -> Bool {
        document.values.allSatisfy { value in
            switch value.content {
            case .number: true
            case .vector: layout.vectorFields.contains(value.field)
            case .text, .path, .attribute:
                layout.slotFields.contains(value.field) || layout.keywordFields.contains(value.field)
            }
        }
    }
}

extension PendingCommit {
    /// Where the live product with this key is, among those written so far.
    func address(of id: String) -> DocumentAddress? {
        for index in segments.indices.reversed() {
            for document in segments[index].ids.documents(withID: id)
            where !deleted[index].contains(document) {
                return DocumentAddress(segment: index, document: document)
            }
        }
        return nil
    }

    /// The number that the next commit shows.
    func number(of address: DocumentAddress, field: Int) -> Double? {
        let segment = segments[address.segment]
        if let value = updates[segment.id]?.numbers[field]?[address.document] {
            return value.isNaN ? nil : value
        }
        return segment.numbers[field]?.value(of: address.document)
    }

    mutating func update(_ address: DocumentAddress, field: Int, to value: Double?) {
        updates[segments[address.segment].id, default: ColumnUpdates()]
            .set(value ?? .nan, field: field, document: address.document)
    }

    /// Shows the pending numbers in the segments, so that merging takes them over.
    mutating func applyUpdates() {
        for index in segments.indices {
            guard let changes = updates[segments[index].id], !changes.isEmpty else { continue }
            segments[index] = segments[index].updating(changes, files: segments[index].columnFiles)
        }
    }

    /// Shows the pending numbers in the segments for good: all of them are about to be written anew.
    mutating func foldUpdates() {
        applyUpdates()
        updates = [:]
    }

    /// Writes the pending numbers of segments that are still there, and says which files hold them.
    mutating func writeUpdates(in directory: any Directory) throws(StorageError) {
        for index in segments.indices {
            let segment = segments[index]
            guard let changes = updates[segment.id], !changes.isEmpty else { continue }
            let isFolded = segment.columnFiles.count >= Self.mostColumnFiles
            let name = "columns-\(takeNumber()).souk"
            try (isFolded ? segment.allUpdates : changes).write(to: name, segment: segment, in: directory)
            let files = isFolded ? [name] : segment.columnFiles + [name]
            segments[index] = segment.updating(ColumnUpdates(), files: files)
        }
        updates = [:]
    }

    /// Files of updates that a segment may have before they are written as one.
    private static let mostColumnFiles = 16
}

/// Stored products of segments, the block read last kept: feeds come in the order in which products are stored.
struct StoredSources {
    private var segment: SegmentID?
    private var block: StoredFieldsReader.Block?

    mutating func source(of document: UInt32, in reader: SegmentReader) throws(StorageError) -> [UInt8]? {
        if segment != reader.id || block?.holds(document, reader.stored) != true {
            block = try reader.stored.block(of: document)
            segment = reader.id
        }
        return block?.source(of: document, reader.stored)
    }
}
