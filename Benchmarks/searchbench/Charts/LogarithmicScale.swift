import Foundation

/// Places values on a logarithmic axis that begins and ends at a power of ten.
struct LogarithmicScale {
    let lowest: Double
    let highest: Double
    /// Where the axis begins and ends in the picture; the end may lie before the beginning, for axes that rise.
    let start: Double
    let end: Double

    /// - Parameter values: those above 0 decide what the axis spans.
    init(_ values: [Double], from start: Double, to end: Double) {
        let positive = values.filter { $0 > 0 && $0.isFinite }
        let low = log10(positive.min() ?? 1).rounded(.down)
        let high = max(log10(positive.max() ?? 10).rounded(.up), low + 1)
        lowest = pow(10, low)
        highest = pow(10, high)
        self.start = start
        self.end = end
    }

    func position(_ value: Double) -> Double {
        let share = log10(max(value, lowest) / lowest) / log10(highest / lowest)
        return start + (end - start) * min(share, 1)
    }

    /// The powers of ten, both ends among them.
    var ticks: [Double] {
        var ticks = [lowest]
        while let last = ticks.last, last * 10 <= highest * 1.000_001 { ticks.append(last * 10) }
        return ticks
    }
}

/// A power of ten on an axis: `0.1`, `10`, `1k`, `10M`.
func tickText(_ value: Double) -> String {
    for (size, unit) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where value >= size * 0.999 {
        return "\(Int((value / size).rounded()))\(unit)"
    }
    return value >= 0.999 ? String(Int(value.rounded())) : "\((value * 1e6).rounded() / 1e6)"
}
