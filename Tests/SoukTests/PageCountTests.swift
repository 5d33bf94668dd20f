import SoukEngine
import SoukTestKit
import Testing

@testable import Souk

/// Totals, facets, variants and pages against plain counting over the products, for random requests.
@Suite struct PageCountTests {
    private static let rounds = TestTier.isSoak ? 10_000 : TestTier.isOptimised ? 1_000 : 100

    /// A request, and what its filters say as plain Swift.
    private struct Drawn {
        var query: String
        var options = SearchOptions()
        var filter: @Sendable (PageGoods) -> Bool = { _ in true }
        /// By field.
        var selections: [String: @Sendable (PageGoods) -> Bool] = [:]

        init(_ random: inout SeededGenerator) {
            query = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                PageGoods.words.randomElement(using: &random) ?? ""
            }.joined(separator: " ")
            options.count = Int.random(in: 1...12, using: &random)
            options.spelling = .off
            options.highlights = false
            options.facets = ["brand", "category", "specs.colour", "price"].map { SearchOptions.Facet($0) }
            if Bool.random(using: &random) { options.group = "series" }
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                options.filters = ["stock > 0"]
                filter = { $0.stock > 0 }
            case 1:
                options.filters = ["price <= 199 AND NOT brand = Acme"]
                filter = { ($0.price ?? .infinity) <= 199 && $0.brand?.lowercased() != "acme" }
            default: break
            }
            if Int.random(in: 0..<3, using: &random) == 0 {
                options.selections.append(.init("brand", ["Acme", "Dane"]))
                selections["brand"] = { ["acme", "dane"].contains($0.brand?.lowercased()) }
            }
            if Int.random(in: 0..<3, using: &random) == 0 {
                options.selections.append(.init("price", ["..49", "199.."]))
                selections["price"] = { $0.price.map { $0 <= 49 || $0 > 199 } ?? false }
            }
            if Int.random(in: 0..<4, using: &random) == 0 {
                options.sort = SearchOptions.Sort(
                    field: "price", direction: Bool.random(using: &random) ? .ascending : .descending)
            }
            if Int.random(in: 0..<8, using: &random) == 0 {
                options.profile.scorer = .tfidf
            }
        }

        func passes(_ goods: PageGoods, without field: String? = nil) -> Bool {
            filter(goods) && selections.allSatisfy { $0.key == field || $0.value(goods) }
        }
    }

    /// Products of a list of variants.
    private static func products(_ goods: [PageGoods], _ isGrouped: Bool) -> Set<String> {
        Set(goods.map { isGrouped ? $0.product : $0.id })
    }

    @Test("Totals, facet counts, variants and pages are those of plain counting", arguments: [21] as [UInt64])
    func counts(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let (index, goods) = try PageGoods.index(count: 400, &random)
        let catalogue = try #require(index.current.withLock { $0 })
        #expect(catalogue.snapshot.segments.count > 1)
        #expect(catalogue.snapshot.documentCount == goods.count)
        let pipeline = try SearchPipeline(catalogue)
        for round in 0..<Self.rounds {
            let drawn = Drawn(&random)
            let place = "round \(round): \(drawn.query) \(drawn.options.filters), \(random.rerun)"
            let page = try pipeline.search(drawn.query, drawn.options)
            let list = try wholeList(drawn, lastTier: page.lastTier, pipeline, goods)
            for product in list { #expect(drawn.passes(product), "\(place)") }
            try checkTiers(drawn, page, pipeline, goods, place, &random)
            let isGrouped = drawn.options.group != nil
            #expect(page.total == Self.products(list, isGrouped).count, "\(place)")
            try checkFacets(drawn, page, pipeline, goods, place)
            checkPage(page, list, isGrouped, offset: 0, count: drawn.options.count, place)
            var later = drawn
            later.options.offset = Int.random(in: 0..<max(page.total, 1), using: &random)
            let second = try pipeline.search(later.query, later.options)
            checkPage(
                second, list, isGrouped, offset: later.options.offset, count: drawn.options.count, place)
        }
    }

    /// Every variant found, in order, without grouping.
    private func wholeList(
        _ drawn: Drawn, lastTier: Int, without field: String? = nil, _ pipeline: SearchPipeline,
        _ goods: [String: PageGoods]
    ) throws -> [PageGoods] {
        var options = drawn.options
        options.group = nil
        options.facets = []
        options.count = goods.count
        options.lastTier = lastTier
        options.selections.removeAll { $0.field == field }
        return try pipeline.search(drawn.query, options).hits.map { try #require(goods[$0.id]) }
    }

    /// A tier is open only where those above hold fewer products than are enough, whatever the page and whatever is chosen in facets.
    private func checkTiers(
        _ drawn: Drawn, _ page: SearchPage, _ pipeline: SearchPipeline, _ goods: [String: PageGoods],
        _ place: String, _ random: inout SeededGenerator
    ) throws {
        let isGrouped = drawn.options.group != nil
        var unchosen = drawn
        unchosen.options.selections = []
        let enough = drawn.options.sort == nil ? SearchOptions.enoughProducts : 1
        var opened = ConceptSearch.lastTierOfAll
        for tier in 0...ConceptSearch.lastTierOfAll {
            let list = try wholeList(unchosen, lastTier: tier, pipeline, goods)
            if Self.products(list, isGrouped).count >= enough {
                opened = tier
                break
            }
        }
        let list = try wholeList(drawn, lastTier: opened, pipeline, goods)
        #expect(page.total == Self.products(list, isGrouped).count, "\(place)")
        var other = drawn
        other.options.count = Int.random(in: 0...60, using: &random)
        other.options.offset = Int.random(in: 0...20, using: &random)
        let otherPage = try pipeline.search(other.query, other.options)
        #expect(otherPage.total == page.total, "\(place): \(other.options.count) a page")
        #expect(
            otherPage.facets.map(\.counts) == page.facets.map(\.counts),
            "\(place): \(other.options.count) a page")
    }

    private func checkFacets(
        _ drawn: Drawn, _ page: SearchPage, _ pipeline: SearchPipeline, _ goods: [String: PageGoods],
        _ place: String
    ) throws {
        for facet in page.facets {
            let list = try wholeList(
                drawn, lastTier: page.lastTier, without: facet.field, pipeline, goods)
            for product in list { #expect(drawn.passes(product, without: facet.field), "\(place)") }
            var expected: [String: Set<String>] = [:]
            /// Of each writing of a value, by the value without case.
            var writings: [String: [String: Set<String>]] = [:]
            for variant in list {
                let product = drawn.options.group == nil ? variant.id : variant.product
                if facet.field == "price" {
                    for band in facet.bands where variant.price.map(band.range.contains) ?? false {
                        expected[band.label, default: []].insert(product)
                    }
                } else {
                    for value in variant.values(of: facet.field) {
                        expected[value.lowercased(), default: []].insert(product)
                        writings[value.lowercased(), default: [:]][value, default: []].insert(product)
                    }
                }
            }
            #expect(
                facet.counts.allSatisfy { $0.count == expected[$0.value.lowercased()]?.count }, "\(place)")
            #expect(facet.counts.count == expected.count, "\(place)")
            for count in facet.counts where facet.field != "price" {
                // Shown is the writing of most products, of equally common ones the first.
                let shown = writings[count.value.lowercased()]?.max {
                    ($0.value.count, $1.key) < ($1.value.count, $0.key)
                }
                #expect(count.value == shown?.key, "\(place)")
            }
            if facet.field != "price" {
                let isOrdered = zip(facet.counts, facet.counts.dropFirst()).allSatisfy {
                    ($1.count, $0.value) < ($0.count, $1.value)
                }
                #expect(isOrdered, "\(place)")
            } else if !facet.bands.isEmpty {
                #expect(
                    list.allSatisfy { goods in
                        goods.price.map { price in facet.bands.contains { $0.range.contains(price) } } ?? true
                    })
            }
        }
    }

    /// The page is the part of the list of first variants, each with the variants and prices that it stands for.
    private func checkPage(
        _ page: SearchPage, _ list: [PageGoods], _ isGrouped: Bool, offset: Int, count: Int, _ place: String
    ) {
        var seen: Set<String> = []
        let firsts = list.filter { seen.insert(isGrouped ? $0.product : $0.id).inserted }
        #expect(page.hits.map(\.id) == firsts.dropFirst(offset).prefix(count).map(\.id), "\(place)")
        for hit in page.hits where isGrouped {
            let own = list.first { $0.id == hit.id }
            let variants = list.filter { $0.product == own?.product }
            #expect(hit.variants?.count == variants.count, "\(place)")
            let prices = variants.compactMap(\.price)
            #expect(hit.variants?.prices?.lowerBound == prices.min(), "\(place)")
            #expect(hit.variants?.prices?.upperBound == prices.max(), "\(place)")
        }
    }
}
