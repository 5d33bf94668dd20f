/// Moments as seconds since 1970: numbers, or ISO 8601 dates (`2024-03-01`, `2024-03-01T08:30:00+08:00`).
package enum Timestamp {
    package static func seconds(_ value: JSONValue) -> Double? {
        switch value {
        case .integer(let seconds): Double(seconds)
        case .number(let seconds): seconds
        case .string(let text): Double(text) ?? parse(text)
        default: nil
        }
    }

    private static func parse(_ text: String) -> Double? {
        let parts = text.split(whereSeparator: { $0 == "T" || $0 == " " })
        guard let date = parts.first else { return nil }
        let numbers = date.split(whereSeparator: { $0 == "-" || $0 == "/" }).map { Int($0) }
        guard numbers.count == 3, let year = numbers[0], let month = numbers[1], let day = numbers[2],
            (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        var seconds = Double(daysSince1970(year, month, day)) * 86_400
        if parts.count > 1 {
            guard let time = timeOfDay(parts[1]) else { return nil }
            seconds += time
        }
        return seconds
    }

    /// Seconds since midnight UTC of `08:30`, `08:30:00.5`, with `Z` or `+08:00` behind.
    private static func timeOfDay(_ text: Substring) -> Double? {
        var clock = text
        var shift = 0.0
        if clock.hasSuffix("Z") {
            clock.removeLast()
        } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let zone = clock[clock.index(after: sign)...].filter { $0 != ":" }
            guard zone.count == 4 || zone.count == 2, let number = Int(zone) else { return nil }
            let minutes = zone.count == 4 ? number / 100 * 60 + number % 100 : number * 60
            shift = Double(minutes) * (clock[sign] == "+" ? -60 : 60)
            clock = clock[..<sign]
        }
        let parts = clock.split(separator: ":").map { Double($0) }
        guard (1...3).contains(parts.count) else { return nil }
        var seconds = 0.0
        for (part, unit) in zip(parts, [3600.0, 60, 1]) {
            guard let part, part >= 0, part < 61 else { return nil }
            seconds += part * unit
        }
        return seconds + shift
    }

    /// Days of the proleptic Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms").
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
