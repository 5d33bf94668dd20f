import SoukStorage

/// Reads every byte of an index and holds its parts against each other.
///
/// - Complexity: O(size of the index).
package struct IndexChecker {
    package struct Report: Sendable, Equatable {
        package var segments = 0
        package var documents = 0
        package var deleted = 0
        package var terms = 0
        package var postings = 0
        package var positions = 0
        package var byteCount = 0
        /// What is damaged; empty when the index is sound.
        package var problems: [String] = []

        package var isSound: Bool { problems.isEmpty }
    }

    private let directory: any Directory

    package init(_ directory: any Directory) { self.directory = directory }

    /// - Parameter progress: called with the segments done and their number.
    package func check(progress: (Int, Int) -> Void = { _, _ in }) -> Report {
        var report = Report()
        let manifest: Manifest
        do throws(StorageError) {
            guard let found = try Manifest.read(from: directory) else {
                throw StorageError.notFound(file: Manifest.fileName)
            }
            try SectionFileReader.verify(directory: directory, name: Manifest.fileName)
            manifest = found
        } catch {
            report.problems.append(error.description)
            return report
        }
        for (index, entry) in manifest.segments.enumerated() {
            progress(index, manifest.segments.count)
            do throws(StorageError) { try check(entry, into: &report) } catch {
                report.problems.append(error.description)
            }
        }
        progress(manifest.segments.count, manifest.segments.count)
        checkKeys(manifest, into: &report)
        for (purpose, name) in manifest.attachments.sorted(by: { $0.key < $1.key }) {
            do throws(StorageError) { try SectionFileReader.verify(directory: directory, name: name) } catch {
                report.problems.append("\(error): load the \(purpose) again")
            }
        }
        if report.problems.isEmpty, let problem = IndexLexicon(manifest, in: directory).problem {
            report.problems.append(problem.description)
        }
        return report
    }

    private func check(_ entry: Manifest.Segment, into report: inout Report) throws(StorageError) {
        let segment = try SegmentReader(entry.id, in: directory)
        try segment.verify()
        report.segments += 1
        report.documents += segment.documentCount - entry.deletedCount
        report.deleted += entry.deletedCount
        report.byteCount += segment.byteCount
        if segment.documentCount != entry.documentCount {
            report.problems.append(
                "\(segment.fileName): manifest says \(entry.documentCount) documents, found \(segment.documentCount)"
            )
        }
        if let name = entry.deletedFile {
            try SectionFileReader.verify(directory: directory, name: name)
            let deleted = try DeletedDocuments.read(
                name, segment: entry.id, documentCount: segment.documentCount, in: directory)
            if deleted.count != entry.deletedCount {
                report.problems.append(
                    "\(name): manifest says \(entry.deletedCount) deleted, found \(deleted.count)")
            }
        }
        for name in entry.columnFiles ?? [] {
            try SectionFileReader.verify(directory: directory, name: name)
            _ = try ColumnUpdates.read(name, segment: segment, in: directory)
        }
        try checkPostings(of: segment, into: &report)
        try checkWords(of: segment, into: &report)
        try checkStored(of: segment, into: &report)
    }

    private func checkWords(of segment: SegmentReader, into report: inout Report) throws(StorageError) {
        guard var words = segment.words?.cursor() else { return }
        var previous: [UInt8] = []
        while try words.advance() {
            let count = WordCount(words.info)
            if !previous.lexicographicallyPrecedes(words.term) || count.headings > count.documents {
                report.problems.append(
                    "\(segment.fileName): the word '\(String(decoding: words.term, as: UTF8.self))' is out of order, "
                        + "or has more headings than documents")
            }
            previous = words.term
        }
    }

    private func checkPostings(of segment: SegmentReader, into report: inout Report) throws(StorageError) {
        var terms = segment.terms.cursor()
        var previous: [UInt8] = []
        let slotCount = segment.layout.slotFields.count
        while try terms.advance() {
            report.terms += 1
            if !previous.isEmpty && !previous.lexicographicallyPrecedes(terms.term) {
                report.problems.append(
                    "\(segment.fileName): terms out of order at '\(String(decoding: terms.term, as: UTF8.self))'"
                )
            }
            previous = terms.term
            var cursor = try segment.cursor(terms.info)
            var count = 0
            while try cursor.advance() {
                count += 1
                let expected = cursor.frequencies.reduce(0) { $0 + $1.count }
                let positions = try cursor.positions()
                report.positions += positions.count
                let isSound =
                    positions.count == expected && !cursor.frequencies.isEmpty
                    && cursor.frequencies.allSatisfy { $0.slot < slotCount }
                if !isSound {
                    report.problems.append(
                        "\(segment.fileName): '\(String(decoding: terms.term, as: UTF8.self))' in document "
                            + "\(cursor.document): \(expected) occurrences, \(positions.count) positions")
                }
            }
            report.postings += count
            if count != terms.info.documentFrequency {
                report.problems.append(
                    "\(segment.fileName): '\(String(decoding: terms.term, as: UTF8.self))' has \(count) documents, "
                        + "the dictionary says \(terms.info.documentFrequency)")
            }
        }
        if report.problems.isEmpty, segment.terms.count > 0, previous.isEmpty {
            report.problems.append(
                "\(segment.fileName): the dictionary has no terms but says \(segment.terms.count)")
        }
    }

    private func checkStored(of segment: SegmentReader, into report: inout Report) throws(StorageError) {
        var count = 0
        try segment.stored.forEach { (_, _) in count += 1 }
        if count != segment.documentCount {
            report.problems.append(
                "\(segment.fileName): \(count) stored products for \(segment.documentCount) documents")
        }
    }

    /// No two live documents may have one key.
    private func checkKeys(_ manifest: Manifest, into report: inout Report) {
        guard let snapshot = try? IndexSnapshot(manifest, in: directory) else { return }
        var seen: Set<String> = []
        for (index, segment) in snapshot.segments.enumerated() {
            snapshot.live[index].forEach { document in
                let id = segment.ids.id(of: document)
                if !seen.insert(id).inserted {
                    report.problems.append("\(segment.fileName): product '\(id)' is there twice")
                }
            }
        }
    }
}
