/// Documents of one segment with a value each, by rising document.
package struct Matches: Sendable, Equatable {
    package private(set) var documents: [UInt32] = []
    package private(set) var values: [Double] = []

    package init() {}

    package var count: Int { documents.count }

    /// - Precondition: `document` is larger than every document added before.
    mutating func append(_ document: UInt32, _ value: Double) {
        documents.append(document)
        values.append(value)
    }

    /// The documents of either; where both have one, the values are combined.
    func union(_ other: Matches, _ combine: (Double, Double) -> Double) -> Matches {
        var result = Matches()
        var a = 0
        var b = 0
        while a < count || b < other.count {
            let left = a < count ? documents[a] : UInt32.max
            let right = b < other.count ? other.documents[b] : UInt32.max
            if left < right {
                result.append(left, values[a])
                a += 1
            } else if right < left {
                result.append(right, other.values[b])
                b += 1
            } else {
                result.append(left, combine(values[a], other.values[b]))
                a += 1
                b += 1
            }
        }
        return result
    }

    /// The documents of both, with combined values.
    func intersection(_ other: Matches, _ combine: (Double, Double) -> Double) -> Matches {
        var result = Matches()
        var b = 0
        for (a, document) in documents.enumerated() {
            while b < other.count && other.documents[b] < document { b += 1 }
            if b < other.count && other.documents[b] == document {
                result.append(document, combine(values[a], other.values[b]))
            }
        }
        return result
    }

    /// The documents that `other` does not hold.
    func subtracting(_ other: Matches) -> Matches {
        var result = Matches()
        var b = 0
        for (a, document) in documents.enumerated() {
            while b < other.count && other.documents[b] < document { b += 1 }
            if b == other.count || other.documents[b] != document { result.append(document, values[a]) }
        }
        return result
    }

    func mapValues(_ transform: (UInt32, Double) -> Double) -> Matches {
        var result = Matches()
        for (index, document) in documents.enumerated() {
            result.append(document, transform(document, values[index]))
        }
        return result
    }
}
