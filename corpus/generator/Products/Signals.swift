import Foundation

/// What shoppers left behind: sales, reviews, rating, and what the shop knows: stock, date.
struct Signals {
    var sales: Int
    var reviewCount: Int
    var rating: Double?
    var stock: Int
    var createdAt: String

    /// The day on which the catalogue was "taken": 2025-09-30, in days since 1970-01-01.
    static let lastDay = 20_361

    /// - Parameters:
    ///   - group: names the draws that the variants of a product share (its quality, its success).
    ///   - variant: names those that they do not.
    ///   - launch: `2023-09` when the product's first month is known.
    init(group: [String], variant: [String], fame: Double, demand: Double, launch: String?) {
        var shared = Draw(group + ["signals"])
        var own = Draw(variant + ["signals"])
        let day = Signals.firstDay(launch: launch, draw: &shared)
        let age = Double(Signals.lastDay - day) / 365
        let appeal = shared.gaussian()
        // A log-normal law: few best-sellers, a long tail; new products have had less time.
        let logSales = 3.2 + 3.4 * fame + demand + 1.0 * appeal + 0.5 * own.gaussian() + 0.8 * log(0.15 + age)
        sales = Int(exp(min(logSales, 12.6)))
        reviewCount = Int(Double(sales) * (0.04 + 0.2 * own.unit()))
        let quality = 4.86 - 0.28 * abs(shared.gaussian()) * (1.35 - fame) + 0.03 * min(appeal, 1)
        let heard = min(5, max(2.6, quality + 0.06 * own.gaussian()))
        rating = reviewCount == 0 ? nil : (heard * 10).rounded() / 10
        stock = own.unit() < 0.06 ? 0 : Int(exp(3.6 + 1.3 * own.gaussian() + 0.8 * fame)) + 1
        createdAt = Signals.date(day: day)
    }

    private static func firstDay(launch: String?, draw: inout Draw) -> Int {
        let place = draw.unit()
        guard let launch, let month = day(ofMonth: launch) else { return lastDay - 5 - Int(place * 1085) }
        return max(lastDay - 1090, min(lastDay - 3, month + Int(place * 75)))
    }

    /// `2023-09` as the day number of its first day; nil when it is no month.
    private static func day(ofMonth text: String) -> Int? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2 else { return nil }
        return (lastDay - 1500..<lastDay + 40).first { date(day: $0) == "\(text)-01" }
    }

    /// Days since 1970-01-01 as `2024-05-01` (Howard Hinnant's civil-from-days).
    static func date(day: Int) -> String {
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(year)-\(padded(month))-\(padded(dayOfMonth))"
    }

    static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
