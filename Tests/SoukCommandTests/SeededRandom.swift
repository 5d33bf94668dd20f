import Foundation

/// SplitMix64 (Steele, Lea, Flood 2014), seeded by `SOUK_SEED` when that is set, so that `make fuzz` sees new inputs each
/// round and a failure can be run again.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64
    let seed: UInt64

    init(standardSeed: UInt64) {
        let text = ProcessInfo.processInfo.environment["SOUK_SEED"] ?? ""
        let given = text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
        seed = given ?? standardSeed
        state = seed
        print("SOUK_SEED=0x\(String(seed, radix: 16))")
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// How often a random test tries: more in the soak tier.
enum ProcessRounds {
    static var count: Int { ProcessInfo.processInfo.environment["SOUK_TESTS"] == "soak" ? 50_000 : 3000 }
}
