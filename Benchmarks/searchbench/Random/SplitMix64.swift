import Foundation

/// Sebastiano Vigna's SplitMix64: one 64-bit state, every seed good, equal on every platform.
///
/// The draws below are our own, so that a seed gives the same corpus and the same queries with every version of the
/// standard library.
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A generator of its own for a named part of a work: drawing more in one part leaves the others as they were.
    init(seed: UInt64, part: String) {
        self.init(
            seed: part.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A whole number from 0 to `bound` − 1; for the bounds here, the bias of one multiplication is below 2⁻³⁰.
    /// - Precondition: `bound` > 0.
    mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "nothing to draw from")
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

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
