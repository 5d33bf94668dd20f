import SoukStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The lnc norm of every document: √Σ (1 + ln tf)² over its terms, for TF-IDF's cosine.
///
/// It holds no idf, which would change with every write (SMART notation: Salton & Buckley, 1988).
package struct TermNormColumn: @unchecked Sendable {
    // SAFETY: the buffer belongs to the mapped file that the owning `SegmentReader` keeps alive, and is never written.
    private let bytes: UnsafeRawBufferPointer

    init(_ sections: SectionFileReader, documentCount: Int) throws(StorageError) {
        bytes = try sections.section("norms")
        guard bytes.count == documentCount * 4 else {
            throw .corrupt(
                Corruption(
                    file: sections.name, section: "norms", byteOffset: 0,
                    expected: "\(documentCount * 4) bytes", found: "\(bytes.count) bytes"))
        }
    }

    package func norm(of document: UInt32) -> Double {
        Double(bytes.loadUnaligned(fromByteOffset: Int(document) * 4, as: Float.self))
    }
}

/// Sums the squares while posting lists pass by.
struct TermNormAccumulator {
    private var squares: [Double]
    /// Squared weights of the frequencies that nearly all postings have.
    private static let squaredWeights = (0..<64).map { count in
        let weight = count == 0 ? 0 : weight(frequency: Double(count))
        return weight * weight
    }

    init(documentCount: Int) { squares = [Double](repeating: 0, count: documentCount) }

    mutating func add(_ postings: PostingBuffer) {
        for place in 0..<postings.count {
            let count = postings.occurrences(place)
            if count < Self.squaredWeights.count {
                squares[Int(postings.documents[place])] += Self.squaredWeights[count]
            } else {
                let weight = Self.weight(frequency: Double(count))
                squares[Int(postings.documents[place])] += weight * weight
            }
        }
    }

    /// 1 + ln tf, the logarithmic term weight.
    static func weight(frequency: Double) -> Double { 1 + log(frequency) }

    func write(to file: SectionFileWriter) throws(StorageError) {
        try file.beginSection("norms")
        try file.appendArray(squares.map { Float($0.squareRoot()) })
    }
}
