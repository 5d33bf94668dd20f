import Foundation
import SoukTestKit

@testable import Souk

/// Variants of made-up products, for checks of pages against plain counting.
struct PageGoods: Codable, Sendable, Identifiable, Equatable {
    let id: String
    var title: String
    var brand: String?
    var category: [String]
    var price: Double?
    var stock: Int
    var series: String?
    var specs: [String: String]

    static func schema() -> Schema<PageGoods> {
        Schema<PageGoods> {
            Text(\.title, weight: 4)
            Keyword(\.brand, role: .brand, weight: 0)
            Path(\.category, role: .category, weight: 0)
            Number(\.price, role: .price)
            Number(\.stock, role: .stock)
            Keyword(\.series, role: .group, weight: 0)
            Attributes(\.specs, weight: 0)
        }
    }

    static let words = ["amber", "basil", "cedar", "dusk", "ember", "fern", "grove", "hazel"]
    private static let brands = ["Acme", "Borel", "Corvo", "Dane"]
    private static let categories = [["Home"], ["Home", "Lamps"], ["Home", "Chairs"], ["Garden", "Pots"]]
    private static let colours = ["red", "green", "blue"]

    /// A value as a careless merchant writes it: filters and facets take it for the same.
    private static func written(_ value: String, _ random: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: value.uppercased()
        case 1: value.lowercased()
        default: value
        }
    }

    static func draw(_ number: Int, _ random: inout SeededGenerator) -> PageGoods {
        let words = (0..<Int.random(in: 1...5, using: &random)).map { _ in
            // The first words are common, so that queries have something to relax.
            Self.words[
                min(Int.random(in: 0..<8, using: &random), Int.random(in: 0..<8, using: &random))]
        }
        let hasSeries = Int.random(in: 0..<5, using: &random) > 0
        let series = "s\(Int.random(in: 0..<60, using: &random))"
        let price = [9.0, 19, 49, 99, 149, 199, 299, 999][Int.random(in: 0..<8, using: &random)]
        return PageGoods(
            id: "g\(number)", title: words.joined(separator: " "),
            brand: Int.random(in: 0..<10, using: &random) > 0
                ? written(brands.randomElement(using: &random) ?? "", &random) : nil,
            category: (categories.randomElement(using: &random) ?? []).map { written($0, &random) },
            price: Int.random(in: 0..<10, using: &random) > 0
                ? price + Double(Int.random(in: 0..<3, using: &random)) : nil,
            stock: Int.random(in: 0..<4, using: &random), series: hasSeries ? series : nil,
            specs: [written("colour", &random): written(colours.randomElement(using: &random) ?? "", &random)]
        )
    }

    /// An index of several segments with deleted and replaced products.
    static func index(
        count: Int, _ random: inout SeededGenerator
    ) throws -> (index: ProductIndex<PageGoods>, goods: [String: PageGoods]) {
        let index = try ProductIndex.inMemory(schema())
        var goods: [String: PageGoods] = [:]
        for part in 0..<3 {
            let numbers = part * count / 3..<(part + 1) * count / 3
            var batch = numbers.map { draw($0, &random) }
            // Some of the earlier ones once more, with other values.
            batch += (0..<count / 20).map { _ in
                draw(Int.random(in: 0..<max(numbers.lowerBound, 1), using: &random), &random)
            }
            let gone =
                part > 0 ? (0..<count / 20).map { _ in "g\(Int.random(in: 0..<count, using: &random))" } : []
            try index.write { writing in
                try writing.upsert(contentsOf: batch)
                for id in gone { writing.delete(id: id) }
            }
            for product in batch { goods[product.id] = product }
            for id in gone { goods[id] = nil }
        }
        return (index, goods)
    }

    /// The values that count for a field, as a facet names them.
    func values(of field: String) -> [String] {
        switch field {
        case "brand": brand.map { [$0] } ?? []
        case "category": category.indices.map { category[...$0].joined(separator: " > ") }
        case "specs.colour": specs.first { $0.key.lowercased() == "colour" }.map { [$0.value] } ?? []
        default: []
        }
    }

    /// What stands for the product where variants are grouped.
    var product: String { series ?? "id:" + id }
}
