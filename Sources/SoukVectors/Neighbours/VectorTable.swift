/// Vectors in memory of their own, in the form that ``NeighbourSearch`` reads.
package final class VectorTable: @unchecked Sendable {
    // SAFETY: written by `init` alone.
    private let floats: UnsafeMutablePointer<Float>
    private let numbers: UnsafeMutablePointer<Float>
    private let codes: UnsafeMutablePointer<Int8>
    private let documents: UnsafeMutablePointer<UInt32>
    private let count: Int
    private let dimension: Int

    /// - Parameter vectors: by document; nil: it has none.
    /// - Precondition: all vectors have `dimension` components.
    package init(_ vectors: [[Float]?], dimension: Int) {
        let present = vectors.indices.filter { vectors[$0] != nil }
        count = present.count
        self.dimension = dimension
        floats = .allocate(capacity: max(count * dimension, 1))
        numbers = .allocate(capacity: max(count * 3, 1))
        codes = .allocate(capacity: max(count * dimension, 1))
        documents = .allocate(capacity: max(count, 1))
        for (row, document) in present.enumerated() {
            let vector = vectors[document] ?? []
            precondition(vector.count == dimension, "vectors of one table have one dimension")
            let direction = VectorMath.normalized(vector)
            let coded = ByteVector(direction ?? [Float](repeating: 0, count: dimension))
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            (floats + row * dimension).initialize(from: vector, count: dimension)
            (codes + row * dimension).initialize(from: coded.codes, count: dimension)
            (numbers + row).initialize(to: direction == nil ? 0 : 1 / length)
            (numbers + count + row).initialize(to: coded.scale)
            (numbers + 2 * count + row).initialize(to: coded.error)
            (documents + row).initialize(to: UInt32(document))
        }
    }

    deinit {
        floats.deallocate()
        numbers.deallocate()
        codes.deallocate()
        documents.deallocate()
    }

    /// - Parameter body: must not keep the rows.
    package func withRows<Result>(_ body: (VectorRows) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) {
            try body(
                VectorRows(
                    floats: floats, inverseLengths: numbers, codes: codes, scales: numbers + count,
                    errors: numbers + 2 * count, documents: documents, count: count, dimension: dimension))
        }
    }
}
