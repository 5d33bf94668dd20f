import CSoukKernels

/// One byte for each number of a column, rising with it, so that a range is found by comparing bytes: only numbers that
/// share their byte with a bound are looked at. Made in memory when a filter first asks.
///
/// The bytes are places among up to 254 quantiles of a sample; 0 stands for no number. Known as the vector approximation
/// of a column.
/// - Memory: 1 byte for each document.
/// - Paper: Weber, Schek & Blott, "A quantitative analysis and performance study for similarity-search methods in
///   high-dimensional spaces", 1998.
final class NumberSketch: Sendable {
    private static let sampleSize = 8192
    private static let largestCode = 255

    private let codes: [UInt8]
    /// Documents of every code.
    private let counts: [Int]
    /// Code `c` is that of the numbers from `bounds[c - 2]` on.
    private let bounds: [Double]

    init(_ column: NumberColumn, documentCount: Int) {
        let step = max(documentCount / Self.sampleSize, 1)
        var sample: [Double] = []
        for document in stride(from: 0, to: documentCount, by: step) {
            if let value = column.value(of: UInt32(document)) { sample.append(value) }
        }
        sample.sort()
        var bounds: [Double] = []
        for quantile in 1..<Self.largestCode where !sample.isEmpty {
            let bound = sample[quantile * sample.count / Self.largestCode]
            if bounds.last != bound { bounds.append(bound) }
        }
        self.bounds = bounds
        var codes = [UInt8](repeating: 0, count: documentCount)
        var counts = [Int](repeating: 0, count: Self.largestCode + 1)
        for document in 0..<documentCount {
            guard let value = column.value(of: UInt32(document)) else { continue }
            let code = Self.code(value, bounds)
            codes[document] = code
            counts[Int(code)] += 1
        }
        self.codes = codes
        self.counts = counts
    }

    /// 1 more than the number of bounds that are not above the value.
    private static func code(_ value: Double, _ bounds: [Double]) -> UInt8 {
        var low = 0
        var high = bounds.count
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return UInt8(low + 1)
    }

    /// The documents whose number lies from `lower` to `upper`, both included; infinite bounds are open.
    /// - Returns: nil when too many numbers share their byte with a bound for this to pay.
    func documents(from lower: Double, to upper: Double, of column: NumberColumn) -> DocumentSet? {
        var result = DocumentSet(documentCount: codes.count)
        let low = lower == -.infinity ? 1 : Int(Self.code(lower, bounds))
        let high = upper == .infinity ? Self.largestCode : Int(Self.code(upper, bounds))
        guard low <= high else { return result }
        let hasLower = lower != -.infinity
        let hasUpper = upper != .infinity && (high != low || !hasLower)
        let unsure = (hasLower ? counts[low] : 0) + (hasUpper ? counts[high] : 0)
        guard unsure <= codes.count / 16 else { return nil }
        result.assign { select($0, low, high) }
        if hasLower { result.drop(outside: lower, upper, of: column, among: documents(ofCode: low)) }
        if hasUpper { result.drop(outside: lower, upper, of: column, among: documents(ofCode: high)) }
        return result
    }

    /// Keeps the documents of a set whose number lies from `lower` to `upper`.
    /// - Parameter isBetween: tells it of a document whose code does not.
    func keep(
        _ set: inout DocumentSet, from lower: Double, to upper: Double, orWhere isBetween: (UInt32) -> Bool
    ) {
        // Codes that are surely within, and those that may be.
        let least = lower == -.infinity ? 1 : Int(Self.code(lower, bounds))
        let most = upper == .infinity ? Self.largestCode : Int(Self.code(upper, bounds))
        let sureFrom = lower == -.infinity ? least : least + 1
        codes.withUnsafeBufferPointer { codes in
            set.keep { document in
                let code = Int(codes[Int(document)])
                if code < least || code > most { return false }
                if code >= sureFrom && (code < most || upper == .infinity) { return true }
                return isBetween(document)
            }
        }
    }

    private func documents(ofCode code: Int) -> DocumentSet {
        var result = DocumentSet(documentCount: codes.count)
        result.assign { select($0, code, code) }
        return result
    }

    private func select(_ words: UnsafeMutablePointer<UInt64>, _ low: Int, _ high: Int) {
        codes.withUnsafeBufferPointer { codes in
            if let base = codes.baseAddress {
                souk_select_codes(base, codes.count, UInt8(low), UInt8(high), words)
            }
        }
    }
}

extension DocumentSet {
    fileprivate mutating func drop(
        outside lower: Double, _ upper: Double, of column: NumberColumn, among unsure: DocumentSet
    ) {
        unsure.forEach { document in
            guard let value = column.value(of: document) else { return }
            if value < lower || value > upper { remove(document) }
        }
    }
}
