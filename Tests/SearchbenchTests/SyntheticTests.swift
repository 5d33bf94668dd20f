import SoukStorage
import Testing

@testable import searchbench

@Suite struct SyntheticTests {
    @Test func everyRankHasAWordOfItsOwn() {
        #expect(Set((0..<50_000).map(SyntheticVocabulary.spelling)).count == 50_000)
        #expect(SyntheticVocabulary.spelling(5).count == 3)
        #expect(SyntheticVocabulary.spelling(500).count == 6)
        #expect(SyntheticVocabulary.spelling(2_000_000).count == 9)
    }

    @Test func aLongerCatalogueBeginsAsAShorterOne() {
        var first = SyntheticCatalogue(seed: 4)
        var second = SyntheticCatalogue(seed: 4)
        var other = SyntheticCatalogue(seed: 5)
        let titles = (0..<100).map { _ in first.nextTitle() }
        #expect(titles == (0..<100).map { _ in second.nextTitle() })
        #expect(titles != (0..<100).map { _ in other.nextTitle() })
    }

    @Test func aShopHasBrandsCategoriesAndPrices() {
        var shop = SyntheticShop(seed: 4)
        var again = SyntheticShop(seed: 4)
        let products = (0..<2000).map { _ in shop.next() }
        for product in products {
            let same = again.next()
            #expect(same.title == product.title && same.brand == product.brand && same.price == product.price)
            #expect(product.categories.count == 2 && (product.price ?? 0) > 0)
        }
        // Few top categories, more leaves, many brands of which some stand out.
        #expect(Set(products.map { $0.categories[0] }).count == 12)
        #expect((100...300).contains(Set(products.map { $0.categories[1] }).count))
        let brands = Dictionary(grouping: products, by: \.brand).mapValues(\.count)
        #expect(brands.count > 300 && (brands.values.max() ?? 0) > 20)
        let prices = products.compactMap(\.price).sorted()
        #expect((14...28).contains(prices[prices.count / 2]))
    }

    @Test func theVocabularyGrowsAsHeapsSays() {
        var vocabulary = SyntheticVocabulary()
        var random = SplitMix64(seed: 1)
        var sizes: [(x: Double, y: Double)] = []
        for token in 1...100_000 {
            _ = vocabulary.nextRank(&random)
            if [10_000, 30_000, 100_000].contains(token) {
                sizes.append((Double(token), Double(vocabulary.count)))
            }
        }
        let exponent = PowerLaw(sizes)?.exponent ?? 0
        #expect(abs(exponent - SyntheticVocabulary.growth) < 0.02)
    }

    @Test func frequentRanksAreFrequent() {
        var random = SplitMix64(seed: 1)
        var counts = [Int](repeating: 0, count: 1000)
        for _ in 0..<100_000 {
            let rank = SyntheticVocabulary.rank(at: random.unit(), of: 94_550)
            if rank < counts.count { counts[rank] += 1 }
        }
        // Shares of the titles that the numbers were fitted to: 1.1 % for the first word, 0.12 % for the hundredth.
        #expect((800...1400).contains(counts[0]))
        #expect((60...200).contains(counts[99]))
    }
}

@Suite struct PowerLawTests {
    @Test func anExactLawIsFound() throws {
        let law = try #require(PowerLaw([10, 100, 1000].map { (x: $0, y: 3 * $0.squareRoot()) }))
        #expect(abs(law.exponent - 0.5) < 1e-12 && abs(law.factor - 3) < 1e-9)
        #expect(abs(law.value(at: 400) - 60) < 1e-9)
    }

    @Test func tooLittleGivesNone() {
        #expect(PowerLaw([(x: 10, y: 1)]) == nil)
        #expect(PowerLaw([(x: 10, y: 1), (x: 10, y: 2)]) == nil)
        #expect(PowerLaw([(x: 10, y: 0), (x: 20, y: 2)]) == nil)
    }
}
