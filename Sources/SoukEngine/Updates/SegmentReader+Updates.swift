import SoukStorage

extension SegmentReader {
    /// This segment with other numbers; everything else is shared.
    /// - Parameter files: the files that hold its updates, these among them.
    func updating(_ updates: ColumnUpdates, files: [String]) -> SegmentReader {
        var pages = numberPages
        var numbers = numbers
        for (field, changes) in updates.numbers {
            let made = NumberPages(
                file: numbers[field]?.fileBytes, documentCount: documentCount, base: pages[field],
                changes: changes)
            numbers[field] = NumberColumn(numbers[field], made)
            pages[field] = made
        }
        return SegmentReader(updating: self, numbers: numbers, pages: pages, files: files)
    }

    /// Reads the updates of `files` that this segment does not have yet.
    ///
    /// - Throws: `StorageError` when a file is damaged or of another segment.
    func updating(from files: [String], in directory: any Directory) throws(StorageError) -> SegmentReader {
        guard files != columnFiles else { return self }
        var segment = self
        if !files.starts(with: columnFiles) { segment = withoutUpdates }
        for index in segment.columnFiles.count..<files.count {
            segment = segment.updating(
                try ColumnUpdates.read(files[index], segment: segment, in: directory),
                files: Array(files[...index]))
        }
        return segment
    }

    /// Every update of the segment's documents.
    var allUpdates: ColumnUpdates {
        var updates = ColumnUpdates()
        for (field, pages) in numberPages {
            pages.updated.forEach { document in
                updates.set(numbers[field]?.value(of: document) ?? .nan, field: field, document: document)
            }
        }
        return updates
    }

    /// The product's JSON, with the numbers that it has now.
    package func source(of document: UInt32, _ schema: Schema) throws(StorageError) -> [UInt8] {
        patched(try stored.source(of: document), document, schema)
    }

    /// A product's JSON as it is stored, with the numbers that it has now.
    package func patched(_ source: [UInt8], _ document: UInt32, _ schema: Schema) -> [UInt8] {
        var members: [JSONMembers.Replacement] = []
        for (field, pages) in numberPages where field < schema.fields.count {
            guard pages.updated.contains(document) else { continue }
            members.append(
                .init(name: schema.fields[field].name, number: numbers[field]?.value(of: document)))
        }
        return members.isEmpty ? source : JSONMembers(source).replacing(members)
    }
}
