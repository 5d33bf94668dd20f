import Foundation

/// From a price cell and the options chosen to the price on the label.
struct Pricing {
    var lowest: Double
    var highest: Double

    /// Reads `199` or `150-250`; nil for anything else.
    init?(_ cell: String) {
        let parts = cell.split(separator: "-", omittingEmptySubsequences: false)
        let ends = parts.compactMap { Double($0.trimmingCharacters(in: .whitespaces)) }
        guard ends.count == parts.count, let first = ends.first, let last = ends.last, ends.count <= 2,
            first > 0, last >= first
        else { return nil }
        (lowest, highest) = (first, last)
    }

    /// The label: the stated price as it stands, or one of the range, moved by the options' effects.
    ///
    /// Sums (a larger storage) keep the end of the stated price; a price that was drawn or scaled is rounded
    /// as shops round.
    func label(place: Double, effects: [Cell.Option.Effect], currency: String) -> Double {
        var price = lowest * pow(highest / lowest, place)
        var drawn = highest > lowest
        var added = 0.0
        for effect in effects {
            switch effect {
            case .none: break
            case .add(let amount): added += amount
            case .fixed(let amount): (price, drawn) = (amount, false)
            case .scale(let factor): (price, drawn) = (price * factor, true)
            }
        }
        let label = (drawn ? Pricing.rounded(price, currency: currency) : price) + added
        return (label * 100).rounded() / 100
    }

    /// 39.9, 129, 1299 in yuan; 12.99, 129.99, 1299 in dollars.
    static func rounded(_ price: Double, currency: String) -> Double {
        if currency == "USD" {
            return price < 500 ? max(1, price.rounded()) - 0.01 : (price / 10).rounded() * 10 - 1
        }
        if price < 100 { return max(1, price.rounded()) - 0.1 }
        if price < 1000 { return (price / 10).rounded() * 10 - 1 }
        return (price / 100).rounded() * 100 - 1
    }
}
