import SoukStorage

/// Numbers that documents of one segment have in place of those in its file.
///
/// Kept as a file beside the segment, one for each commit that updates it:
/// head: the segment's number, its documents; for each field its place in the schema and how many numbers; data: for each field the
/// rising documents, 4 bytes each, then their numbers, 8 bytes each; NaN for none. See `docs/formats/columns.md`.
struct ColumnUpdates: Sendable, Equatable {
    static let kind = "COLU"
    static let version: UInt32 = 1

    /// By field, then document.
    private(set) var numbers: [Int: [UInt32: Double]] = [:]

    var isEmpty: Bool { numbers.isEmpty }
    var count: Int { numbers.values.reduce(0) { $0 + $1.count } }

    mutating func set(_ value: Double, field: Int, document: UInt32) {
        numbers[field, default: [:]][document] = value
    }

    func write(
        to name: String, segment: SegmentReader, in directory: any Directory
    ) throws(StorageError) {
        let file = try SectionFileWriter(
            directory: directory, name: name, kind: Self.kind, version: Self.version,
            fileID: segment.id.number)
        do throws(StorageError) {
            var head = ByteWriter()
            head.appendVarUInt(segment.id.number)
            head.appendVarUInt(UInt64(segment.documentCount))
            head.appendVarUInt(UInt64(numbers.count))
            let fields = numbers.keys.sorted()
            for field in fields {
                head.appendVarUInt(UInt64(field))
                head.appendVarUInt(UInt64(numbers[field]?.count ?? 0))
            }
            try file.beginSection("head")
            try file.append(head.bytes)
            try file.beginSection("data")
            for field in fields {
                let rows = (numbers[field] ?? [:]).sorted { $0.key < $1.key }
                try file.appendArray(rows.map(\.key))
                try file.appendArray(rows.map(\.value))
            }
            _ = try file.finish()
        } catch {
            file.abandon()
            throw error
        }
    }

    /// Reads a file of updates, checking its checksums first.
    static func read(
        _ name: String, segment: SegmentReader, in directory: any Directory
    ) throws(StorageError) -> ColumnUpdates {
        let file = try SectionFileReader(
            directory: directory, name: name, kind: kind, supported: version...version)
        try file.verifyChecksums()
        var head = try file.reader("head")
        let number = try head.readVarUInt()
        let documentCount = try head.readVarUInt()
        guard number == segment.id.number, documentCount == UInt64(segment.documentCount) else {
            throw head.corruption(
                expected: "\(segment.documentCount) documents of segment \(segment.id.number)",
                found: "\(documentCount) of segment \(number)")
        }
        var updates = ColumnUpdates()
        var data = try file.reader("data")
        for _ in 0..<(try head.readCount(limit: Schema.maximumFieldCount)) {
            let field = try head.readCount(limit: Schema.maximumFieldCount)
            let count = try head.readCount(limit: min(segment.documentCount, data.remaining / 12))
            var documents: [UInt32] = []
            documents.reserveCapacity(count)
            for _ in 0..<count {
                let document = try data.readUInt32()
                guard document < UInt32(segment.documentCount), documents.last ?? 0 <= document else {
                    throw data.corruption(
                        expected: "rising documents below \(segment.documentCount)", found: "\(document)")
                }
                documents.append(document)
            }
            var rows: [UInt32: Double] = Dictionary(minimumCapacity: count)
            for document in documents {
                let value = try data.readDouble()
                rows[document] = value.isFinite ? value : .nan
            }
            updates.numbers[field] = rows
        }
        return updates
    }
}
