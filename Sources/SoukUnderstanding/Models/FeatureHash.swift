/// Names of features as 32-bit hashes: what kind it is, and up to three values.
package enum FeatureHash {
    /// Never 0.
    @inline(__always)
    package static func hash(_ kind: UInt32, _ a: UInt32, _ b: UInt32 = 0, _ c: UInt32 = 0) -> UInt32 {
        var mixed = UInt64(kind) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ UInt64(a)) &* 0xBF58_476D_1CE4_E5B9
        mixed ^= mixed >> 29
        mixed = (mixed ^ UInt64(b)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 32
        mixed = (mixed ^ UInt64(c)) &* 0xD6E8_FEB8_6659_FD93
        return UInt32(truncatingIfNeeded: mixed >> 32) | 1
    }

    /// FNV-1a over scalars.
    package static func text(_ scalars: some Sequence<UInt32>) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for scalar in scalars { hash = (hash ^ scalar) &* 0x0100_0193 }
        return hash
    }
}
