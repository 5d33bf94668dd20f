/// One line of `events.tsv`.
struct ShopperEvent {
    var user: String
    var item: String
    /// view, click, cart, purchase or rating.
    var event: String
    /// What the shopper had typed, or nothing when browsing.
    var query: String
    /// Stars of a rating.
    var value: Int?
    /// Seconds since 1970-01-01.
    var time: Int

    /// `2025-08-03T19:04:11Z`.
    var timestamp: String {
        let second = time % 86_400
        let clock = [second / 3600, second / 60 % 60, second % 60].map(Signals.padded).joined(separator: ":")
        return "\(Signals.date(day: time / 86_400))T\(clock)Z"
    }

    var line: String {
        [user, item, event, query, value.map(String.init) ?? "", timestamp].joined(separator: "\t")
    }

    static let header = "user\titem\tevent\tquery\tvalue\ttimestamp"
}
