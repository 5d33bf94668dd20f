import CSoukZstd
import SoukStorage

/// Reads the products' JSON back, one block at a time.
package struct StoredFieldsReader: @unchecked Sendable {
    // SAFETY: the buffers belong to the mapped file that the owning `SegmentReader` keeps alive, and are never written.
    private let blocks: UnsafeRawBufferPointer
    private let index: UnsafeRawBufferPointer
    private let firsts: UnsafeRawBufferPointer
    private let rows: UnsafeRawBufferPointer
    private let file: String
    private let blockCount: Int
    private let documentCount: Int

    /// A block that claims to be larger than this is damaged.
    private static let largestBlock = 1 << 30

    init(_ sections: SectionFileReader, documentCount: Int) throws(StorageError) {
        blocks = try sections.section("stored")
        index = try sections.section("stored.index")
        firsts = try sections.section("stored.first")
        rows = try sections.section("stored.rows")
        file = sections.name
        self.documentCount = documentCount
        blockCount = firsts.count / 4 - 1
        guard firsts.count % 4 == 0, blockCount >= 0, index.count == (blockCount + 1) * 8,
            rows.count == documentCount * 4, Int(firstRow(blockCount)) >= documentCount
        else {
            throw .corrupt(
                Corruption(
                    file: file, section: "stored.index", byteOffset: 0,
                    expected: "blocks for \(documentCount) documents",
                    found: "\(index.count), \(firsts.count) and \(rows.count) bytes"))
        }
    }

    private func firstRow(_ block: Int) -> UInt32 {
        firsts.loadUnaligned(fromByteOffset: block * 4, as: UInt32.self)
    }
    private func row(of document: UInt32) -> UInt32 {
        rows.loadUnaligned(fromByteOffset: Int(document) * 4, as: UInt32.self)
    }
    private func offset(_ block: Int) -> UInt64 {
        index.loadUnaligned(fromByteOffset: block * 8, as: UInt64.self)
    }

    /// A block that was read, for documents that lie near each other.
    struct Block {
        fileprivate let firstRow: UInt32
        fileprivate let sources: [[UInt8]]

        func holds(_ document: UInt32, _ reader: StoredFieldsReader) -> Bool {
            let row = reader.row(of: document)
            return row >= firstRow && row - firstRow < UInt32(sources.count)
        }

        /// The JSON of a document; nil when it is in another block.
        func source(of document: UInt32, _ reader: StoredFieldsReader) -> [UInt8]? {
            holds(document, reader) ? sources[Int(reader.row(of: document) - firstRow)] : nil
        }
    }

    /// The block that holds a document.
    func block(of document: UInt32) throws(StorageError) -> Block {
        let number = blockNumber(of: row(of: document))
        var sources: [[UInt8]] = []
        try read(try decompress(block: number), block: number) { _, bytes in sources.append(Array(bytes)) }
        return Block(firstRow: firstRow(number), sources: sources)
    }

    private func blockNumber(of row: UInt32) -> Int {
        var low = 0
        var high = blockCount
        while low + 1 < high {
            let middle = (low + high) / 2
            if firstRow(middle) <= row { low = middle } else { high = middle }
        }
        return low
    }

    /// The JSON of one document.
    package func source(of document: UInt32) throws(StorageError) -> [UInt8] {
        let row = row(of: document)
        let low = blockNumber(of: row)
        let raw = try decompress(block: low)
        var result: [UInt8] = []
        try read(raw, block: low) { place, bytes in
            if firstRow(low) + UInt32(place) == row { result = Array(bytes) }
        }
        return result
    }

    /// Calls `body` with every document, in the order in which they are stored; decodes each block once.
    ///
    /// - Parameter stride: of so many neighbouring blocks the first is read, for a sample that costs as much less.
    package func forEach(
        everyBlock stride: Int = 1, _ body: (UInt32, UnsafeRawBufferPointer) throws(StorageError) -> Void
    ) throws(StorageError) {
        // Rows of products that were replaced before the segment was written belong to no document.
        var stored = (0..<UInt32(documentCount)).map { UInt64(row(of: $0)) << 32 | UInt64($0) }
        stored.sort()
        var next = stored.startIndex
        for block in Swift.stride(from: 0, to: blockCount, by: max(stride, 1)) {
            while next < stored.endIndex, stored[next] >> 32 < UInt64(firstRow(block)) { next += 1 }
            let raw = try decompress(block: block)
            try read(raw, block: block) { (place, bytes) throws(StorageError) in
                guard next < stored.endIndex, stored[next] >> 32 == UInt64(firstRow(block)) + UInt64(place)
                else { return }
                try body(UInt32(truncatingIfNeeded: stored[next]), bytes)
                next += 1
            }
        }
    }

    private func decompress(block: Int) throws(StorageError) -> [UInt8] {
        let start = offset(block)
        let end = offset(block + 1)
        guard start < end, end <= UInt64(blocks.count) else {
            throw damaged(block, expected: "a range inside the section")
        }
        let packed = UnsafeRawBufferPointer(rebasing: blocks[Int(start)..<Int(end)])
        let size = souk_zstd_content_size(packed.baseAddress, packed.count)
        guard size > 0, size <= Self.largestBlock else {
            throw damaged(block, expected: "a zstd frame with its size")
        }
        var raw = [UInt8](repeating: 0, count: Int(size))
        let read = raw.withUnsafeMutableBytes { target in
            souk_zstd_decompress(target.baseAddress, target.count, packed.baseAddress, packed.count)
        }
        guard read == size else { throw damaged(block, expected: "\(size) bytes") }
        return raw
    }

    private func read(
        _ raw: [UInt8], block: Int, _ body: (Int, UnsafeRawBufferPointer) throws(StorageError) -> Void
    ) throws(StorageError) {
        var failure: StorageError?
        raw.withUnsafeBytes { bytes in
            do throws(StorageError) {
                var reader = ByteReader(bytes, file: file, section: "stored", baseOffset: Int(offset(block)))
                let count = try reader.readCount(limit: bytes.count)
                guard firstRow(block) + UInt32(count) == firstRow(block + 1) else {
                    throw damaged(
                        block, expected: "\(firstRow(block + 1) - firstRow(block)) documents")
                }
                var lengths: [Int] = []
                for _ in 0..<count { lengths.append(try reader.readCount(limit: bytes.count)) }
                for (place, length) in lengths.enumerated() { try body(place, try reader.readBytes(length)) }
            } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private func damaged(_ block: Int, expected: String) -> StorageError {
        .corrupt(
            Corruption(
                file: file, section: "stored", byteOffset: Int(clamping: offset(block)), expected: expected,
                found: "a damaged block"))
    }
}
