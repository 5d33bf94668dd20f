import SoukEngine
import SoukRanking
import SoukStorage

/// What two relevance profiles make of one query: who moves, and why.
package struct ProfileComparison: Sendable {
    /// A product that stands on either first page.
    package struct Row: Sendable {
        package var id: String
        /// The product's JSON as it was given.
        package var source: [UInt8]
        /// Places from 1; nil when it is not found.
        package var ranks: (first: Int?, second: Int?)
        package var scores: (first: Double?, second: Double?)
        /// The part of the score that differs most, and by how much, second less first; nil when none does.
        package var largestChange: (label: String, difference: Double)?
    }

    /// Both first pages, by the second profile's order, then what only the first has.
    package var rows: [Row]
    /// Products on both pages.
    package var commonCount: Int
    /// Rank-biased overlap of the two pages, persistence 0.9, in [0, 1]: 1 says that they are equal.
    /// - Paper: Webber, Moffat & Zobel, "A similarity measure for indefinite rankings", 2010.
    package var overlap: Double
    /// Every product that each finds.
    package var totals: (first: Int, second: Int)
}

extension SearchPipeline {
    /// Searches with both profiles and sets the first pages side by side; of grouped variants the best of each product.
    /// - Complexity: that of two searches over the whole list.
    package func compare(
        _ text: String, _ first: RelevanceProfile, _ second: RelevanceProfile, _ options: SearchOptions
    ) throws(SearchError) -> ProfileComparison {
        let lists = (try list(text, first, options), try list(text, second, options))
        let size = max(options.count, 0)
        let pages = (lists.0.entries.prefix(size), lists.1.entries.prefix(size))
        var addresses = pages.1.map(\.candidate.address)
        let onSecond = Set(addresses)
        addresses += pages.0.map(\.candidate.address).filter { !onSecond.contains($0) }
        var rows: [ProfileComparison.Row] = []
        for address in addresses { rows.append(try row(address, lists)) }
        let firstPage = pages.0.map(\.candidate.address)
        return ProfileComparison(
            rows: rows, commonCount: firstPage.count { onSecond.contains($0) },
            overlap: rankBiasedOverlap(firstPage, pages.1.map(\.candidate.address)),
            totals: (lists.0.total, lists.1.total))
    }

    private struct Ranking {
        var plan: SearchPlan
        var entries: [RankedList.Entry]
        var total: Int
    }

    private func list(
        _ text: String, _ profile: RelevanceProfile, _ options: SearchOptions
    ) throws(SearchError) -> Ranking {
        var options = options
        options.profile = profile
        options.offset = catalogue.snapshot.documentCount
        let plan = self.plan(try interpret(text, options), options)
        let listing = try self.listing(plan, options)
        let entries = listing.groups.map { firstVariants(listing.ranked, $0, count: .max) }
        return Ranking(plan: plan, entries: entries ?? listing.ranked.entries, total: listing.total)
    }

    private func row(
        _ address: DocumentAddress, _ lists: (Ranking, Ranking)
    ) throws(SearchError) -> ProfileComparison.Row {
        do throws(StorageError) {
            var explanations: [Explanation?] = []
            var ranks: [Int?] = []
            for list in [lists.0, lists.1] {
                let place = list.entries.firstIndex { $0.candidate.address == address }
                ranks.append(place.map { $0 + 1 })
                if let place {
                    explanations.append(try explain(list.entries[place], list.plan))
                } else {
                    explanations.append(nil)
                }
            }
            return ProfileComparison.Row(
                id: catalogue.snapshot.id(of: address), source: try catalogue.snapshot.source(of: address),
                ranks: (ranks[0], ranks[1]), scores: (explanations[0]?.value, explanations[1]?.value),
                largestChange: change(from: explanations[0], to: explanations[1]))
        } catch { throw SearchError(error) }
    }

    private func change(
        from first: Explanation?, to second: Explanation?
    ) -> (label: String, difference: Double)? {
        guard let first, let second else { return nil }
        var differences: [String: Double] = [:]
        for part in second.parts { differences[part.label, default: 0] += part.value }
        for part in first.parts { differences[part.label, default: 0] -= part.value }
        let largest = differences.max { (abs($0.value), $1.key) < (abs($1.value), $0.key) }
        guard let largest, abs(largest.value) > 1e-12 else { return nil }
        return (largest.key, largest.value)
    }

    private func rankBiasedOverlap(_ a: [DocumentAddress], _ b: [DocumentAddress]) -> Double {
        let persistence = 0.9
        let depth = max(a.count, b.count)
        guard depth > 0 else { return 1 }
        var seenInA: Set<DocumentAddress> = []
        var seenInB: Set<DocumentAddress> = []
        var sum = 0.0
        var weight = 1.0
        var weights = 0.0
        for place in 0..<depth {
            if place < a.count { seenInA.insert(a[place]) }
            if place < b.count { seenInB.insert(b[place]) }
            sum += weight * Double(seenInA.intersection(seenInB).count) / Double(place + 1)
            weights += weight
            weight *= persistence
        }
        return sum / weights
    }
}
