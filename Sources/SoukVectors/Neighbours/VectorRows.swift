/// Vectors as they lie in a file: rows of floats, and the same directions in bytes.
///
/// A view: whoever makes it keeps the memory alive.
package struct VectorRows: @unchecked Sendable {
    // SAFETY: read only, inside the bounds that `count` and `dimension` give; the maker has checked them.
    let floats: UnsafePointer<Float>
    /// 1 / length of every row; 0 for a row that has no direction.
    let inverseLengths: UnsafePointer<Float>
    /// ``ByteVector`` of every row.
    let codes: UnsafePointer<Int8>
    let scales: UnsafePointer<Float>
    let errors: UnsafePointer<Float>
    /// The document of every row, rising.
    let documents: UnsafePointer<UInt32>
    package let count: Int
    package let dimension: Int

    package init(
        floats: UnsafePointer<Float>, inverseLengths: UnsafePointer<Float>, codes: UnsafePointer<Int8>,
        scales: UnsafePointer<Float>, errors: UnsafePointer<Float>, documents: UnsafePointer<UInt32>,
        count: Int, dimension: Int
    ) {
        self.floats = floats
        self.inverseLengths = inverseLengths
        self.codes = codes
        self.scales = scales
        self.errors = errors
        self.documents = documents
        self.count = count
        self.dimension = dimension
    }
}
