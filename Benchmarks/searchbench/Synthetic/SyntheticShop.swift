import Foundation
import SoukStorage

/// A shop's catalogue made by seed: a title, a brand, a category of two levels, for half of the products a description of
/// two more titles, and a price.
///
/// Brands are as unequal as words are (see ``SyntheticVocabulary``), categories as the ranks of a small vocabulary;
/// prices are log-normal about 20.
struct SyntheticShop {
    private static let brandCount = 2000
    private static let categoryCount = 300
    private static let topCategoryCount = 12
    private static let priceMean = 3.0
    private static let priceDeviation = 1.2

    private var titles: SyntheticCatalogue
    private var random: SplitMix64

    init(seed: UInt64) {
        titles = SyntheticCatalogue(seed: seed)
        random = SplitMix64(seed: seed, part: "shop")
    }

    mutating func next() -> ShopProduct {
        let title = text()
        let brand = word(SyntheticVocabulary.rank(at: random.unit(), of: Self.brandCount), from: 5000)
        let leaf = SyntheticVocabulary.rank(at: random.unit(), of: Self.categoryCount)
        let top = leaf % Self.topCategoryCount
        let hasDescription = random.below(2) == 0
        return ShopProduct(
            title: title, brand: brand, categories: [word(top, from: 300), word(leaf, from: 1000)],
            description: hasDescription ? text() + " " + text() : "", price: price())
    }

    private mutating func text() -> String { String(decoding: titles.nextTitle(), as: UTF8.self) }

    private func word(_ rank: Int, from first: Int) -> String {
        String(decoding: SyntheticVocabulary.spelling(first + rank), as: UTF8.self)
    }

    /// In whole cents.
    private mutating func price() -> Double {
        let amount = exp(Self.priceMean + Self.priceDeviation * random.normal())
        return max((amount * 100).rounded(), 1) / 100
    }
}
