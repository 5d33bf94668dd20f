import SoukStorage

/// The whole values of a field: a sorted dictionary, and the ordinals of every document.
///
/// Serves keyword, path and attributes fields. A path is stored with all its ancestors, so that
/// `"手机"` and `"手机 > 配件"` are both values of a product in `"手机 > 配件"`; an attribute is the value
/// `name + U+001F + value`.
/// - Complexity: ordinal of a value O(log n); values of a document O(1) each.
package struct KeywordColumn: @unchecked Sendable {
    // SAFETY: the buffers belong to the mapped file that the owning `SegmentReader` keeps alive, and are never written.
    private let offsets: UnsafeRawBufferPointer
    private let text: UnsafeRawBufferPointer
    private let starts: UnsafeRawBufferPointer
    private let ordinals: UnsafeRawBufferPointer
    package let valueCount: Int
    /// The documents that have a value.
    package private(set) var valued: DocumentSet
    let documentCount: Int

    static let attributeSeparator = "\u{1F}"

    /// The attribute's name and the value of a column's entry.
    package static func attribute(of entry: String) -> (name: String, value: String) {
        guard let separator = entry.firstRange(of: attributeSeparator) else { return ("", entry) }
        return (String(entry[..<separator.lowerBound]), String(entry[separator.upperBound...]))
    }

    /// The bytes of an entry's attribute name; all of them when it has none.
    static func nameBytes(of entry: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer> {
        entry.prefix { $0 != separatorByte }
    }

    /// An entry without its attribute's name.
    static func valueBytes(of entry: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer> {
        entry.dropFirst(nameBytes(of: entry).count + 1)
    }

    private static let separatorByte: UInt8 = 0x1F

    init(_ sections: SectionFileReader, name: String, documentCount: Int) throws(StorageError) {
        offsets = try sections.section(name + ".offsets")
        text = try sections.section(name + ".text")
        starts = try sections.section(name + ".starts")
        ordinals = try sections.section(name + ".ordinals")
        self.documentCount = documentCount
        valueCount = max(offsets.count / 4 - 1, 0)
        valued = DocumentSet(documentCount: documentCount)
        try checkBounds(file: sections.name, name: name)
    }

    private mutating func checkBounds(file: String, name: String) throws(StorageError) {
        func fail(_ section: String, _ expected: String) -> StorageError {
            .corrupt(
                Corruption(
                    file: file, section: name + section, byteOffset: 0, expected: expected, found: "other"))
        }
        guard offsets.count % 4 == 0, offsets.count >= 4 else {
            throw fail(".offsets", "4 bytes for each value and 4 more")
        }
        guard starts.count == (documentCount + 1) * 4 else {
            throw fail(".starts", "\(documentCount + 1) starts")
        }
        guard ordinals.count % 4 == 0 else { throw fail(".ordinals", "4 bytes for each ordinal") }
        var previous: UInt32 = 0
        for index in 0...valueCount {
            let offset = load(offsets, index)
            guard offset >= previous, offset <= UInt32(text.count) else {
                throw fail(".offsets", "rising offsets into the text")
            }
            previous = offset
        }
        previous = 0
        for index in 0...documentCount {
            let start = load(starts, index)
            guard start >= previous, Int(start) <= ordinals.count / 4 else {
                throw fail(".starts", "rising starts into the ordinals")
            }
            if index > 0 && start > previous { valued.insert(UInt32(index - 1)) }
            previous = start
        }
        for index in 0..<ordinals.count / 4 where Int(load(ordinals, index)) >= valueCount {
            throw fail(".ordinals", "ordinals below \(valueCount)")
        }
    }

    @inline(__always)
    private func load(_ buffer: UnsafeRawBufferPointer, _ index: Int) -> UInt32 {
        buffer.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
    }

    /// Ordinals of the document's values, in the order in which the product lists them.
    @inline(__always)
    package func forEachOrdinal(of document: UInt32, _ body: (Int) -> Void) {
        let start = Int(load(starts, Int(document)))
        let end = Int(load(starts, Int(document) + 1))
        for index in start..<end { body(Int(load(ordinals, index))) }
    }

    package func ordinals(of document: UInt32) -> [Int] {
        var result: [Int] = []
        forEachOrdinal(of: document) { result.append($0) }
        return result
    }

    package func valueBytes(_ ordinal: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: text[Int(load(offsets, ordinal))..<Int(load(offsets, ordinal + 1))])
    }

    package func value(_ ordinal: Int) -> String { String(decoding: valueBytes(ordinal), as: UTF8.self) }

    /// The place of a value in the dictionary.
    package func ordinal(of value: String) -> Int? {
        var value = value
        return value.withUTF8 { bytes in
            let index = lowerBound(bytes)
            return index < valueCount
                && compareTerms(valueBytes(index).bindMemory(to: UInt8.self), bytes) == 0 ? index : nil
        }
    }

    /// Ordinals of the values that begin with `prefix`.
    package func ordinals(withPrefix prefix: String) -> Range<Int> {
        var prefix = prefix
        return prefix.withUTF8 { bytes in
            let low = lowerBound(bytes)
            var high = low
            while high < valueCount, valueBytes(high).starts(with: bytes) { high += 1 }
            return low..<high
        }
    }

    private func lowerBound(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var low = 0
        var high = valueCount
        while low < high {
            let middle = (low + high) / 2
            if compareTerms(valueBytes(middle).bindMemory(to: UInt8.self), bytes) < 0 {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

/// Collects the values of a segment's documents.
struct KeywordColumnBuilder {
    private var codes: [String: UInt32] = [:]
    private var starts: [UInt32] = [0]
    private var values: [UInt32] = []
    private var textBytes = 0

    /// Adds a value to the document added last or to a later one. A repeated value of a document counts once.
    mutating func add(_ value: String, document: Int) {
        let code = code(of: value)
        pad(to: document)
        let start = Int(starts[document])
        guard !values[start...].contains(code) else { return }
        values.append(code)
    }

    private mutating func pad(to document: Int) {
        while starts.count <= document { starts.append(UInt32(values.count)) }
    }

    /// Adds the documents of another builder behind its own.
    /// - Parameter count: documents of its own.
    mutating func append(_ other: KeywordColumnBuilder, after count: Int) {
        pad(to: count)
        var own = [UInt32](repeating: 0, count: other.codes.count)
        for (value, code) in other.codes { own[Int(code)] = self.code(of: value) }
        let base = UInt32(values.count)
        starts += other.starts.dropFirst().map { base + $0 }
        values += other.values.map { own[Int($0)] }
    }

    private mutating func code(of value: String) -> UInt32 {
        if let known = codes[value] { return known }
        let code = UInt32(codes.count)
        codes[value] = code
        textBytes += value.utf8.count + 64
        return code
    }

    var byteCount: Int { starts.count * 4 + values.count * 4 + textBytes }

    mutating func write(
        _ name: String, _ order: DocumentOrder, to file: SectionFileWriter
    ) throws(StorageError) {
        pad(to: order.numbers.count)
        let sorted = codes.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
        var ordinals = [UInt32](repeating: 0, count: sorted.count)
        var offsets: [UInt32] = [0]
        var text: [UInt8] = []
        for (ordinal, entry) in sorted.enumerated() {
            ordinals[Int(entry.value)] = UInt32(ordinal)
            text.append(contentsOf: entry.key.utf8)
            offsets.append(UInt32(text.count))
        }
        try file.beginSection(name + ".offsets")
        try file.appendArray(offsets)
        try file.beginSection(name + ".text")
        try file.append(text)
        var orderedStarts: [UInt32] = [0]
        var orderedValues: [UInt32] = []
        orderedValues.reserveCapacity(values.count)
        for document in order.sources {
            for place in starts[Int(document)]..<starts[Int(document) + 1] {
                orderedValues.append(ordinals[Int(values[Int(place)])])
            }
            orderedStarts.append(UInt32(orderedValues.count))
        }
        try file.beginSection(name + ".starts")
        try file.appendArray(orderedStarts)
        try file.beginSection(name + ".ordinals")
        try file.appendArray(orderedValues)
    }
}
