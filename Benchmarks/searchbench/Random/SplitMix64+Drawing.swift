import Foundation
import SoukStorage

/// Draws of our own, so that a seed gives the same corpus and the same queries with every version of the standard library.
extension SplitMix64 {
    /// A generator of its own for a named part of a work: drawing more in one part leaves the others as they were.
    init(seed: UInt64, part: String) {
        self.init(
            seed: part.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    }

    /// A whole number from 0 to `bound` − 1.
    /// - Precondition: `bound` > 0.
    mutating func below(_ bound: Int) -> Int { index(below: bound) }

    /// A number in 0..<1, of 53 random bits.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A standard normal number: one of the two of Box and Muller's method.
    mutating func normal() -> Double {
        let radius = (-2 * log(max(unit(), 0x1p-53))).squareRoot()
        return radius * cos(2 * Double.pi * unit())
    }

    /// - Precondition: `values` is not empty.
    mutating func element<Value>(of values: [Value]) -> Value { values[below(values.count)] }

    /// `count` different elements in random order, or all when there are fewer.
    mutating func sample<Value>(_ values: [Value], _ count: Int) -> [Value] {
        var values = values
        let taken = min(count, values.count)
        for place in 0..<taken { values.swapAt(place, place + below(values.count - place)) }
        return Array(values.prefix(taken))
    }
}
