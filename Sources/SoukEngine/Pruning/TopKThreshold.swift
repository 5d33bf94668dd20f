/// The best candidates found so far, and what a document needs to become one.
///
/// Sums are compared as relevance, the sum divided by the query's full score, since that is what lists show: two sums
/// may round to one relevance, and then the product id decides.
struct TopKThreshold {
    private(set) var heap: TopKHeap
    private let normalizer: Double
    let capacity: Int
    /// Sums below it cannot enter, whatever their id. 0 until there are enough candidates.
    private(set) var sum = 0.0
    /// The last of the candidates kept, once there are enough.
    private(set) var last: Candidate?

    init(capacity: Int, order: CandidateOrder, normalizer: Double) {
        heap = TopKHeap(capacity: capacity, order: order)
        self.capacity = capacity
        self.normalizer = normalizer
    }

    mutating func insert(_ address: DocumentAddress, sum: Double) {
        let relevance = normalizer > 0 ? sum / normalizer : 0
        if let last, relevance < last.relevance { return }
        heap.insert(
            Candidate(address: address, tier: 0, relevance: relevance, bonus: 0, sortValue: nil))
        guard heap.count == capacity, let worst = heap.last else { return }
        last = worst
        // Division and multiplication round: stay below by a margin.
        self.sum = worst.relevance * normalizer * (1 - 1e-14)
    }

    /// Whether a sum is worth more than the last candidate, not just as much.
    func exceeds(_ sum: Double) -> Bool {
        guard let last else { return true }
        return (normalizer > 0 ? sum / normalizer : 0) > last.relevance
    }

    var candidates: [Candidate] { heap.sorted() }
}
