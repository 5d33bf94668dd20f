import Foundation
import Souk
import Testing

@Suite struct SpellingTests {
    private struct Item: Codable, Sendable, Identifiable {
        let id: String
        var title: String
    }

    private func index() throws -> ProductIndex<Item> {
        let index = try ProductIndex<Item>.inMemory(Schema { Text(\.title, weight: 4) })
        try index.write { batch in
            for number in 0..<12 {
                try batch.upsert(Item(id: "s\(number)", title: "stainless steel sink \(number)"))
            }
            for number in 0..<12 {
                try batch.upsert(Item(id: "b\(number)", title: "electric toothbrush \(number)"))
            }
            for number in 0..<12 { try batch.upsert(Item(id: "h\(number)", title: "华为手机 \(number)")) }
            for number in 0..<12 { try batch.upsert(Item(id: "w\(number)", title: "white lamp \(number)")) }
            try batch.upsert(Item(id: "typo", title: "stainles pot"))
            try batch.upsert(Item(id: "apart", title: "tooth brush"))
            try batch.upsert(Item(id: "apart2", title: "tooth and brush"))
        }
        return index
    }

    @Test("A mistyped word finds the products that were meant, and says so")
    func typo() throws {
        let response = try index().search("stel sink")
        #expect(response.total == 12)
        #expect(response.interpretation.correctedText == "steel sink")
        #expect(response.interpretation.corrections.map(\.range) == [0..<4])
    }

    @Test("No word is taken for a function word; a plural with a letter missing is an error")
    func plainErrors() throws {
        let index = try ProductIndex<Item>.inMemory(Schema { Text(\.title, weight: 4) })
        try index.write { batch in
            for number in 0..<60 {
                try batch.upsert(Item(id: "s\(number)", title: "salt and pepper mill \(number)"))
            }
            for number in 0..<12 {
                try batch.upsert(Item(id: "e\(number)", title: "wireless earphones \(number)"))
            }
        }
        #expect(try index.search("mill band").interpretation.correctedText == nil)
        #expect(try index.search("earphons").interpretation.correctedText == "earphones")
        #expect(try index.search("earphons").total == 12 && index.search("earphone").total == 12)
    }

    @Test("A product that says the word as typed stands first; the correction can be undone")
    func literalFirst() throws {
        var request = SearchRequest<Item>("stainles")
        #expect(try index().search(request).hits.first?.product.id == "typo")
        #expect(try index().search(request).total == 13)
        request.correctsSpelling = false
        let response = try index().search(request)
        #expect(response.hits.map(\.product.id) == ["typo"])
        #expect(response.interpretation.correctedText == nil)
    }

    @Test(
        "Compounds are found written together and apart", arguments: [("tooth brush", 14), ("whitelamp", 12)])
    func compounds(query: String, total: Int) throws {
        let response = try index().search(query)
        #expect(response.total == total)
    }

    @Test("Who writes by ear is understood: f for ph, characters of a sound, in a shop of a few products too")
    func byEar() throws {
        let index = try ProductIndex<Item>.inMemory(Schema { Text(\.title, weight: 4) })
        try index.write { batch in
            let titles = ["phone charger", "photo frame", "婴儿奶粉 一段", "补水面膜", "男士牛仔裤", "frame of oak"]
            for (number, title) in titles.enumerated() {
                try batch.upsert(Item(id: "\(number)", title: title))
            }
        }
        for (query, id) in [
            ("fone charger", "0"), ("foto frame", "1"), ("奶份", "2"), ("面漠", "3"), ("牛崽裤", "4"),
        ] {
            let found = try index.search(query).hits.filter { $0.tier == 0 }.map(\.product.id)
            #expect(found == [id], "\(query)")
        }
    }

    @Test("Characters of the same sound find the word")
    func homophones() throws {
        let response = try index().search("花为手机")
        #expect(response.total == 12)
        #expect(response.interpretation.correctedText == "华为手机")
    }

    @Test("Searches in many tasks at once make the tables of words once or more, and agree")
    func concurrent() async throws {
        let index = try index()
        let totals = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<16 { group.addTask { try index.search("stel sink").total } }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(totals == [12])
    }
}
