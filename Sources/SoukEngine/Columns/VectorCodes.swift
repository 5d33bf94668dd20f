import SoukStorage
import SoukVectors

/// The directions of a vector column in bytes, for the search of neighbours: mapped, or worked out once.
///
/// Shapes, for each row: document, 1 / length (0: no direction), scale, error, then all codes; see ``ByteVector``.
final class VectorCodes: Sendable {
    /// The arrays, wherever they lie.
    final class Tables: @unchecked Sendable {
        // SAFETY: never written; they belong to the mapped file of the segment, or to `owner`.
        let documents: UnsafePointer<UInt32>
        let inverseLengths: UnsafePointer<Float>
        let scales: UnsafePointer<Float>
        let errors: UnsafePointer<Float>
        let codes: UnsafePointer<Int8>
        let rowCount: Int
        let dimension: Int
        private let owned: UnsafeMutableRawPointer?

        fileprivate init(_ bytes: UnsafeRawPointer, rowCount: Int, dimension: Int, owns: Bool) {
            documents = bytes.assumingMemoryBound(to: UInt32.self)
            inverseLengths = (bytes + rowCount * 4).assumingMemoryBound(to: Float.self)
            scales = (bytes + rowCount * 8).assumingMemoryBound(to: Float.self)
            errors = (bytes + rowCount * 12).assumingMemoryBound(to: Float.self)
            codes = (bytes + rowCount * 16).assumingMemoryBound(to: Int8.self)
            self.rowCount = rowCount
            self.dimension = dimension
            owned = owns ? UnsafeMutableRawPointer(mutating: bytes) : nil
        }

        deinit { owned?.deallocate() }

        func rows(floats: UnsafePointer<Float>) -> VectorRows {
            VectorRows(
                floats: floats, inverseLengths: inverseLengths, codes: codes, scales: scales, errors: errors,
                documents: documents, count: rowCount, dimension: dimension)
        }
    }

    private let made = OnceReference<Tables>()
    private let rowCount: Int
    private let dimension: Int

    init(rowCount: Int, dimension: Int) {
        self.rowCount = rowCount
        self.dimension = dimension
    }

    /// Takes the tables from a section of a mapped file.
    func use(
        _ bytes: UnsafeRawBufferPointer, documentCount: Int, file: String, section: String
    ) throws(StorageError) {
        let expected = rowCount * (16 + dimension)
        let reader = ByteReader(bytes, file: file, section: section)
        guard bytes.count == expected, let base = bytes.baseAddress else {
            if expected == 0, bytes.isEmpty { return }
            throw reader.corruption(expected: "\(expected) bytes of codes", found: "\(bytes.count) bytes")
        }
        let tables = Tables(base, rowCount: rowCount, dimension: dimension, owns: false)
        for row in 0..<rowCount where tables.documents[row] >= documentCount {
            throw reader.corruption(
                expected: "a document below \(documentCount)", found: "\(tables.documents[row])")
        }
        _ = made.value { tables }
    }

    func tables(orMake make: () -> VectorCodesBuilder) -> Tables {
        made.value {
            let bytes = make().bytes
            let memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 64)
            bytes.withUnsafeBytes { source in
                if let base = source.baseAddress { memory.copyMemory(from: base, byteCount: source.count) }
            }
            return Tables(memory, rowCount: rowCount, dimension: dimension, owns: true)
        }
    }
}

/// Collects ``VectorCodes``, by rising document.
struct VectorCodesBuilder {
    private let dimension: Int
    private var documents: [UInt32] = []
    private var inverseLengths: [Float] = []
    private var scales: [Float] = []
    private var errors: [Float] = []
    private var codes: [Int8] = []

    init(dimension: Int) { self.dimension = dimension }

    mutating func add(_ vector: [Float], document: UInt32) {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let hasDirection = length > 0 && length.isFinite && (1 / length).isFinite
        let coded = ByteVector(hasDirection ? vector.map { $0 / length } : vector.map { _ in 0 })
        documents.append(document)
        inverseLengths.append(hasDirection ? 1 / length : 0)
        scales.append(coded.scale)
        errors.append(coded.error)
        codes += coded.codes
    }

    func write(_ name: String, to file: SectionFileWriter) throws(StorageError) {
        try file.beginSection(name)
        try file.appendArray(documents)
        for values in [inverseLengths, scales, errors] { try file.appendArray(values) }
        try file.appendArray(codes)
    }

    /// What ``write(_:to:)`` writes.
    var bytes: [UInt8] {
        var result: [UInt8] = []
        func append<T: BitwiseCopyable>(_ values: [T]) { values.withUnsafeBytes { result += $0 } }
        append(documents)
        append(inverseLengths)
        append(scales)
        append(errors)
        append(codes)
        return result
    }
}
