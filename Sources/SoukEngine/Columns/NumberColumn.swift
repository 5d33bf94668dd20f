import CSoukKernels
import SoukStorage

/// A number of every document of a segment, or none; read where it lies in the mapped file.
package struct NumberColumn: @unchecked Sendable {
    // SAFETY: the buffer belongs to the mapped file that the owning `SegmentReader` keeps alive, and is never written.
    private let bytes: UnsafeRawBufferPointer
    private let documentCount: Int
    // SAFETY: the table of the `NumberPages` that the owning `SegmentReader` keeps; nil when nothing was updated.
    private let pages: UnsafeMutablePointer<UnsafeRawPointer>?

    init(_ bytes: UnsafeRawBufferPointer, documentCount: Int, file: String, section: String)
        throws(StorageError)
    {
        self.bytes = bytes
        self.documentCount = documentCount
        pages = nil
        guard bytes.count == documentCount * 8 else {
            throw .corrupt(
                Corruption(
                    file: file, section: section, byteOffset: 0,
                    expected: "\(documentCount * 8) bytes", found: "\(bytes.count) bytes"))
        }
    }

    /// A column with updated numbers.
    /// - Parameter file: the column in the segment's file; nil when it has none.
    init(_ file: NumberColumn?, _ pages: NumberPages) {
        bytes = file?.bytes ?? UnsafeRawBufferPointer(start: nil, count: 0)
        documentCount = pages.documentCount
        self.pages = pages.table
    }

    /// The numbers in the segment's file; nil when it has none of the field.
    var fileBytes: UnsafeRawBufferPointer? { bytes.baseAddress == nil ? nil : bytes }

    /// The document's number; nil when it has none. A document with several values keeps the first.
    @inline(__always)
    package func value(of document: UInt32) -> Double? {
        let value =
            pages.map { NumberPages.value($0, document) }
            ?? bytes.loadUnaligned(fromByteOffset: Int(document) * 8, as: Double.self)
        return value.isNaN ? nil : value
    }

    /// The numbers of the documents of a set, in their order.
    /// - Complexity: O(documents / 64 + documents of the set).
    package func values(in set: DocumentSet) -> [Double] {
        [Double](roomFor: set.count) { buffer, size in
            set.forEach { document in
                guard let value = value(of: document) else { return }
                buffer[size] = value
                size += 1
            }
        }
    }

    /// The documents whose number lies in `range`.
    /// - Complexity: O(documents): some 20 a nanosecond by the sketch, 3 without it.
    func documents(in range: NumberRange, _ sketch: @autoclosure () -> NumberSketch) -> DocumentSet {
        let (lower, upper) = range.closed
        guard lower <= upper else { return DocumentSet(documentCount: documentCount) }
        // A sketch is of the file's numbers.
        if pages != nil { return documents(from: lower, to: upper) }
        return sketch().documents(from: lower, to: upper, of: self) ?? documents(from: lower, to: upper)
    }

    /// Keeps the documents whose number lies in `range`. A sketch, if there is one already, tells most of them without a
    /// look at the numbers, which are eight times as large.
    func keep(_ set: inout DocumentSet, in range: NumberRange, _ sketch: NumberSketch?) {
        if pages != nil { return set.keep { value(of: $0).map(range.contains) ?? false } }
        let (lower, upper) = range.closed
        guard let base = bytes.baseAddress, lower <= upper else {
            set = DocumentSet(documentCount: documentCount)
            return
        }
        precondition(set.documentCount == documentCount)
        func holds(_ document: UInt32) -> Bool {
            let value = base.loadUnaligned(fromByteOffset: Int(document) * 8, as: Double.self)
            return value >= lower && value <= upper
        }
        guard let sketch else { return set.keep(where: holds) }
        sketch.keep(&set, from: lower, to: upper, orWhere: holds)
    }

    /// The same by comparing the numbers themselves.
    func documents(from lower: Double, to upper: Double) -> DocumentSet {
        var result = DocumentSet(documentCount: documentCount)
        if let pages {
            let size = NumberPages.pageSize
            result.assign { words in
                for start in stride(from: 0, to: documentCount, by: size) {
                    souk_select_range(
                        pages[start / size], min(size, documentCount - start), lower, upper,
                        words + start / 64)
                }
            }
            return result
        }
        guard let base = bytes.baseAddress else { return result }
        result.assign { souk_select_range(base, documentCount, lower, upper, $0) }
        return result
    }
}

extension NumberRange {
    /// Both bounds included. An open bound excludes nothing; NaN, which stands for no number, compares false.
    fileprivate var closed: (lower: Double, upper: Double) {
        (
            lower.map { includesLower ? $0 : $0.nextUp } ?? -Double.infinity,
            upper.map { includesUpper ? $0 : $0.nextDown } ?? Double.infinity
        )
    }
}

/// Collects the numbers of a segment's documents; NaN stands for none.
struct NumberColumnBuilder {
    private var values: [Double] = []

    mutating func set(_ value: Double, document: Int) {
        pad(to: document)
        if values.count == document && value.isFinite { values.append(value) }
    }

    private mutating func pad(to count: Int) {
        while values.count < count { values.append(.nan) }
    }

    /// Adds the documents of another builder behind its own.
    /// - Parameter count: documents of its own.
    mutating func append(_ other: NumberColumnBuilder, after count: Int) {
        pad(to: count)
        values += other.values
    }

    var byteCount: Int { values.count * 8 }

    mutating func write(
        _ name: String, _ order: DocumentOrder, to file: SectionFileWriter
    ) throws(StorageError) {
        pad(to: order.numbers.count)
        try file.beginSection(name)
        try file.appendArray(order.sources.map { values[Int($0)] })
    }
}
