/// What the dictionary knows of a term in one segment.
package struct TermInfo: Sendable, Equatable {
    /// Number of documents that hold the term, deleted ones included until they are merged away.
    package var documentFrequency: Int
    /// Where the term's posting list begins in the section `postings`.
    package var offset: Int
    /// Bytes of document ids and codes; the positions follow directly.
    package var documentByteCount: Int
    /// Bytes of positions.
    package var positionByteCount: Int

    package var byteCount: Int { documentByteCount + positionByteCount }
}

/// Compares terms as unsigned bytes, the order of the dictionary.
///
/// - Returns: negative when `a` sorts before `b`, 0 when they are equal, positive otherwise.
@inline(__always)
func compareTerms(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
    let shared = min(a.count, b.count)
    for index in 0..<shared where a[index] != b[index] { return Int(a[index]) - Int(b[index]) }
    return a.count - b.count
}
