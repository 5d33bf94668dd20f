/// A small unit vector that puts similar products near each other.
///
/// Every word (topic, brand, attribute value) has a fixed random direction; a product is the weighted sum of
/// its words' directions, so two products are as near as the words they share (random projection, after
/// Johnson and Lindenstrauss). Topics are shared by the languages: a Chinese and an English running shoe meet.
struct TasteVector {
    static let dimension = 16

    var topics: [String]
    var brand: String
    var attributes: [String]

    /// Rounded to four decimals.
    var values: [Double] {
        var sum = [Double](repeating: 0, count: TasteVector.dimension)
        for topic in topics { add(topic, weight: 1, to: &sum) }
        add(brand, weight: 0.6, to: &sum)
        for attribute in attributes { add(attribute, weight: 0.15, to: &sum) }
        let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return sum.map { ($0 / length * 10_000).rounded() / 10_000 }
    }

    private func add(_ word: String, weight: Double, to sum: inout [Double]) {
        var draw = Draw("direction", word.lowercased())
        for i in sum.indices { sum[i] += weight * draw.gaussian() }
    }
}
