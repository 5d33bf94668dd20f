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
        var once = 0
        var repeated: [UInt32] = []
        for place in 0..<frequencies.count {
            let frequency = frequencies.elements[place]
            if frequency == 1 { once += 1 } else { repeated.append(frequency) }
        }
        // In a fixed order, so that the sum does not depend on that of the terms.
        repeated.sort()
        let sum = repeated.reduce(Double(once)) { $0 + squaredWeight(Int($1)) }
        return Float(sum.squareRoot())
    }

    private static func squaredWeight(_ frequency: Int) -> Double {
        if frequency < squaredWeights.count { return squaredWeights[frequency] }
        let weight = weight(frequency: Double(frequency))
        return weight * weight
    }
}
