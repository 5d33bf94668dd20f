import SoukTestKit
import Testing

@testable import Souk

@Suite struct PairCountsTests {
    @Test(
        "What is remembered of pairs is what was counted, also where pairs share a place",
        arguments: TestTier.seeds(4))
    func equalsCounting(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let pairs = (0..<30_000).map { _ in UInt32.random(in: 1...UInt32.max, using: &random) }
        let counts = PairCounts()
        var made = 0
        for _ in 0..<100_000 {
            let pair = pairs[
                min(Int.random(in: 0..<30_000, using: &random), Int.random(in: 0..<30_000, using: &random))]
            let found = counts.count(of: pair) {
                made += 1
                return Int(pair & 0xFFFF)
            }
            #expect(found == Int(pair & 0xFFFF), "\(random.rerun)")
        }
        #expect(made < 100_000 && made > 8_192)
    }
}
