/// The best candidates found so far, and what a document needs to become one.
///
/// Sums are compared as relevance, the sum divided by the query's full score, since that is what lists show: two sums
/// may round to one relevance, and then the product id decides.
struct TopKThreshold {
    private var heap: RelevanceHeap
    private let normalizer: Double
    let capacity: Int
    var work = SearchWork()
    /// Sums below it cannot enter, whatever their id. 0 until there are enough candidates, or it is primed.
    private(set) var sum = 0.0
    /// The last of the candidates kept, once there are enough.
    private(set) var last: RelevanceHeap.Entry?

    init(capacity: Int, snapshot: IndexSnapshot, normalizer: Double) {
        heap = RelevanceHeap(capacity: capacity, snapshot: snapshot)
        self.capacity = capacity
        self.normalizer = normalizer
    }

    /// Says which segment the documents come from until the next call.
    mutating func begin(segment: Int, _ tables: ScoringTables) { heap.begin(segment: segment, tables) }

    mutating func insert(_ document: UInt32, sum: Double) {
        work.scored += 1
        let relevance = normalizer > 0 ? sum / normalizer : 0
        if let last, relevance < last.relevance { return }
        heap.insert(document, relevance: relevance)
        guard let worst = heap.lastOfFull else { return }
        last = worst
        // Division and multiplication round: stay below by a margin.
        self.sum = max(self.sum, worst.relevance * normalizer * (1 - 1e-14))
    }

    var isEmpty: Bool { heap.isEmpty }

    /// Begins anew without documents, but with the sum that as many as there may be are known to reach.
    mutating func restart() {
        sum = last == nil ? 0 : sum * (1 - 1e-14)
        last = nil
        heap.removeAll()
    }

    /// What a document's sum has to reach.
    ///
    /// - Parameter losingTies: for documents that stand behind the last candidate when they are worth as much.
    func limit(losingTies: Bool) -> Double {
        guard losingTies, let last else { return sum }
        // The smallest sum that is worth more. A few units in the last place from here.
        var limit = last.relevance * normalizer * (1 - 1e-15)
        for _ in 0..<32 where !exceeds(limit) { limit = limit.nextUp }
        return exceeds(limit) ? max(limit, sum) : sum
    }

    /// Whether documents from `start` on lose a tie: those of the last candidate's length stand behind it, those of
    /// greater length are worth less.
    func losesTies(segment: Int, from start: UInt32, _ tables: ScoringTables) -> Bool {
        guard tables.isOrdered, let last, last.segment == UInt32(segment) else { return false }
        return last.document < start
            && tables.norms[Int(last.document)] == tables.norms[Int(start)]
    }

    /// The norm of the last candidate: a document behind it, of its norm and its segment, loses a tie, since its key is
    /// larger. No number when that cannot be said.
    func losingNorm(segment: Int, _ tables: ScoringTables) -> Float {
        guard tables.isOrdered, let last, last.segment == UInt32(segment) else { return .nan }
        return tables.norms[Int(last.document)]
    }

    /// Whether a sum is worth more than the last candidate, not just as much.
    func exceeds(_ sum: Double) -> Bool {
        guard let last else { return true }
        return (normalizer > 0 ? sum / normalizer : 0) > last.relevance
    }

    /// What was kept, in order; nothing is inserted after.
    mutating func candidates() -> [Candidate] { heap.sorted() }
}
