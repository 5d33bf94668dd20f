import Foundation

/// How something grows: y = factor · x^exponent, fitted by least squares on the logarithms.
struct PowerLaw: Equatable {
    let exponent: Double
    let factor: Double

    /// - Returns: nil for fewer than two different x, or values that have no logarithm.
    init?(_ points: [(x: Double, y: Double)]) {
        guard points.count > 1, points.allSatisfy({ $0.x > 0 && $0.y > 0 }) else { return nil }
        let logarithms = points.map { (x: log($0.x), y: log($0.y)) }
        let count = Double(points.count)
        let meanX = logarithms.reduce(0) { $0 + $1.x } / count
        let meanY = logarithms.reduce(0) { $0 + $1.y } / count
        let spread = logarithms.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
        guard spread > 0 else { return nil }
        exponent = logarithms.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
        factor = exp(meanY - exponent * meanX)
    }

    func value(at x: Double) -> Double { factor * pow(x, exponent) }
}
