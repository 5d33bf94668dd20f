import SoukStorage

/// Lengths of the text fields of every document, in the units of ``TextLength``.
///
/// Shapes: for each slot a width byte, 1 or 2, then as many bytes for each document; longer texts count as 65,535.
package struct LengthColumn: @unchecked Sendable {
    // SAFETY: the buffers belong to the mapped file that the owning `SegmentReader` keeps alive, and are never written.
    private let rows: [UnsafeRawBufferPointer]
    private let widths: [Int]
    private let documentCount: Int

    init(_ sections: SectionFileReader, slotCount: Int, documentCount: Int) throws(StorageError) {
        var reader = try sections.reader("lengths")
        self.documentCount = documentCount
        var rows: [UnsafeRawBufferPointer] = []
        var widths: [Int] = []
        for _ in 0..<slotCount {
            let width = Int(try reader.readUInt8())
            guard width == 1 || width == 2 else {
                throw reader.corruption(expected: "a width of 1 or 2 bytes", found: "\(width)")
            }
            rows.append(try reader.readBytes(width * documentCount))
            widths.append(width)
        }
        guard reader.remaining == 0 else {
            throw reader.corruption(expected: "the end", found: "\(reader.remaining) more bytes")
        }
        self.rows = rows
        self.widths = widths
    }

    package var slotCount: Int { rows.count }

    @inline(__always)
    package func length(of document: UInt32, slot: Int) -> Int {
        let row = rows[slot]
        if widths[slot] == 1 { return Int(row[Int(document)]) }
        return Int(row.loadUnaligned(fromByteOffset: Int(document) * 2, as: UInt16.self))
    }

    /// The one weighted length of a document, in single precision: the order of documents and the norm agree in it.
    @inline(__always)
    package func weightedLength(of document: UInt32, weights: [Double]) -> Float {
        var sum = 0.0
        for slot in 0..<slotCount where weights[slot] != 0 {
            sum += weights[slot] * Double(length(of: document, slot: slot))
        }
        return Float(sum)
    }
}

/// Collects the lengths of a segment's documents.
struct LengthColumnBuilder {
    private var rows: [[UInt16]] = []

    /// Adds the lengths of the next document, one for each slot.
    mutating func add(_ lengths: [Int]) {
        grow(to: lengths.count)
        for (slot, length) in lengths.enumerated() { rows[slot].append(UInt16(clamping: length)) }
    }

    /// Adds the documents of another builder behind its own.
    /// - Parameter count: documents of its own.
    mutating func append(_ other: LengthColumnBuilder, after count: Int) {
        while rows.count < other.rows.count { rows.append([UInt16](repeating: 0, count: count)) }
        for slot in rows.indices {
            if slot < other.rows.count {
                rows[slot] += other.rows[slot]
            } else {
                rows[slot] += repeatElement(0, count: other.rows.first?.count ?? 0)
            }
        }
    }

    /// Adds empty rows for slots that came later.
    mutating func grow(to slotCount: Int) {
        while rows.count < slotCount {
            rows.append([UInt16](repeating: 0, count: rows.first?.count ?? 0))
        }
    }

    var byteCount: Int { rows.reduce(0) { $0 + $1.count * 2 } }

    func weightedLength(of document: UInt32, weights: [Double]) -> Float {
        var sum = 0.0
        for slot in rows.indices where weights[slot] != 0 {
            sum += weights[slot] * Double(rows[slot][Int(document)])
        }
        return Float(sum)
    }

    /// Writes the lengths in the order of the segment.
    /// - Returns: their sums by slot.
    func write(_ order: DocumentOrder, to file: SectionFileWriter) throws(StorageError) -> [UInt64] {
        try file.beginSection("lengths")
        var totals: [UInt64] = []
        for row in rows {
            let ordered = order.sources.map { row[Int($0)] }
            totals.append(ordered.reduce(0) { $0 + UInt64($1) })
            let isNarrow = ordered.allSatisfy { $0 <= UInt16(UInt8.max) }
            try file.append([isNarrow ? 1 : 2])
            if isNarrow {
                try file.append(ordered.map { UInt8($0) })
            } else {
                try file.appendArray(ordered)
            }
        }
        return totals
    }
}
