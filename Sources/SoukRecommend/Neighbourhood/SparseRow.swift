/// Numbers at a few places of a long row, the places ascending; every other place is 0.
package struct SparseRow: Sendable, Equatable {
    package private(set) var indexes: [UInt32] = []
    package private(set) var values: [Double] = []

    package init() {}

    /// - Precondition: no place twice.
    package init(_ cells: [(index: UInt32, value: Double)]) {
        let sorted = cells.sorted { $0.index < $1.index }
        indexes = sorted.map(\.index)
        values = sorted.map(\.value)
    }

    package var count: Int { indexes.count }

    /// - Precondition: `index` is beyond every place so far.
    mutating func append(_ index: UInt32, _ value: Double) {
        indexes.append(index)
        values.append(value)
    }

    /// The value at a place.
    ///
    /// - Complexity: O(log count).
    package func value(at index: UInt32) -> Double? {
        let place = SortedNumbers.lowerBound(indexes, index)
        return place < count && indexes[place] == index ? values[place] : nil
    }

    package var length: Double { values.reduce(0) { $0 + $1 * $1 }.squareRoot() }

    /// Calls `body` with both values at every place that both rows have.
    package func forEachCommon(_ other: SparseRow, _ body: (Double, Double) -> Void) {
        var a = 0
        var b = 0
        while a < count && b < other.count {
            if indexes[a] == other.indexes[b] {
                body(values[a], other.values[b])
                a += 1
                b += 1
            } else if indexes[a] < other.indexes[b] {
                a += 1
            } else {
                b += 1
            }
        }
    }
}

/// Ascending numbers without repeats.
enum SortedNumbers {
    static func lowerBound(_ numbers: [UInt32], _ number: UInt32) -> Int {
        var low = 0
        var high = numbers.count
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    static func commonCount(_ a: [UInt32], _ b: [UInt32]) -> Int {
        var i = 0
        var j = 0
        var count = 0
        while i < a.count && j < b.count {
            if a[i] == b[j] {
                count += 1
                i += 1
                j += 1
            } else if a[i] < b[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return count
    }
}
