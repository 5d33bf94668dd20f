import Foundation
import Testing

@testable import searchbench

@Suite("Quality of recommendations")
struct RecommendationQualityTests {
    @Test(
        "gains are binary, the ideal list holds as many as there are places, users without held-out items do not count"
    )
    func metrics() {
        var quality = RecommendationQuality(depth: 3)
        quality.add(["a", "b", "c", "d"], held: ["b", "d", "x", "y"])
        let ideal = 1 + 1 / log2(3.0) + 0.5
        #expect(abs(quality.ndcg - 1 / log2(3.0) / ideal) < 1e-12)
        #expect(quality.recall == 0.25)
        #expect(quality.hitRate == 1)
        quality.add([], held: ["a"])
        quality.add(["a"], held: [])
        #expect(quality.userCount == 2)
        #expect(quality.hitRate == 0.5)
        var perfect = RecommendationQuality(depth: 10)
        perfect.add(["a", "b"], held: ["b", "a"])
        #expect(perfect.ndcg == 1)
    }

    @Test(
        "the parts of MovieLens share nothing, and validation does not touch the test part",
        .enabled(if: ProcessInfo.processInfo.environment["SOUK_DATA"] != nil))
    func splits() throws {
        let test = try InteractionSplit.movieLens(seed: 42, validates: false)
        let validation = try InteractionSplit.movieLens(seed: 42, validates: true)
        let held = test.held.values.reduce(0) { $0 + $1.count }
        #expect(test.training.count + held == 100_000)
        #expect(abs(held - 25_000) < 500)
        #expect(test.training.allSatisfy { test.held[$0.user]?.contains($0.item) == false })
        for (user, items) in validation.held {
            #expect(test.held[user]?.isDisjoint(with: items) == true)
        }
    }
}
