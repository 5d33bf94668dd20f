import Foundation

/// How much random tests try: `SOUK_TESTS=soak` (`make soak`) asks far more than each run of the tests.
package enum TestTier {
    package static let isSoak = ProcessInfo.processInfo.environment["SOUK_TESTS"] == "soak"

    /// Whether the tests run optimised, as `make test` does, and not under a sanitizer.
    package static var isOptimised: Bool {
        #if DEBUG
            false
        #else
            true
        #endif
    }

    /// The seeds of a random test; forty times as many, from `SOUK_FIRST_SEED` on, in the soak.
    package static func seeds(_ count: UInt64) -> ClosedRange<UInt64> {
        guard isSoak else { return 1...count }
        let first = UInt64(ProcessInfo.processInfo.environment["SOUK_FIRST_SEED"] ?? "") ?? 1
        return first...first + 40 * count - 1
    }
}
