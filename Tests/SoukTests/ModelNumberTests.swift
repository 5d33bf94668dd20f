import Foundation
import Souk
import Testing

/// Numbers of models: families by their beginnings, the product before what lists its number, names beside them.
@Suite struct ModelNumberTests {
    private struct Item: Codable, Sendable, Identifiable {
        let id: String
        var title: String
        var brand = "Q"
    }

    private func found(_ query: String, _ titles: [String]) throws -> [String] {
        let index = try ProductIndex<Item>.inMemory(
            Schema {
                Text(\.title, weight: 4)
                Keyword(\.brand, role: .brand)
            })
        try index.write { batch in
            for (number, title) in titles.enumerated() {
                try batch.upsert(Item(id: "\(number)", title: title))
            }
        }
        return try index.search(query).hits.filter { $0.tier == 0 }.map(\.product.id)
    }

    @Test("A number finds those that begin with it, wherever it ends, behind its own")
    func families() throws {
        let titles = [
            "Xerox 006R90321 toner", "Xerox 006R90322 toner black", "Xerox 006R903 drum and much else of it",
        ]
        #expect(try found("006R903", titles) == ["2", "0", "1"])
        #expect(try found("006R90321", titles) == ["0"])
        #expect(try found("006R91", titles) == [])
        // Short numbers are whole.
        #expect(try found("p6", ["华为 p60 手机"]) == [])
        #expect(try found("mate6", ["华为 mate60 手机"]) == [])
    }

    @Test("A name and a model find what writes them as one word, whoever knows the name")
    func joined() throws {
        #expect(try found("qwor zx200", ["QWORZX200 pump", "qwor pump", "zx200b valve"]) == ["0"])
        #expect(try found("eos r6", ["CANONEOSR6 camera"]) == ["0"])
        #expect(try found("tn-24800", ["Brother TN-2480001 toner"]) == ["0"])
    }

    @Test("The product of a number stands before what lists it over and over")
    func repetition() throws {
        for code in ["ABC-100", "ABC100"] {
            let titles = [
                "valve kit for \(code), \(code), \(code) and \(code)-X", "\(code) valve", "hose", "pump seal",
            ]
            for query in [code, code.lowercased()] {
                #expect(try found(query, titles).first == "1", "\(query)")
            }
        }
    }

    @Test("A word that only begins as a brand does, or has its stem, does not find it")
    func stems() throws {
        let titles = ["Canon printer", "canonical law book", "Levi's 501 jeans", "Levy's guitar strap"]
        #expect(try found("canonical", titles) == ["1"])
        #expect(try found("canon", titles) == ["0"])
        #expect(try found("levis", titles) == ["2"])
        #expect(try found("levy's", titles) == ["3"])
    }
}
