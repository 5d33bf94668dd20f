/// Reads moments: seconds since 1970, or ISO 8601 dates with or without a time and a zone. No zone is UTC.
package enum EventMoment {
    /// The year 2100.
    private static let end = 4_102_444_800.0

    /// Whether seconds since 1970 may be the time of a shopper's event: what lies before 1970 or after 2099 is another unit, or an
    /// error, and one such event would make all others old or young.
    package static func isPlausible(_ seconds: Double) -> Bool { seconds >= 0 && seconds < end }

    package static func seconds(_ text: String) -> Double? {
        if let number = Double(text) { return number.isFinite ? number : nil }
        let parts = text.split(
            maxSplits: 1, omittingEmptySubsequences: false,
            whereSeparator: { $0 == "T" || $0 == "t" || $0 == " " })
        guard let first = parts.first, let midnight = day(first) else { return nil }
        guard parts.count > 1 else { return midnight }
        return timeOfDay(parts[1]).map { midnight + $0 }
    }

    private static func day(_ text: Substring) -> Double? {
        let numbers = text.split(separator: "-", omittingEmptySubsequences: false).map { digits($0) }
        guard numbers.count == 3, let year = numbers[0], let month = numbers[1], let day = numbers[2],
            (1...9999).contains(year), (1...12).contains(month),
            (1...length(ofMonth: month, year)).contains(day)
        else { return nil }
        return Double(daysSince1970(year, month, day)) * 86_400
    }

    private static func digits(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 4, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    private static func length(ofMonth month: Int, _ year: Int) -> Int {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Seconds since midnight UTC; a zone to the east takes seconds away.
    private static func timeOfDay(_ text: Substring) -> Double? {
        var clock = text
        var shift = 0.0
        if clock.hasSuffix("Z") || clock.hasSuffix("z") {
            clock.removeLast()
        } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let zone = clock[clock.index(after: sign)...].filter { $0 != ":" }
            guard zone.count == 4, let number = digits(zone[...]), number % 100 < 60, number <= 1800 else {
                return nil
            }
            shift = Double(number / 100 * 60 + number % 100) * (clock[sign] == "+" ? -60 : 60)
            clock = clock[..<sign]
        }
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, let hour = digits(parts[0]), hour < 24,
            let minute = digits(parts[1]), minute < 60
        else { return nil }
        var seconds = 0.0
        if parts.count == 3 {
            guard let first = parts[2].first, first.isNumber, let value = Double(parts[2]), value < 61 else {
                return nil
            }
            seconds = value
        }
        return Double(hour * 3600 + minute * 60) + seconds + shift
    }

    /// Days of the Gregorian calendar, the year taken to begin in March so that the leap day is its last.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let years = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        let leapDays = years / 4 - years / 100 + years / 400
        return years * 365 + leapDays + (153 * monthFromMarch + 2) / 5 + day - 719_469
    }
}
