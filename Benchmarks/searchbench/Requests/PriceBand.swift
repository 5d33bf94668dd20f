/// The band that a price falls into, `20-50`: a facet of every shop. Bands follow the series 1, 2, 5, 10, …
enum PriceBand {
    /// Nil for prices of nothing, which shops use for "unknown".
    static func name(of price: Double) -> String? {
        guard price > 0, price.isFinite else { return nil }
        guard price >= 1 else { return "0-1" }
        var power = 1.0
        while price >= power * 10 { power *= 10 }
        for (lower, upper) in [(1.0, 2.0), (2.0, 5.0)] where price < power * upper {
            return "\(text(power * lower))-\(text(power * upper))"
        }
        return "\(text(power * 5))-\(text(power * 10))"
    }

    private static func text(_ bound: Double) -> String { String(UInt64(min(bound, 1e18))) }
}
