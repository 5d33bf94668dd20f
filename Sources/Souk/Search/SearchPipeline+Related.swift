import SoukEngine
import SoukRanking
import SoukRecommend
import SoukStorage

/// The rescue of a search that finds nothing: products that no hit counts, in a list of their own.
extension SearchPipeline {
    private static let seedCount = 5
    /// Products that content is compared for; more would make a search without hits slow.
    private static let comparedLimit = 20_000

    /// Products like those that would be found without the conditions given up, and that meet every condition but words.
    ///
    /// - Parameter seeds: what would be found, the best first.
    /// - Complexity: O(products that meet the conditions), at most 20,000 of them compared.
    func related(
        to seeds: [DocumentAddress], _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> [SearchPage.Related] {
        let count = options.relatedCount ?? SearchOptions.rescueCount
        guard !seeds.isEmpty, count > 0 else { return [] }
        var wordless = plan
        wordless.concepts = []
        let allowed = try retrieve(wordless, options).matched
        let snapshot = catalogue.snapshot
        let seeds = seeds.prefix(Self.seedCount)
        var found: [Recommendation] = seeds.filter { allowed[$0.segment].contains($0.document) }.map {
            Recommendation(item: snapshot.id(of: $0), score: 1)
        }
        let known = Set(seeds.map { snapshot.id(of: $0) })
        let shopper = Shopper(
            seeds.enumerated().reversed().map { rank, seed in
                Shopper.Choice(snapshot.id(of: seed), weight: 1 / Double(rank + 2))
            })
        for entry in similar(to: shopper, seeds, allowed) where !known.contains(entry.item) {
            guard let address = snapshot.address(of: entry.item),
                allowed[address.segment].contains(address.document)
            else { continue }
            found.append(entry)
        }
        var related: [SearchPage.Related] = []
        for entry in found.prefix(count) {
            guard let address = snapshot.address(of: entry.item) else { continue }
            let source = try SearchError.wrapping { () throws(StorageError) in
                try snapshot.source(of: address)
            }
            related.append(SearchPage.Related(id: entry.item, source: source, reason: entry.reasons.first))
        }
        return related
    }

    /// By what shoppers chose with the seeds, and by what the products are.
    private func similar(
        to shopper: Shopper, _ seeds: ArraySlice<DocumentAddress>, _ allowed: [DocumentSet]
    ) -> [Recommendation] {
        var parts: [HybridRecommender.Part] = []
        if let models = try? catalogue.history?.models() {
            parts.append(.init(ItemBasedRecommender(models.neighbours)))
        }
        if let compared = compared(seeds, allowed) {
            let features = CatalogueFeatures.features(of: catalogue.snapshot, only: compared)
            parts.append(.init(ContentRecommender(features)))
        }
        return HybridRecommender(parts).recommend(for: shopper, count: Self.comparedLimit)
    }

    /// The seeds, and those of the allowed products that lie in a category or are of a brand of theirs; nil where there are
    /// too many to compare.
    private func compared(
        _ seeds: ArraySlice<DocumentAddress>, _ allowed: [DocumentSet]
    ) -> [DocumentSet]? {
        let snapshot = catalogue.snapshot
        let schema = snapshot.schema
        var parts: [FilterExpression] = []
        for field in [schema.index(withRole: .category), schema.index(withRole: .brand)].compactMap(\.self) {
            var values: Set<String> = []
            for seed in seeds {
                guard let column = snapshot.segments[seed.segment].keywords[field] else { continue }
                if let last = column.ordinals(of: seed.document).last { values.insert(column.value(last)) }
            }
            if !values.isEmpty { parts.append(.value(field: field, attribute: nil, values: values.sorted())) }
        }
        guard var compared = try? FilterEvaluator(snapshot).evaluate(.any(parts)) else { return nil }
        for index in compared.indices { compared[index].formIntersection(allowed[index]) }
        for seed in seeds { _ = compared[seed.segment].insert(seed.document) }
        return compared.reduce(0) { $0 + $1.count } <= Self.comparedLimit ? compared : nil
    }
}
