import Foundation

/// How often a random test tries: more in the soak tier.
enum FuzzRounds {
    static var count: Int { ProcessInfo.processInfo.environment["SOUK_TESTS"] == "soak" ? 50_000 : 3000 }
}
