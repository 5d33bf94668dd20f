/// Which items may be recommended: those a shop still sells, say. The others serve as evidence only.
package struct EligibleItems: Sendable {
    private let flags: [Bool]

    package init(_ items: NameTable, where isEligible: (String) -> Bool = { _ in true }) {
        flags = items.names.map(isEligible)
    }

    func contains(_ item: Int) -> Bool { flags[item] }

    /// The best of the scored items that are eligible and not in `seen`.
    func best(
        _ scores: [Int: Double], without seen: SparseRow, names: NameTable, count: Int
    ) -> [(item: Int, score: Double)] {
        let sorted = scores.filter { contains($0.key) && seen.value(at: UInt32($0.key)) == nil }.sorted {
            a, b in
            a.value != b.value ? a.value > b.value : names[a.key] < names[b.key]
        }
        return sorted.prefix(max(count, 0)).map { ($0.key, $0.value) }
    }
}
