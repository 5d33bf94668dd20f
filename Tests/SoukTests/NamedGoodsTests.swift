import Foundation
import Souk
import Testing

/// Goods before products that merely have such a thing among their attributes.
@Suite struct NamedGoodsTests {
    private struct Item: Codable, Sendable, Identifiable {
        let id: String
        var title: String
        var details = ""
        var attributes: [String: String] = [:]
    }

    private static let boards = (0..<12).map { place in
        Item(
            id: "board\(place)", title: "Mainboard \(place)",
            attributes: ["ports": "USB 2.0", "cooling": "fan connector"])
    }
    private static let fans = (0..<4).map { place in
        Item(id: "fan\(place)", title: "Desk fan \(place) for quiet rooms in summer, with a long cable")
    }
    private static let usbFans = [
        Item(id: "usbFan", title: "Small breeze machine", details: "A fan for the desk, powered by USB")
    ]

    private func index(_ items: [Item], commits: Int = 1) throws -> ProductIndex<Item> {
        let schema = Schema<Item> {
            Text(\.title, weight: 4)
            Text(\.details)
            Attributes(\.attributes)
        }
        let index = try ProductIndex<Item>.inMemory(schema)
        for commit in 0..<commits {
            let part = items.indices.filter { $0 % commits == commit }.map { items[$0] }
            try index.write { try $0.upsert(contentsOf: part) }
        }
        return index
    }

    private func hits(_ query: String, _ index: ProductIndex<Item>) throws -> [(id: String, tier: Int)] {
        try index.search(query).hits.map { ($0.product.id, $0.tier) }
    }

    @Test("Who has the goods asked for among its attributes alone stands a tier lower", arguments: [1, 3])
    func order(commits: Int) throws {
        let index = try index(Self.boards + Self.fans + Self.usbFans, commits: commits)
        for _ in 0..<2 {
            let hits = try hits("usb fan", index)
            #expect(hits.first?.id == "usbFan")
            #expect(hits.filter { $0.tier == 0 }.map(\.id) == ["usbFan"])
            // One tier lower, not out.
            #expect(hits.contains { $0.id.hasPrefix("board") && $0.tier == 1 })
            try index.compact()
        }
    }

    @Test("What is asked of the goods may stand among the attributes")
    func otherWords() throws {
        let fan = Item(id: "usb", title: "Desk fan", attributes: ["ports": "USB"])
        let hits = try hits("usb fan", try index(Self.boards + Self.fans + [fan]))
        #expect(hits.first?.id == "usb" && hits.first?.tier == 0)
    }

    @Test("A word alone asks for all that hold it")
    func oneWord() throws {
        let found = try index(Self.boards + Self.fans).search("fan")
        #expect(found.total == Self.boards.count + Self.fans.count)
        #expect(found.hits.allSatisfy { $0.tier == 0 })
    }

    @Test("Without products that name them, attributes are all there is")
    func nothingNamed() throws {
        let found = try index(Self.boards).search("usb fan")
        #expect(found.total == Self.boards.count)
    }

    @Test("The answer to why it is not among the hits says so")
    func whyNot() throws {
        let many = (0..<12).map { Item(id: "usbFan\($0)", title: "USB fan \($0)") }
        let index = try index(Self.boards + many)
        #expect(try index.search("usb fan").total == many.count)
        let answer = try #require(try index.whyNot("board0", for: SearchRequest("usb fan")))
        #expect(answer.sentences(.en).contains { $0.contains("attributes") }, "\(answer)")
    }
}
