import SoukTestKit
import Testing

@testable import SoukLab

@Suite struct ResamplingTests {
    @Test("The interval agrees with the exact bootstrap distribution of a small sample")
    func exactBootstrap() throws {
        let values = [0.0, 0.25, 0.5, 1.0]
        var means: [Double] = []
        for a in values {
            for b in values { for c in values { for d in values { means.append((a + b + c + d) / 4) } } }
        }
        means.sort()
        let interval = try #require(Resampling(count: 40_000).interval(ofMean: values))
        // The exact distribution has steps of 1/16; a sampled quantile may fall on a neighbouring one.
        #expect(abs(interval.lower - Statistics.quantile(0.025, of: means)) <= 1.0 / 16)
        #expect(abs(interval.upper - Statistics.quantile(0.975, of: means)) <= 1.0 / 16)
    }

    @Test("Intervals cover the true mean about 95 times of 100")
    func coverage() throws {
        var generator = SeededGenerator(orEnvironment: 11)
        var covered = 0
        for seed in 0..<200 {
            let sample = (0..<60).map { _ in Double.random(in: 0...1, using: &generator) }
            let interval = try #require(
                Resampling(count: 300, seed: UInt64(seed)).interval(ofMean: sample))
            if interval.lower <= 0.5 && 0.5 <= interval.upper { covered += 1 }
        }
        #expect((180...199).contains(covered), "\(covered) of 200; \(generator.rerun)")
    }

    @Test("The same seed gives the same interval, another seed another")
    func seeds() {
        let values = (0..<50).map { Double($0 % 7) / 7 }
        #expect(Resampling(seed: 5).interval(ofMean: values) == Resampling(seed: 5).interval(ofMean: values))
        #expect(Resampling(seed: 5).interval(ofMean: values) != Resampling(seed: 6).interval(ofMean: values))
    }

    @Test("Nothing has no interval, a constant has one of no width")
    func degenerate() {
        #expect(Resampling().interval(ofMean: []) == nil)
        #expect(Resampling().interval(ofMean: [0.5]) == ConfidenceInterval(lower: 0.5, upper: 0.5))
    }

    @Test("Few differences have the exact p-value")
    func exactRandomisation() {
        // Of the 2^3 sign patterns of 1, 2, 3 only +++ and --- reach the observed 6.
        #expect(Resampling().pValue(ofDifferences: [1, 2, 3]) == 0.25)
        // |1 + 2 - 3| = 0 is reached by every pattern.
        #expect(Resampling().pValue(ofDifferences: [1, 2, -3]) == 1)
        // Queries without a difference change nothing.
        #expect(Resampling().pValue(ofDifferences: [0, 1, 0, 2, 3, 0]) == 0.25)
        #expect(Resampling().pValue(ofDifferences: [0, 0]) == 1)
        #expect(Resampling().pValue(ofDifferences: []) == 1)
    }

    @Test("Drawn p-values agree with the exact ones", arguments: [1, 2, 3, 4])
    func sampledRandomisation(seed: UInt64) {
        var generator = SeededGenerator(orEnvironment: seed)
        let differences = (0..<13).map { _ in Double.random(in: -0.4...0.6, using: &generator) }
        let exact = Resampling(count: 10_000).pValue(ofDifferences: differences)
        // 2^13 assignments are more than 8,191 samples, so these are drawn: standard error below 0.006.
        let drawn = Resampling(count: 8_191, seed: seed).pValue(ofDifferences: differences)
        #expect(abs(exact - drawn) < 0.03, "\(exact) \(drawn) \(generator.rerun)")
    }

    @Test("Many differences: clear ones are significant and never impossible, noise is not significant")
    func manyDifferences() {
        let clear = (0..<100).map { 0.1 + Double($0 % 5) / 10 }
        #expect(Resampling(count: 999).pValue(ofDifferences: clear) == 1.0 / 1000)
        let noise = (0..<100).map { $0 % 2 == 0 ? 0.3 : -0.3 }
        #expect(Resampling(count: 999).pValue(ofDifferences: noise) == 1)
    }

    @Test("Quantiles lie between their neighbours in proportion")
    func quantiles() {
        #expect(Statistics.quantile(0, of: [1, 2, 4]) == 1)
        #expect(Statistics.quantile(1, of: [1, 2, 4]) == 4)
        #expect(Statistics.quantile(0.75, of: [1, 2, 4]) == 3)
        #expect(Statistics.quantile(0.3, of: [7]) == 7)
    }
}
