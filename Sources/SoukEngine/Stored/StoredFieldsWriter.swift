import CSoukZstd
import SoukStorage

/// Keeps the products' JSON in blocks compressed with zstd, so that a hit costs the decoding of one block.
///
/// A block closes when it holds ``blockSize`` bytes; a larger product makes a larger block.
struct StoredFieldsWriter {
    static let blockSize = 16 * 1024
    static let level: Int32 = 3

    private var open: [UInt8] = []
    private var lengths: [UInt32] = []
    private var compressed: [UInt8] = []
    private var firstRows: [UInt32] = []
    private var blockOffsets: [UInt64] = []
    private var rowCount: UInt32 = 0
    private var drainedCount = 0

    var byteCount: Int {
        compressed.count + open.count + lengths.count * 4 + blockOffsets.count * 12
    }

    mutating func add(_ source: [UInt8]) {
        open.append(contentsOf: source)
        lengths.append(UInt32(source.count))
        rowCount += 1
        if open.count >= Self.blockSize { closeBlock() }
    }

    /// Adds the products of another writer behind its own.
    mutating func append(_ other: StoredFieldsWriter) {
        closeBlock()
        var other = other
        other.closeBlock()
        let base = UInt64(drainedCount + compressed.count)
        compressed += other.compressed
        firstRows += other.firstRows.map { rowCount + $0 }
        blockOffsets += other.blockOffsets.map { base + $0 }
        rowCount += other.rowCount
    }

    private mutating func closeBlock() {
        guard !lengths.isEmpty else { return }
        var raw = ByteWriter()
        raw.appendVarUInt(UInt64(lengths.count))
        for length in lengths { raw.appendVarUInt(UInt64(length)) }
        raw.append(open)
        firstRows.append(rowCount - UInt32(lengths.count))
        blockOffsets.append(UInt64(drainedCount + compressed.count))
        let bound = souk_zstd_bound(raw.bytes.count)
        let start = compressed.count
        compressed.append(contentsOf: repeatElement(0, count: bound))
        let written = compressed.withUnsafeMutableBytes { target in
            raw.bytes.withUnsafeBytes { source in
                souk_zstd_compress(
                    target.baseAddress?.advanced(by: start), bound, source.baseAddress, source.count,
                    Self.level)
            }
        }
        precondition(written >= 0, "zstd cannot fail with a buffer of its own bound")
        compressed.removeLast(bound - Int(written))
        open.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
    }

    /// Opens the section that ``drain(to:)`` and ``finish(in:)`` fill.
    func begin(in file: SectionFileWriter) throws(StorageError) { try file.beginSection("stored") }

    /// Writes the blocks closed so far, so that a merge holds no more than one in memory.
    mutating func drain(to file: SectionFileWriter) throws(StorageError) {
        guard !compressed.isEmpty else { return }
        try file.append(compressed)
        drainedCount += compressed.count
        compressed.removeAll(keepingCapacity: true)
    }

    /// - Parameter rows: for every document of the segment, its place in the order of ``add(_:)``.
    mutating func finish(in file: SectionFileWriter, rows: [UInt32]) throws(StorageError) {
        closeBlock()
        try drain(to: file)
        try file.beginSection("stored.index")
        try file.appendArray(blockOffsets + [UInt64(drainedCount)])
        try file.beginSection("stored.first")
        try file.appendArray(firstRows + [rowCount])
        try file.beginSection("stored.rows")
        try file.appendArray(rows)
    }
}
