import Foundation
import Testing

@testable import CorpusGenerator

@Suite struct VocabularyTests {
    @Test("patterns fill slots, glue them, leave out empty parts and repeated Chinese words")
    func patterns() throws {
        let values = ["brand": "华为", "model": "Mate 60", "colour": "", "kind": "手机壳", "line": "透明手机壳"]
        func filled(_ pattern: String) throws -> String {
            try Pattern(pattern).filled(with: values, shelf: "test")
        }
        #expect(try filled("{brand} {model}") == "华为 Mate 60")
        #expect(try filled("{brand}{model~}") == "华为Mate60")
        #expect(try filled("{model}[ in {colour}][, {brand}]") == "Mate 60, 华为")
        #expect(try filled("{line} {kind}") == "透明手机壳")
        #expect(throws: VocabularyError.self) { try filled("{colour}") }
        #expect(throws: VocabularyError.self) { try Pattern("{brand") }
        #expect(throws: VocabularyError.self) { try Pattern("[{brand}") }
        #expect(throws: VocabularyError.self) { try Pattern("{brand}]") }
    }

    @Test("cells give options with what they do to the price")
    func cells() {
        let options = Cell("256GB; 512GB@+1000; 1TB@*1.4; 套装@=329; a@b").options
        #expect(options.map(\.text) == ["256GB", "512GB", "1TB", "套装", "a@b"])
        #expect(options.map(\.effect) == [.none, .add(1000), .scale(1.4), .fixed(329), .none])
    }

    @Test("prices stand as stated, drawn ones are rounded as shops round")
    func prices() throws {
        let stated = try #require(Pricing("6499"))
        #expect(stated.label(place: 0.5, effects: [.add(500)], currency: "CNY") == 6999)
        #expect(stated.label(place: 0.5, effects: [.fixed(5999), .add(1)], currency: "CNY") == 6000)
        let drawn = try #require(Pricing("20-80"))
        #expect(drawn.label(place: 0.5, effects: [], currency: "CNY") == 39.9)
        #expect(drawn.label(place: 0.5, effects: [], currency: "USD") == 39.99)
        #expect(try #require(Pricing("199.5")).label(place: 0, effects: [], currency: "CNY") == 199.5)
        for text in ["", "cheap", "80-20", "-5", "1-2-3"] { #expect(Pricing(text) == nil, "\(text)") }
    }

    @Test("draws depend on their name alone and are spread evenly")
    func draws() {
        var first = Draw("a", "b")
        var again = Draw("a", "b")
        var other = Draw("ab")
        let values = (0..<1000).map { _ in first.unit() }
        #expect(values == (0..<1000).map { _ in again.unit() })
        #expect(values != (0..<1000).map { _ in other.unit() })
        #expect(abs(values.reduce(0, +) / 1000 - 0.5) < 0.05)
        let chosen = first.some(3, of: Array(0..<10))
        #expect(chosen.count == 3 && chosen == chosen.sorted() && Set(chosen).count == 3)
        #expect(first.weighted([0, 0]) == nil)
        #expect(first.weighted([0, 2, 0]) == 1)
    }

    @Test("dates are those of the calendar")
    func dates() {
        #expect(Signals.date(day: 0) == "1970-01-01")
        #expect(Signals.date(day: 19_782) == "2024-02-29")
        #expect(Signals.date(day: Signals.lastDay) == "2025-09-30")
    }

    @Test("numbers are written without exponents and trailing zeros, strings escaped")
    func json() {
        #expect(ProductLine.number(12.5, places: 2) == "12.5")
        #expect(ProductLine.number(4999, places: 2) == "4999")
        #expect(ProductLine.number(-0.0731, places: 4) == "-0.0731")
        #expect(ProductLine.number(0.00001, places: 4) == "0")
        #expect(ProductLine.quoted("a\"b\\\n\u{1}华") == #""a\"b\\\n\u0001华""#)
    }

    @Test("a row with too many cells, no price or an unknown list is refused by name")
    func badRows() throws {
        func expand(row: String, columns: String = "brand | price") throws -> [Product] {
            let shelf = Shelf(
                key: "x", category: "A > B", topics: "a", lang: "zh", columns: columns, rows: [row],
                titles: ["{brand}"],
                descriptions: ["{brand}"], attributes: ["品牌: {brand}"])
            return try ShelfExpansion(shelf, vocabulary: Vocabulary()).products()
        }
        #expect(try expand(row: "华为 | 199").map(\.id) == ["x-001-1"])
        #expect(throws: VocabularyError.self) { try expand(row: "华为 | 199 | 3") }
        #expect(throws: VocabularyError.self) { try expand(row: "华为 | cheap") }
        #expect(throws: VocabularyError.self) { try expand(row: "| 199") }
        #expect(throws: VocabularyError.self) { try expand(row: "华为 | @prices") }
    }
}
