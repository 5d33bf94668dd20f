import SoukStorage

/// The shop's keys of a segment: by document, and sorted for lookups.
///
/// - Complexity: id of a document O(1), document of an id O(log n).
package struct ProductIDColumn: @unchecked Sendable {
    // SAFETY: the buffers belong to the mapped file that the owning `SegmentReader` keeps alive, and are never written.
    private let offsets: UnsafeRawBufferPointer
    private let text: UnsafeRawBufferPointer
    private let sorted: UnsafeRawBufferPointer
    private let runs: UnsafeRawBufferPointer
    private let documentCount: Int

    init(_ sections: SectionFileReader, documentCount: Int) throws(StorageError) {
        offsets = try sections.section("ids.offsets")
        text = try sections.section("ids.text")
        sorted = try sections.section("ids.sorted")
        runs = try sections.section("ids.runs")
        self.documentCount = documentCount
        func fail(_ section: String, _ expected: String) -> StorageError {
            .corrupt(
                Corruption(
                    file: sections.name, section: section, byteOffset: 0, expected: expected, found: "other"))
        }
        guard offsets.count == (documentCount + 1) * 4 else {
            throw fail("ids.offsets", "\(documentCount + 1) offsets")
        }
        guard sorted.count == documentCount * 4 else {
            throw fail("ids.sorted", "\(documentCount) documents")
        }
        var previous: UInt32 = 0
        for index in 0...documentCount {
            let offset = load(offsets, index)
            guard offset >= previous, Int(offset) <= text.count else {
                throw fail("ids.offsets", "rising offsets")
            }
            previous = offset
        }
        for index in 0..<documentCount where Int(load(sorted, index)) >= documentCount {
            throw fail("ids.sorted", "documents below \(documentCount)")
        }
        var end: UInt32 = 0
        for index in 0..<runs.count / 4 {
            let next = load(runs, index)
            guard next > end, Int(next) <= documentCount else { throw fail("ids.runs", "rising documents") }
            end = next
        }
        guard runs.count % 4 == 0, Int(end) == documentCount else {
            throw fail("ids.runs", "runs of \(documentCount) documents")
        }
    }

    @inline(__always)
    private func load(_ buffer: UnsafeRawBufferPointer, _ index: Int) -> UInt32 {
        buffer.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
    }

    /// The UTF-8 bytes of a document's key.
    package func bytes(of document: UInt32) -> UnsafeBufferPointer<UInt8> {
        let range = Int(load(offsets, Int(document)))..<Int(load(offsets, Int(document) + 1))
        return UnsafeRawBufferPointer(rebasing: text[range]).bindMemory(to: UInt8.self)
    }

    /// The first eight bytes of a document's key, see ``termHead(_:)``.
    @inline(__always)
    func head(of document: UInt32) -> UInt64 {
        let start = Int(load(offsets, Int(document)))
        let length = Int(load(offsets, Int(document) + 1)) - start
        guard start + 8 <= text.count else { return termHead(bytes(of: document)) }
        let word = UInt64(bigEndian: text.loadUnaligned(fromByteOffset: start, as: UInt64.self))
        if length >= 8 { return word }
        return length == 0 ? 0 : word & ~0 << UInt64(8 * (8 - length))
    }

    package func id(of document: UInt32) -> String { String(decoding: bytes(of: document), as: UTF8.self) }

    /// The documents with this key: several when an older one of the same segment was replaced.
    package func documents(withID id: UnsafeBufferPointer<UInt8>) -> [UInt32] {
        var index = lowerBound(id, from: 0)
        var result: [UInt32] = []
        while index < documentCount, compareTerms(bytes(of: load(sorted, index)), id) == 0 {
            result.append(load(sorted, index))
            index += 1
        }
        return result
    }

    package func documents(withID id: String) -> [UInt32] {
        var id = id
        return id.withUTF8 { documents(withID: $0) }
    }

    /// Documents by rising key.
    package func document(atSortedPlace index: Int) -> UInt32 { load(sorted, index) }

    /// Documents whose keys rise with their numbers, one run after another.
    var runCount: Int { runs.count / 4 }

    /// The document after the last of a run.
    @inline(__always)
    func runEnd(_ run: Int) -> UInt32 { load(runs, run) }

    /// First place from `start` on whose key is at least `id`, found by doubling steps: O(log distance).
    package func lowerBound(_ id: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var step = 1
        var low = start
        var high = start
        while high < documentCount, compareTerms(bytes(of: load(sorted, high)), id) < 0 {
            low = high + 1
            high += step
            step *= 2
        }
        high = min(high, documentCount)
        while low < high {
            let middle = (low + high) / 2
            if compareTerms(bytes(of: load(sorted, middle)), id) < 0 {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

/// Collects the keys of a segment's documents.
struct ProductIDColumnBuilder {
    private var offsets: [UInt32] = [0]
    private var text: [UInt8] = []

    var count: Int { offsets.count - 1 }
    var byteCount: Int { offsets.count * 8 + text.count }

    mutating func add(_ id: String) {
        var id = id
        id.withUTF8 { add($0) }
    }

    mutating func add(_ id: UnsafeBufferPointer<UInt8>) {
        text.append(contentsOf: id)
        offsets.append(UInt32(text.count))
    }

    /// Adds the documents of another builder behind its own.
    mutating func append(_ other: ProductIDColumnBuilder) {
        let base = UInt32(text.count)
        text += other.text
        offsets += other.offsets.dropFirst().map { base + $0 }
    }

    func id(of document: UInt32) -> String {
        String(
            decoding: text[Int(offsets[Int(document)])..<Int(offsets[Int(document) + 1])], as: UTF8.self)
    }

    private struct Item: BitwiseCopyable {
        let head: UInt64
        let document: UInt32
    }

    /// Documents by rising key; of equal keys the one added last alone.
    /// - Complexity: O(n) where the first eight bytes tell the keys apart, O(n log n) among n keys that share them.
    func documentsByKey() -> [UInt32] {
        text.withUnsafeBufferPointer { bytes in
            func key(_ document: UInt32) -> UnsafeBufferPointer<UInt8> {
                UnsafeBufferPointer(
                    rebasing: bytes[Int(offsets[Int(document)])..<Int(offsets[Int(document) + 1])])
            }
            var items = (0..<UInt32(count)).map { Item(head: termHead(key($0)), document: $0) }
            RadixSort.sort(&items) { $0.head }
            var newest: [UInt32] = []
            newest.reserveCapacity(items.count)
            var start = 0
            while start < items.count {
                var end = start + 1
                while end < items.count, items[end].head == items[start].head { end += 1 }
                if end - start > 1 {
                    items[start..<end].sort { a, b in
                        let order = compareTerms(key(a.document), key(b.document))
                        return order != 0 ? order < 0 : a.document < b.document
                    }
                }
                for place in start..<end {
                    let document = items[place].document
                    if place + 1 < end, compareTerms(key(document), key(items[place + 1].document)) == 0 {
                        continue
                    }
                    newest.append(document)
                }
                start = end
            }
            return newest
        }
    }

    /// Writes the keys in the order of the segment.
    /// - Parameter byKey: the segment's source documents by rising key.
    func write(_ order: DocumentOrder, byKey: [UInt32], to file: SectionFileWriter) throws(StorageError) {
        var orderedOffsets: [UInt32] = [0]
        orderedOffsets.reserveCapacity(order.documentCount + 1)
        let orderedText = [UInt8](roomFor: text.count) { target, end in
            for document in order.sources {
                for place in offsets[Int(document)]..<offsets[Int(document) + 1] {
                    target[end] = text[Int(place)]
                    end += 1
                }
                orderedOffsets.append(UInt32(end))
            }
        }
        try file.beginSection("ids.offsets")
        try file.appendArray(orderedOffsets)
        try file.beginSection("ids.text")
        try file.append(orderedText)
        let sorted = byKey.map { order.numbers[Int($0)] }
        try file.beginSection("ids.sorted")
        try file.appendArray(sorted)
        try file.beginSection("ids.runs")
        try file.appendArray(Self.runEnds(sorted))
    }

    private static func runEnds(_ sorted: [UInt32]) -> [UInt32] {
        var places = [UInt32](repeating: 0, count: sorted.count)
        for (place, document) in sorted.enumerated() { places[Int(document)] = UInt32(place) }
        var ends: [UInt32] = []
        for document in 1..<max(sorted.count, 1) where places[document] < places[document - 1] {
            ends.append(UInt32(document))
        }
        if !sorted.isEmpty { ends.append(UInt32(sorted.count)) }
        return ends
    }
}
