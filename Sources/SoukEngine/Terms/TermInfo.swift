/// What the dictionary knows of a term in one segment.
package struct TermInfo: Sendable, Equatable {
    /// Number of documents that hold the term, deleted ones included until they are merged away.
    package var documentFrequency: Int
    /// Where the term's posting list begins in the section `postings`.
    package var offset: Int
    /// Bytes of the list.
    package var byteCount: Int
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

/// The first eight bytes of a term or key as a number of the same order; shorter ones end in zeros.
@inline(__always)
func termHead(_ term: UnsafeBufferPointer<UInt8>) -> UInt64 {
    if term.count >= 8, let base = term.baseAddress {
        return UInt64(bigEndian: UnsafeRawPointer(base).loadUnaligned(as: UInt64.self))
    }
    var head: UInt64 = 0
    for byte in term { head = head << 8 | UInt64(byte) }
    return term.isEmpty ? 0 : head << UInt64(8 * (8 - term.count))
}
