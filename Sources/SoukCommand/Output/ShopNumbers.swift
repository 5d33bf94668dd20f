/// How a shop writes currencies and numbers, on a terminal and on a page.
enum ShopNumbers {
    /// The sign before an amount: `¥`, or the code and a space for a currency without one here; empty for none.
    static func sign(_ currency: String?) -> String {
        switch currency {
        case "CNY": "¥"
        case "USD": "$"
        case "EUR": "€"
        case "GBP": "£"
        case let other?: other + " "
        case nil: ""
        }
    }

    /// A number with at most so many digits behind the point, and none where it is whole.
    static func text(_ number: Double, digits: Int) -> String {
        guard number != number.rounded() || abs(number) >= 1e15 else { return String(Int64(number)) }
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        return String((number * scale).rounded() / scale)
    }
}
