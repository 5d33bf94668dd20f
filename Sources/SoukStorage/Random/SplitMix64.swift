/// A small generator with a seed, the same on every machine: one 64-bit state, every seed good.
///
/// What a seed draws belongs to models, measurements and the demonstration catalogue, which are equal for equal seeds; it stays as it is.
/// - Paper: Steele, Lea & Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    @usableFromInline
    var state: UInt64

    @inlinable
    package init(seed: UInt64) { state = seed }

    @inlinable
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; its bias is at most `bound` / 2^64.
    /// - Precondition: `bound` > 0.
    @inlinable
    package mutating func index(below bound: Int) -> Int {
        precondition(bound > 0, "nothing to draw from")
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }
}
