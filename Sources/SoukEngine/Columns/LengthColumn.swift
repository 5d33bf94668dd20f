import SoukStorage

/// Lengths of the text fields of every document, in the units of ``TextLength``.
///
/// Shapes: one row of `documentCount` 16-bit lengths for each slot; longer texts count as 65,535.
package struct LengthColumn: @unchecked Sendable {
    // SAFETY: the buffer belongs to the mapped file that the owning `SegmentReader` keeps alive, and is never written.
    private let bytes: UnsafeRawBufferPointer
    private let documentCount: Int
    package let slotCount: Int

    init(_ sections: SectionFileReader, slotCount: Int, documentCount: Int) throws(StorageError) {
        bytes = try sections.section("lengths")
        self.slotCount = slotCount
        self.documentCount = documentCount
        guard bytes.count == slotCount * documentCount * 2 else {
            throw .corrupt(
                Corruption(
                    file: sections.name, section: "lengths", byteOffset: 0,
                    expected: "\(slotCount * documentCount * 2) bytes", found: "\(bytes.count) bytes"))
        }
    }

    package func length(of document: UInt32, slot: Int) -> Int {
        Int(bytes.loadUnaligned(fromByteOffset: (slot * documentCount + Int(document)) * 2, as: UInt16.self))
    }

    /// The one weighted length of a document.
    @inline(__always)
    package func weightedLength(of document: UInt32, weights: [Double]) -> Double {
        var sum = 0.0
        for slot in 0..<slotCount where weights[slot] != 0 {
            sum += weights[slot] * Double(length(of: document, slot: slot))
        }
        return sum
    }
}

/// Collects the lengths of a segment's documents.
struct LengthColumnBuilder {
    private var rows: [[UInt16]] = []
    private(set) var totals: [UInt64] = []

    /// Adds the lengths of the next document, one for each slot.
    mutating func add(_ lengths: [Int]) {
        grow(to: lengths.count)
        for (slot, length) in lengths.enumerated() {
            rows[slot].append(UInt16(clamping: length))
            totals[slot] += UInt64(min(length, Int(UInt16.max)))
        }
    }

    /// Adds empty rows for slots that came later.
    mutating func grow(to slotCount: Int) {
        while rows.count < slotCount {
            rows.append([UInt16](repeating: 0, count: rows.first?.count ?? 0))
            totals.append(0)
        }
    }

    var byteCount: Int { rows.reduce(0) { $0 + $1.capacity * 2 } }

    func write(to file: SectionFileWriter) throws(StorageError) {
        try file.beginSection("lengths")
        for row in rows { try file.appendArray(row) }
    }
}
