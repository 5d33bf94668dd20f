/// A whole number with commas between thousands: `205,776`.
package func grouped(_ number: some BinaryInteger) -> String {
    let digits = number.magnitude.description
    var text = number < 0 ? "-" : ""
    for (place, digit) in digits.enumerated() {
        if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return text
}

/// A number with its noun: `1 document`, `205,776 documents`.
package func counted(_ number: some BinaryInteger, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
}

/// An amount of bytes in three or four digits, in powers of 1000 as disks and ``ByteCount`` count: `512 B`, `48.9 MB`.
package func readableBytes(_ bytes: Int) -> String {
    var amount = Double(bytes)
    var unit = "B"
    for next in ["kB", "MB", "GB", "TB", "PB"] where abs(amount) >= 999.5 {
        amount /= 1000
        unit = next
    }
    return unit == "B" ? "\(bytes) B" : "\(fixed(amount, abs(amount) < 99.95 ? 1 : 0)) \(unit)"
}

/// A number with a fixed count of decimals, rounded half away from zero: `fixed(0.73456, 4)` is `0.7346`.
/// Not finite numbers are shown as `-`.
/// - Precondition: `decimals` is from 0 to 9.
package func fixed(_ number: Double, _ decimals: Int) -> String {
    precondition((0...9).contains(decimals), "decimals from 0 to 9")
    guard number.isFinite else { return "-" }
    guard abs(number) < 1e9 else { return number.description }
    let scale = (0..<decimals).reduce(1) { power, _ in power * 10 }
    let scaled = Int((abs(number) * Double(scale)).rounded())
    let sign = number < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(scaled) }
    let fraction = String(scaled % scale)
    return sign + "\(scaled / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
}
