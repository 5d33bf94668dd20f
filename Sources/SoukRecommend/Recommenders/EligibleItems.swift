/// Which items may be recommended: those a shop still sells, say. The others serve as evidence only.
public struct EligibleItems: Sendable {
    private let excluded: Set<String>

    /// Every item.
    public static let all = EligibleItems(excluding: [])

    /// All but these, by id.
    public init(excluding excluded: Set<String>) { self.excluded = excluded }

    /// The items of a matrix that a condition holds for.
    public init(_ matrix: PreferenceMatrix, where isEligible: (String) -> Bool) {
        self.init(matrix.items, where: isEligible)
    }

    package init(_ items: NameTable, where isEligible: (String) -> Bool) {
        excluded = Set(items.names.filter { !isEligible($0) })
    }

    package func contains(_ item: String) -> Bool { excluded.isEmpty || !excluded.contains(item) }

    /// The best of the scored items that are eligible and not in `seen`: falling score, then id. Scores of 0 and less say
    /// nothing.
    func best(
        _ scores: ItemScores, without seen: SparseRow, names: NameTable, count: Int
    ) -> [(item: Int, score: Double)] {
        guard count > 0 else { return [] }
        var best = BestItems(count: count)
        scores.forEach { item, score in
            guard score > 0, best.admits(score), seen.value(at: UInt32(item)) == nil,
                contains(names[item])
            else { return }
            best.insert(item, score, names)
        }
        return best.sorted
    }
}

/// The `count` best of the items that are put in: a bounded heap whose worst stands first.
private struct BestItems {
    private let count: Int
    private var heap: [(item: Int, score: Double, name: String)] = []

    init(count: Int) { self.count = count }

    func admits(_ score: Double) -> Bool { heap.count < count || score >= heap[0].score }

    mutating func insert(_ item: Int, _ score: Double, _ names: NameTable) {
        let entry = (item: item, score: score, name: names[item])
        if heap.count < count {
            heap.append(entry)
            var place = heap.count - 1
            while place > 0, isWorse(heap[place], heap[(place - 1) / 2]) {
                heap.swapAt(place, (place - 1) / 2)
                place = (place - 1) / 2
            }
        } else if isWorse(heap[0], entry) {
            heap[0] = entry
            sink()
        }
    }

    private mutating func sink() {
        var place = 0
        while true {
            var worst = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < heap.count && isWorse(heap[child], heap[worst]) { worst = child }
            guard worst != place else { return }
            heap.swapAt(place, worst)
            place = worst
        }
    }

    private func isWorse(
        _ a: (item: Int, score: Double, name: String), _ b: (item: Int, score: Double, name: String)
    ) -> Bool { a.score != b.score ? a.score < b.score : a.name > b.name }

    var sorted: [(item: Int, score: Double)] {
        heap.sorted { isWorse($1, $0) }.map { ($0.item, $0.score) }
    }
}
