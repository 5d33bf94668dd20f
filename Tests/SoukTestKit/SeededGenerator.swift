import Foundation

/// SplitMix64: small, seedable, the same on every machine (Steele, Lea & Flood, 2014).
package struct SeededGenerator: RandomNumberGenerator {
    package let seed: UInt64
    private var state: UInt64

    package init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    /// The seed of `SOUK_SEED`, when it is set, in place of `seed`. Failing tests print ``rerun``.
    package init(orEnvironment seed: UInt64) {
        let text = ProcessInfo.processInfo.environment["SOUK_SEED"] ?? ""
        let digits = text.hasPrefix("0x") ? String(text.dropFirst(2)) : text
        self.init(seed: UInt64(digits, radix: 16) ?? seed)
    }

    /// How to run the same test again.
    package var rerun: String { "rerun with SOUK_SEED=0x" + String(seed, radix: 16) }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
