import Foundation
import Souk
import Testing

/// A product before what only goes with it, where the query names it and no goods.
@Suite struct MakerSearchTests {
    private struct Item: Codable, Sendable, Identifiable {
        let id: String
        var title: String
        var brand = ""
    }

    private static let cases = (0..<6).map { place in
        Item(id: "case\(place)", title: "iPhone 15 Pro Case \(place)", brand: "Shell")
    }
    private static let films = (0..<6).map { place in
        Item(id: "film\(place)", title: "适用苹果iPhone 15 Pro钢化膜\(place)", brand: "闪魔")
    }
    private static let phones = ["Black", "Natural", "Blue", "White"].map { colour in
        Item(
            id: "phone\(colour)",
            title: "Apple iPhone 15 Pro 256GB \(colour) Titanium Unlocked Smartphone with A17 Chip",
            brand: "Apple")
    }
    private static let others = (0..<80).map { place in
        Item(id: "other\(place)", title: "Kettle \(place)", brand: "Kettles")
    }
    private static let cables = (0..<9).map { place in
        Item(id: "hdmi\(place)", title: "HDMI Cable \(place) m", brand: "Wire \(place % 3)")
    }
    private static let screens = (0..<6).map { place in
        Item(
            id: "screen\(place)", title: "Monitor with two HDMI inputs, 27 inch, model \(place)",
            brand: "Screen \(place)")
    }

    private func index(_ products: [Item], commits: Int = 1) throws -> ProductIndex<Item> {
        let schema = Schema<Item> {
            Text(\.title, weight: 4)
            Keyword(\.brand, role: .brand)
        }
        let index = try ProductIndex<Item>.inMemory(schema)
        for commit in 0..<commits {
            try index.write { writer in
                try writer.upsert(
                    contentsOf: products.indices.filter { $0 % commits == commit }.map { products[$0] })
            }
        }
        return index
    }

    private func first(_ query: String, _ index: ProductIndex<Item>, _ count: Int = 4) throws -> [String] {
        try index.search(query).hits.prefix(count).map {
            String($0.product.id.prefix { $0.isLetter }.prefix(5))
        }
    }

    @Test("A line's name finds what its maker sells first", arguments: [1, 3])
    func line(commits: Int) throws {
        let index = try index(Self.cases + Self.films + Self.phones + Self.others, commits: commits)
        for _ in 0..<2 {
            for query in [
                "iphone", "iphone 15 pro", "iPhone15Pro", "iphone 15", "苹果15pro", "apple iphone 15 pro",
            ] {
                #expect(try first(query, index) == ["phone", "phone", "phone", "phone"], "\(query)")
            }
            try index.compact()
        }
    }

    @Test("Who names goods gets those, whoever makes them")
    func goods() throws {
        let index = try index(Self.cases + Self.films + Self.phones + Self.others)
        #expect(try first("iphone 15 pro case", index) == ["case", "case", "case", "case"])
        #expect(try first("iphone 15 pro 钢化膜", index) == ["film", "film", "film", "film"])
    }

    @Test("What many make has no maker: a cable is meant by its plug")
    func noMaker() throws {
        let index = try index(
            Self.cables + Self.screens + Self.others
                + Self.others.map { Item(id: $0.id + "b", title: $0.title) })
        #expect(try first("hdmi", index) == ["hdmi", "hdmi", "hdmi", "hdmi"])
    }

    @Test("The caller may leave the brand out")
    func undone() throws {
        let index = try index(Self.cases + Self.films + Self.phones + Self.others)
        var request = SearchRequest<Item>("iphone 15 pro")
        request.ignoredParts = [.brand]
        #expect(try index.search(request).hits.first?.product.brand != "Apple")
    }
}
