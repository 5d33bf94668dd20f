import Souk
import SoukTestKit
import Testing

/// What a facet does not show, bands of one price, and bands where prices are in several currencies, against plain counting.
@Suite struct FacetRemainderTests {
    struct Offer: Codable, Sendable, Identifiable {
        var id: String
        var title: String
        var brand: String
        var price: Double
        var currency: String
    }

    private static let schema = Schema<Offer> {
        Text(\.title)
        Keyword(\.brand, role: .brand, weight: 0)
        Number(\.price, role: .price)
        Keyword(\.currency, role: .currency, weight: 0)
    }

    private func index(_ offers: [Offer]) throws -> ProductIndex<Offer> {
        let index = try ProductIndex.inMemory(Self.schema)
        // Two segments: counts are added up over them.
        try index.write { try $0.upsert(contentsOf: offers.prefix(offers.count / 2)) }
        try index.write { try $0.upsert(contentsOf: offers.dropFirst(offers.count / 2)) }
        return index
    }

    @Test("A facet says how many values it leaves out, and their counts", arguments: [3, 4] as [UInt64])
    func remainder(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let offers = (0..<200).map { number in
            Offer(
                id: "o\(number)", title: "lamp", brand: "b\(Int.random(in: 0..<50, using: &random))",
                price: 19,
                currency: "USD")
        }
        let index = try index(offers)
        var request = SearchRequest<Offer>("lamp")
        for limit in [0, 1, 7, 50] {
            request.facets = [.terms(\.brand, limit: limit)]
            let response = try index.search(request)
            let shown = try #require(response.facets["brand"])
            let values = Set(offers.map(\.brand)).count
            #expect(shown.count == min(limit, values))
            let remainder = response.facetRemainders["brand"]
            #expect((remainder?.values ?? 0) == values - shown.count, "\(random.rerun)")
            #expect((remainder?.count ?? 0) == 200 - shown.reduce(0) { $0 + $1.count }, "\(random.rerun)")
        }
    }

    @Test("Prices that are all one make one band, which can be chosen")
    func oneBand() throws {
        let offers = (0..<12).map {
            Offer(id: "o\($0)", title: "lamp", brand: "b", price: 19, currency: "USD")
        }
        let index = try index(offers)
        var request = SearchRequest<Offer>("lamp")
        request.facets = [.priceBands(\.price)]
        let bands = try #require(try index.search(request).facets["price"])
        #expect(bands.map(\.value) == ["..19"] && bands.map(\.count) == [12] && bands[0].currency == nil)
        request.selections = [FacetSelection(\.price, ["..19"])]
        #expect(try index.search(request).total == 12)
    }

    @Test(
        "Bands are of the currency of most products, and a chosen one leaves what it says",
        arguments: [5] as [UInt64])
    func currencies(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let offers = (0..<300).map { number in
            let isDollar = Int.random(in: 0..<3, using: &random) > 0
            let price = Double(Int.random(in: 1...99, using: &random))
            return Offer(
                id: "o\(number)", title: "lamp", brand: "b", price: isDollar ? price : price * 16_000,
                currency: isDollar ? "USD" : "IDR")
        }
        let index = try index(offers)
        var request = SearchRequest<Offer>("lamp")
        request.facets = [.priceBands(\.price)]
        let bands = try #require(try index.search(request).facets["price"])
        #expect(bands.count > 1 && bands.allSatisfy { $0.currency == "USD" && $0.value.hasSuffix(" USD") })
        #expect(bands.reduce(0) { $0 + $1.count } == offers.filter { $0.currency == "USD" }.count)
        for band in bands {
            let expected = offers.filter {
                $0.currency == "USD" && $0.price > band.above ?? -1 && $0.price <= band.upTo ?? .infinity
            }
            #expect(band.count == expected.count, "\(random.rerun)")
            request.selections = [FacetSelection(\.price, [band.value])]
            let chosen = try index.search(request)
            #expect(chosen.total == band.count)
            #expect(chosen.facets["price"] == bands)
        }
        request.selections = []
        request.sort = ("price", true)
        #expect(try index.search(request).notes.contains { $0.contains("several currencies (USD, IDR)") })
        request.filters = ["currency = IDR"]
        #expect(try index.search(request).notes.isEmpty)
        // A bound in dollars says nothing of rupiahs.
        let few = try self.index(
            Array(offers.prefix(8)) + [
                Offer(
                    id: "r", title: "lamp", brand: "b", price: 1, currency: "IDR")
            ])
        let bound = try few.search("lamp under $90")
        #expect(bound.notes.contains { $0.contains("other currencies (IDR)") && $0.contains("USD") })
        #expect(try few.search("lamp").notes.isEmpty)
    }
}
