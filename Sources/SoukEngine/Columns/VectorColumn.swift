import SoukStorage

/// A dense vector of every document of a segment, or none.
///
/// Shapes: `documentCount` row numbers (``noRow``: the document has no vector), then rows of `dimension` floats.
package struct VectorColumn: @unchecked Sendable {
    // SAFETY: the buffer belongs to the mapped file that the owning `SegmentReader` keeps alive, and is never written.
    private let bytes: UnsafeRawBufferPointer
    package let dimension: Int
    private let documentCount: Int
    private static let headerSize = 8

    static let noRow = UInt32.max

    init(_ bytes: UnsafeRawBufferPointer, documentCount: Int, file: String, section: String)
        throws(StorageError)
    {
        self.bytes = bytes
        self.documentCount = documentCount
        var reader = ByteReader(bytes, file: file, section: section)
        dimension = Int(try reader.readUInt32())
        let rowCount = Int(try reader.readUInt32())
        let expected = Self.headerSize + documentCount * 4 + rowCount * dimension * 4
        guard dimension <= 65_536, rowCount <= documentCount, bytes.count == expected else {
            throw reader.corruption(expected: "\(expected) bytes", found: "\(bytes.count) bytes")
        }
        for document in 0..<documentCount {
            let row = try reader.readUInt32()
            guard row == Self.noRow || Int(row) < rowCount else {
                throw reader.corruption(expected: "a row below \(rowCount)", found: "\(row)")
            }
            _ = document
        }
    }

    /// The document's vector; nil when it has none.
    package func vector(of document: UInt32) -> [Float]? {
        let row = bytes.loadUnaligned(fromByteOffset: Self.headerSize + Int(document) * 4, as: UInt32.self)
        guard row != Self.noRow else { return nil }
        let start = Self.headerSize + documentCount * 4 + Int(row) * dimension * 4
        return (0..<dimension).map { bytes.loadUnaligned(fromByteOffset: start + $0 * 4, as: Float.self) }
    }
}

/// Collects the vectors of a segment's documents.
struct VectorColumnBuilder {
    private var rows: [UInt32] = []
    private var values: [Float] = []
    private(set) var dimension = 0

    /// Adds a document's vector.
    /// - Precondition: every vector has the same dimension; the writer checks it against the schema's.
    mutating func set(_ vector: [Float], document: Int) {
        if dimension == 0 { dimension = vector.count }
        precondition(vector.count == dimension, "vectors of one field have one dimension")
        pad(to: document)
        guard rows.count == document else { return }
        rows.append(UInt32(values.count / max(dimension, 1)))
        values.append(contentsOf: vector)
    }

    private mutating func pad(to count: Int) {
        while rows.count < count { rows.append(VectorColumn.noRow) }
    }

    /// Adds the documents of another builder behind its own.
    /// - Parameter count: documents of its own.
    mutating func append(_ other: VectorColumnBuilder, after count: Int) {
        pad(to: count)
        if dimension == 0 { dimension = other.dimension }
        let base = UInt32(values.count / max(dimension, 1))
        rows += other.rows.map { $0 == VectorColumn.noRow ? $0 : base + $0 }
        values += other.values
    }

    var byteCount: Int { rows.count * 4 + values.count * 4 }

    mutating func write(
        _ name: String, _ order: DocumentOrder, to file: SectionFileWriter
    ) throws(StorageError) {
        pad(to: order.numbers.count)
        let ordered = order.sources.map { rows[Int($0)] }
        let kept = ordered.filter { $0 != VectorColumn.noRow }
        try file.beginSection(name)
        try file.appendArray([UInt32(dimension), UInt32(kept.count)])
        var next: UInt32 = 0
        try file.appendArray(
            ordered.map { row in
                guard row != VectorColumn.noRow else { return row }
                defer { next += 1 }
                return next
            })
        for row in kept {
            try file.appendArray(Array(values[Int(row) * dimension..<(Int(row) + 1) * dimension]))
        }
    }
}
