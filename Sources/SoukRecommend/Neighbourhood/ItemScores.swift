/// Sums for items, most of them untouched: the accumulator that all models score by.
struct ItemScores: Sendable {
    private var sums: [Double]
    private var touched: [Int] = []
    private var isTouched: [Bool]

    init(count: Int) {
        sums = [Double](repeating: 0, count: count)
        isTouched = [Bool](repeating: false, count: count)
    }

    /// A score for every item.
    init(all scores: [Float]) {
        sums = scores.map(Double.init)
        isTouched = [Bool](repeating: true, count: scores.count)
        touched = Array(scores.indices)
    }

    var isEmpty: Bool { touched.isEmpty }
    var largest: Double { touched.reduce(0) { max($0, sums[$1]) } }

    mutating func add(_ value: Double, to item: Int) {
        if !isTouched[item] {
            isTouched[item] = true
            touched.append(item)
        }
        sums[item] += value
    }

    /// nil for an item that nothing was added to.
    subscript(item: Int) -> Double? { isTouched[item] ? sums[item] : nil }

    func forEach(_ body: (Int, Double) -> Void) {
        for item in touched { body(item, sums[item]) }
    }
}
