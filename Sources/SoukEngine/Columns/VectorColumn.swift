import SoukStorage
import SoukVectors

/// A dense vector of every document of a segment, or none.
///
/// Shapes: `documentCount` row numbers (``noRow``: the document has no vector), then rows of `dimension` floats, as they were
/// given. ``VectorCodes`` has the same rows as directions in bytes.
package struct VectorColumn: @unchecked Sendable {
    // SAFETY: the buffer belongs to the mapped file that the owning `SegmentReader` keeps alive, and is never written.
    private let bytes: UnsafeRawBufferPointer
    package let dimension: Int
    /// Documents with a vector.
    package let rowCount: Int
    private let documentCount: Int
    private let codes: VectorCodes
    private static let headerSize = 8

    static let noRow = UInt32.max

    /// - Parameter codes: the section of ``VectorCodes``; nil: they are worked out when they are first needed.
    init(
        _ bytes: UnsafeRawBufferPointer, codes: UnsafeRawBufferPointer?, documentCount: Int, file: String,
        section: String
    ) throws(StorageError) {
        self.bytes = bytes
        self.documentCount = documentCount
        var reader = ByteReader(bytes, file: file, section: section)
        dimension = Int(try reader.readUInt32())
        rowCount = Int(try reader.readUInt32())
        let expected = Self.headerSize + documentCount * 4 + rowCount * dimension * 4
        guard dimension <= 65_536, rowCount <= documentCount, bytes.count == expected else {
            throw reader.corruption(expected: "\(expected) bytes", found: "\(bytes.count) bytes")
        }
        var next: UInt32 = 0
        for _ in 0..<documentCount {
            let row = try reader.readUInt32()
            guard row == Self.noRow || row == next else {
                throw reader.corruption(expected: "row \(next)", found: "\(row)")
            }
            if row != Self.noRow { next += 1 }
        }
        guard next == UInt32(rowCount) else {
            throw reader.corruption(expected: "\(rowCount) rows", found: "\(next)")
        }
        self.codes = VectorCodes(rowCount: rowCount, dimension: dimension)
        if let codes {
            try self.codes.use(codes, documentCount: documentCount, file: file, section: section)
        }
    }

    /// The document's vector, as it was given; nil when it has none.
    package func vector(of document: UInt32) -> [Float]? {
        guard let row = row(of: document) else { return nil }
        return Array(UnsafeBufferPointer(start: floats + row * dimension, count: dimension))
    }

    /// The document's vector where it lies; nil when it has none.
    ///
    /// - Parameter body: must not keep the numbers.
    package func withVector<Result>(
        of document: UInt32, _ body: (UnsafeBufferPointer<Float>) -> Result
    ) -> Result? {
        row(of: document).map { row in
            body(UnsafeBufferPointer(start: floats + row * dimension, count: dimension))
        }
    }

    /// The nearest documents by cosine, nearest first: see ``NeighbourSearch``.
    ///
    /// - Parameter allowed: the documents that may be neighbours.
    package func neighbours(
        of query: [Float], count: Int, allowed: DocumentSet,
        precision: NeighbourSearch.Precision = .bytes
    ) -> [Neighbour] {
        let tables = codes.tables { self.derivedCodes() }
        let search = NeighbourSearch(tables.rows(floats: floats), precision: precision)
        return withExtendedLifetime(tables) {
            allowed.withWords { search.nearest(to: query, count: count, allowed: $0) }
        }
    }

    // SAFETY: sections begin at multiples of 8 bytes, and 8 + 4 n bytes precede: every float lies at a multiple of 4.
    private var floats: UnsafePointer<Float> {
        let start = bytes.baseAddress.map { $0 + Self.headerSize + documentCount * 4 }
        guard let start else { preconditionFailure("the section has its header") }
        return start.assumingMemoryBound(to: Float.self)
    }

    private func row(of document: UInt32) -> Int? {
        let row = bytes.loadUnaligned(fromByteOffset: Self.headerSize + Int(document) * 4, as: UInt32.self)
        return row == Self.noRow ? nil : Int(row)
    }

    private func derivedCodes() -> VectorCodesBuilder {
        var builder = VectorCodesBuilder(dimension: dimension)
        for document in 0..<UInt32(documentCount) {
            if let vector = vector(of: document) { builder.add(vector, document: document) }
        }
        return builder
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
        _ field: Int, _ order: DocumentOrder, to file: SectionFileWriter
    ) throws(StorageError) {
        pad(to: order.numbers.count)
        let ordered = order.sources.map { rows[Int($0)] }
        let kept = ordered.filter { $0 != VectorColumn.noRow }
        try file.beginSection(SegmentLayout.vectorSection(field))
        try file.appendArray([UInt32(dimension), UInt32(kept.count)])
        var next: UInt32 = 0
        try file.appendArray(
            ordered.map { row in
                guard row != VectorColumn.noRow else { return row }
                defer { next += 1 }
                return next
            })
        var codes = VectorCodesBuilder(dimension: dimension)
        for (document, row) in ordered.enumerated() where row != VectorColumn.noRow {
            let vector = Array(values[Int(row) * dimension..<(Int(row) + 1) * dimension])
            try file.appendArray(vector)
            codes.add(vector, document: UInt32(document))
        }
        try codes.write(SegmentLayout.vectorCodesSection(field), to: file)
    }
}
