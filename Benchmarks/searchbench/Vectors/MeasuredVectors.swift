import Foundation
import SoukStorage
import SoukVectors

/// Vectors to search among, and vectors to search for.
struct MeasuredVectors {
    var base: [[Float]]
    var queries: [[Float]]
    var dimension: Int

    /// Vectors that lie as those of products do: many small groups of near ones, and a spectrum that falls.
    static func synthetic(rows: Int, dimension: Int, queries: Int, seed: UInt64) -> MeasuredVectors {
        var random = SplitMix64(seed: seed, part: "vectors")
        let spread = (0..<dimension).map { Float(pow(Double($0 + 1), -0.35)) }
        func point() -> [Float] { spread.map { $0 * Float(random.normal()) } }
        let centres = (0..<max(rows / 50, 1)).map { _ in point() }
        func near(_ centre: [Float]) -> [Float] {
            zip(centre, spread).map { $0 + 0.6 * $1 * Float(random.normal()) }
        }
        let base = (0..<rows).map { _ in near(centres[random.below(centres.count)]) }
        return MeasuredVectors(
            base: base.map { VectorMath.normalized($0) ?? $0 },
            queries: (0..<queries).map { _ in
                let query = near(centres[random.below(centres.count)])
                return VectorMath.normalized(query) ?? query
            }, dimension: dimension)
    }
}
