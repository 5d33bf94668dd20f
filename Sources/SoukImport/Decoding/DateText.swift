/// Reads calendar dates and times into seconds since 1970-01-01 00:00 UTC.
///
/// ISO 8601 in the forms that catalogues hold: `2016-11-09`, `2016-11-09T08:30:00Z`, `2016-11-09 08:30`,
/// `2016-11-09T08:30:00.250+08:00`, `20161109`, `2016-11`, and with slashes, `2016/11/9`. A time without zone
/// is UTC. The proleptic Gregorian calendar, years 0001 to 9999.
package enum DateText {
    /// Numbers from here on are milliseconds: as seconds they would lie beyond the year 5138.
    static let firstMillisecond = 1e11

    /// Seconds for a JSON number or string; nil for anything else.
    package static func seconds(_ value: JSONValue) -> Double? {
        switch value {
        case .number(let number) where number.value.isFinite: seconds(epoch: number.value)
        case .string(let text): seconds(text)
        default: nil
        }
    }

    /// Seconds for a number given as epoch seconds or milliseconds.
    static func seconds(epoch: Double) -> Double { abs(epoch) < firstMillisecond ? epoch : epoch / 1000 }

    /// Seconds for a date, a date with a time, or epoch seconds written as text; nil for anything else.
    static func seconds(_ text: String) -> Double? {
        let bytes = Array(TextTrimming.trim(text).utf8)
        var scanner = Scanner(bytes: bytes)
        if let seconds = scanner.dateAndTime(), scanner.isAtEnd { return seconds }
        return NumberText(text).map { seconds(epoch: $0.value) }
    }

    private struct Scanner {
        let bytes: [UInt8]
        var place = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { place == bytes.count }

        mutating func dateAndTime() -> Double? {
            guard let days = date() else { return nil }
            let midnight = Double(days) * 86_400
            if isAtEnd { return midnight }
            guard take("T") || take("t") || take(" ") else { return nil }
            guard let time = timeOfDay() else { return nil }
            if isAtEnd || take("Z") || take("z") { return midnight + time }
            _ = take(" ")
            let isEast = take("+")
            guard isEast || take("-"), let hours = number(2...2), hours <= 23 else { return nil }
            _ = take(":")
            guard let minutes = isAtEnd ? 0 : number(2...2), minutes <= 59 else { return nil }
            let offset = Double(hours * 3600 + minutes * 60)
            return midnight + time + (isEast ? -offset : offset)
        }

        private mutating func date() -> Int? {
            guard let year = number(4...4), year >= 1 else { return nil }
            let isBasic = place + 4 <= bytes.count && !bytes[place..<place + 4].contains { !isDigit($0) }
            var month = 1
            var day = 1
            if isBasic {
                guard let both = number(4...4) else { return nil }
                (month, day) = (both / 100, both % 100)
            } else {
                guard let separator = take(anyOf: "-/."), let found = number(1...2) else { return nil }
                month = found
                if take(separator) {
                    guard let found = number(1...2) else { return nil }
                    day = found
                } else if separator == "." {
                    return nil
                }
            }
            guard (1...12).contains(month), day >= 1, day <= DateText.length(ofMonth: month, year: year)
            else { return nil }
            return DateText.days(year: year, month: month, day: day)
        }

        private mutating func timeOfDay() -> Double? {
            guard let hours = number(2...2), hours <= 23, take(":"), let minutes = number(2...2),
                minutes <= 59
            else {
                return nil
            }
            var seconds = Double(hours * 3600 + minutes * 60)
            guard take(":") else { return seconds }
            guard let whole = number(2...2), whole <= 60 else { return nil }
            seconds += Double(whole)
            guard take(".") || take(",") else { return seconds }
            var unit = 0.1
            let first = place
            while place < bytes.count, isDigit(bytes[place]) {
                seconds += Double(bytes[place] - 0x30) * unit
                unit /= 10
                place += 1
            }
            return place > first ? seconds : nil
        }

        private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

        private mutating func number(_ lengths: ClosedRange<Int>) -> Int? {
            var value = 0
            var length = 0
            while length < lengths.upperBound, place < bytes.count, isDigit(bytes[place]) {
                value = value * 10 + Int(bytes[place] - 0x30)
                place += 1
                length += 1
            }
            return lengths.contains(length) ? value : nil
        }

        private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            guard place < bytes.count, bytes[place] == UInt8(ascii: scalar) else { return false }
            place += 1
            return true
        }

        private mutating func take(anyOf scalars: String) -> Unicode.Scalar? {
            for scalar in scalars.unicodeScalars where take(scalar) { return scalar }
            return nil
        }
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01. The year begins in March, so that the leap day is its last.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        return marchYear * 365 + leapDays + dayOfYear - 719_468
    }
}
