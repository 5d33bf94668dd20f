/// Why a score is what it is: a tree whose every value is the sum, product or maximum that its label says.
package struct Explanation: Sendable, Equatable, Codable {
    /// How the parts make the value.
    package enum Combination: String, Sendable, Codable { case sum, product, quotient, value }

    package var label: String
    package var value: Double
    package var combination: Combination
    package var parts: [Explanation]

    package init(
        _ label: String, _ value: Double, _ combination: Combination = .value, parts: [Explanation] = []
    ) {
        self.label = label
        self.value = value
        self.combination = combination
        self.parts = parts
    }

    /// Largest difference between a value and what its parts make, over the whole tree.
    package var largestError: Double {
        var own = 0.0
        switch combination {
        case .value: break
        case .sum: own = abs(value - parts.reduce(0) { $0 + $1.value })
        case .product: own = abs(value - parts.reduce(1) { $0 * $1.value })
        case .quotient:
            if parts.count == 2, parts[1].value != 0 { own = abs(value - parts[0].value / parts[1].value) }
        }
        return parts.reduce(own) { max($0, $1.largestError) }
    }
}
