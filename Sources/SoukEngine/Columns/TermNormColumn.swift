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

    package func norm(of document: UInt32) -> Double { Double(storedNorm(of: document)) }

    func storedNorm(of document: UInt32) -> Float {
        bytes.loadUnaligned(fromByteOffset: Int(document) * 4, as: Float.self)
    }

    /// Writes the column of a segment, in the order of its documents.
    static func write(_ norms: [Float], to file: SectionFileWriter) throws(StorageError) {
        try file.beginSection("norms")
        try file.appendArray(norms)
    }
}

/// The weight of terms in a document, and the norm of all of them.
enum TermNorm {
    /// Squared weights of the frequencies that nearly all terms have.
    private static let squaredWeights = (0..<64).map { count in
        let weight = count == 0 ? 0 : weight(frequency: Double(count))
        return weight * weight
    }

    /// 1 + ln tf, the logarithmic term weight.
    static func weight(frequency: Double) -> Double { 1 + log(frequency) }

    /// The norm of a document.
    /// - Parameters:
    ///   - frequencies: how often each of its terms occurs.
    ///   - occurrences: their sum.
    static func norm(frequencies: RawArray<UInt32>, occurrences: Int) -> Float {
        guard frequencies.count < occurrences else { return Float(Double(frequencies.count).squareRoot()) }
        // Each repeated term has an occurrence beyond its first.
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: occurrences - frequencies.count) {
            repeated in
            var count = 0
            for place in 0..<frequencies.count where frequencies.elements[place] != 1 {
                repeated.initializeElement(at: count, to: frequencies.elements[place])
                count += 1
            }
            // In a fixed order, so that the sum does not depend on that of the terms.
            var rising = repeated[..<count]
            rising.sort()
            let sum = rising.reduce(Double(frequencies.count - count)) {
                $0 + squaredWeight(Int($1))
            }
            return Float(sum.squareRoot())
        }
    }

    private static func squaredWeight(_ frequency: Int) -> Double {
        if frequency < squaredWeights.count { return squaredWeights[frequency] }
        let weight = weight(frequency: Double(frequency))
        return weight * weight
    }
}
