import SoukStorage

/// The deleted documents of a segment as a file of its own, since the segment's file never changes.
enum DeletedDocuments {
    static let kind = "DELS"
    static let version: UInt32 = 1

    static func write(
        _ deleted: DocumentSet, to name: String, segment: SegmentID, in directory: any Directory
    ) throws(StorageError) -> Int {
        let file = try SectionFileWriter(
            directory: directory, name: name, kind: kind, version: version, fileID: segment.number)
        do throws(StorageError) {
            try file.beginSection("documents")
            try file.appendArray([UInt64(deleted.documentCount)])
            try file.appendArray(deleted.words)
            return try file.finish()
        } catch {
            file.abandon()
            throw error
        }
    }

    static func read(
        _ name: String, segment: SegmentID, documentCount: Int, in directory: any Directory
    ) throws(StorageError) -> DocumentSet {
        let file = try SectionFileReader(
            directory: directory, name: name, kind: kind, supported: version...version)
        try file.verifyChecksums()
        var reader = try file.reader("documents")
        let stated = try reader.readUInt64()
        guard stated == UInt64(documentCount), file.fileID == segment.number, reader.remaining % 8 == 0 else {
            throw reader.corruption(
                expected: "\(documentCount) documents of \(segment)",
                found: "\(stated) of segment \(file.fileID)")
        }
        var words: [UInt64] = []
        while reader.remaining > 0 { words.append(try reader.readUInt64()) }
        guard let set = DocumentSet(documentCount: documentCount, words: words) else {
            throw reader.corruption(expected: "\((documentCount + 63) / 64) words", found: "\(words.count)")
        }
        return set
    }
}
