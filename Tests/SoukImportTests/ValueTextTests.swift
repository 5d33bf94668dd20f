import Foundation
import Testing

@testable import SoukImport

@Suite("Numbers and dates written as text")
struct ValueTextTests {
    @Test(
        "numbers as shops write them",
        arguments: [
            ("1999", "1999", 1999.0), (" 1,299.00 ", "1299.00", 1299), ("1,234,567", "1234567", 1_234_567),
            ("¥1999", "1999", 1999), ("￥ 1,999", "1999", 1999), ("US$ 49.95", "49.95", 49.95),
            ("usd 5", "5", 5),
            ("1299元", "1299", 1299), ("99 €", "99", 99), ("-3.5", "-3.5", -3.5), ("+7", "7", 7),
            ("-¥5", "-5", -5),
            ("¥-5", "-5", -5), (".5", "0.5", 0.5), ("5.", "5", 5), ("007", "7", 7), ("0", "0", 0),
            ("6e3", "6e3", 6000),
            ("1.5E-2", "1.5E-2", 0.015), ("\u{3000}8\u{A0}", "8", 8), ("−2", "-2", -2),
        ])
    func numbers(text: String, json: String, value: Double) throws {
        let number = try #require(NumberText(text))
        #expect(number.value == value)
        #expect(number.json == json)
        #expect(try JSONObject(parsing: Array("{\"a\":\(number.json)}".utf8))["a"]?.numericValue == value)
    }

    @Test(
        "what could mean two things, or is no number, is refused",
        arguments: [
            "", " ", "abc", "12,50", "1,2345", "12,345,6", "1234,567", ",123", "1.299,00", "1 000", "12px",
            "0x10", "1e",
            "1e400", "nan", "inf", "infinity", "--1", "+-1", "¥", "-", ".", "¥¥5", "1.2.3", "１２", "5%",
            "1e5e5", "e5",
        ])
    func notNumbers(text: String) {
        #expect(NumberText(text) == nil)
    }

    @Test(
        "dates and times",
        arguments: [
            ("1970-01-01", 0.0), ("2016-11-09", 1_478_649_600), ("2016/11/9", 1_478_649_600),
            ("20161109", 1_478_649_600),
            ("2016.11.09", 1_478_649_600), ("2016-11", 1_477_958_400),
            ("2016-11-09T08:30:00Z", 1_478_680_200),
            ("2016-11-09 08:30", 1_478_680_200), ("2016-11-09T08:30:00.250+08:00", 1_478_651_400.25),
            ("2016-11-09T08:30:00-0500", 1_478_698_200), ("2000-02-29", 951_782_400),
            ("1969-12-31T23:59:59Z", -1),
            ("0001-01-01", -62_135_596_800), ("9999-12-31", 253_402_214_400), ("1478649600", 1_478_649_600),
            ("1478649600000", 1_478_649_600),
        ])
    func dates(text: String, seconds: Double) {
        #expect(DateText.seconds(text) == seconds)
    }

    @Test(
        "what is no date is refused",
        arguments: [
            "", "yesterday", "2016-13-01", "2016-02-30", "1900-02-29", "2016-00-10", "2016-11-09T25:00",
            "2016-11-09T08",
            "2016-11-09T08:61", "2016-11-09X", "2016-11-09T08:30+25:00", "0000-01-01", "2016-11/09",
            "11/09/2016",
        ])
    func notDates(text: String) {
        #expect(DateText.seconds(text) == nil)
    }

    @Test("every day of four centuries agrees with Foundation's calendar")
    func calendar() throws {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        for day in stride(from: -25_000, to: 120_000, by: 37) {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            let text = "\(parts.year ?? 0)-\(parts.month ?? 0)-\(parts.day ?? 0)"
            #expect(DateText.seconds(text) == Double(day) * 86_400, "\(text)")
        }
    }
}
