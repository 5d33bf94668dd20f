/// A number as people write it in a catalogue: `1999`, `-3.5`, `6e3`, `1,299.00`, `¥1999`, `US$ 49.95`, `1299元`.
///
/// A comma separates groups of exactly three digits, never a fraction (`12,50` is refused: it could be
/// either). One currency sign or code may stand before or behind. Spaces around and between are ignored.
struct NumberText: Equatable {
    /// The number in JSON notation, with the digits that were written.
    var json: String
    /// Finite.
    var value: Double

    private static let signs: Set<String> = [
        "¥", "￥", "$", "€", "£", "₩", "₹", "฿", "₫", "₱", "₽", "元", "円", "圆", "圓",
        "US$", "HK$", "NT$", "S$", "A$", "C$", "CN¥", "JP¥", "RMB", "CNY", "USD", "EUR", "GBP", "JPY", "HKD",
        "TWD",
        "KRW", "SGD", "AUD", "CAD", "INR",
    ]
    private static let longestSign = 3

    /// Nil when the text is not a number.
    init?(_ text: String) {
        var rest = TextTrimming.trim(text)
        guard !rest.isEmpty, rest.utf8.count <= 400 else { return nil }
        var isNegative = NumberText.takeMinus(&rest)
        if NumberText.takeCurrency(&rest) {
            if !isNegative { isNegative = NumberText.takeMinus(&rest) }
        }
        guard let digits = NumberText.digits(Array(rest.utf8)) else { return nil }
        json = (isNegative ? "-" : "") + digits
        guard let value = Double(json), value.isFinite else { return nil }
        self.value = value
    }

    /// Takes a sign; true for a minus.
    private static func takeMinus(_ rest: inout Substring) -> Bool {
        guard let first = rest.unicodeScalars.first, first == "-" || first == "+" || first == "−" else {
            return false
        }
        rest = Substring(rest.unicodeScalars.dropFirst())
        return first != "+"
    }

    private static func takeCurrency(_ rest: inout Substring) -> Bool {
        for length in stride(from: longestSign, through: 1, by: -1) {
            if signs.contains(rest.prefix(length).uppercased()) {
                rest = TextTrimming.trim(rest.dropFirst(length))
                return true
            }
            if signs.contains(rest.suffix(length).uppercased()) {
                rest = TextTrimming.trim(rest.dropLast(length))
                return true
            }
        }
        return false
    }

    /// Digits with optional groups, fraction and exponent, rewritten in JSON notation.
    private static func digits(_ bytes: [UInt8]) -> String? {
        var place = 0
        guard var whole = wholePart(bytes, &place) else { return nil }
        var fraction: [UInt8] = []
        if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
            place += 1
            fraction = run(bytes, &place)
            if whole.isEmpty, fraction.isEmpty { return nil }
        } else if whole.isEmpty {
            return nil
        }
        var exponent: [UInt8] = []
        if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
            exponent.append(bytes[place])
            place += 1
            if place < bytes.count, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
                exponent.append(bytes[place])
                place += 1
            }
            let power = run(bytes, &place)
            if power.isEmpty { return nil }
            exponent += power
        }
        guard place == bytes.count else { return nil }
        while whole.count > 1, whole[0] == UInt8(ascii: "0") { whole.removeFirst() }
        if whole.isEmpty { whole = [UInt8(ascii: "0")] }
        let tail = fraction.isEmpty ? [] : [UInt8(ascii: ".")] + fraction
        return String(decoding: whole + tail + exponent, as: UTF8.self)
    }

    /// Digits before the point; nil when commas do not separate groups of three.
    private static func wholePart(_ bytes: [UInt8], _ place: inout Int) -> [UInt8]? {
        var whole = run(bytes, &place)
        let firstGroup = whole.count
        while place < bytes.count, bytes[place] == UInt8(ascii: ",") {
            place += 1
            let group = run(bytes, &place)
            guard group.count == 3, (1...3).contains(firstGroup) else { return nil }
            whole += group
        }
        return whole
    }

    private static func run(_ bytes: [UInt8], _ place: inout Int) -> [UInt8] {
        let start = place
        while place < bytes.count, (0x30...0x39).contains(bytes[place]) { place += 1 }
        return Array(bytes[start..<place])
    }
}
