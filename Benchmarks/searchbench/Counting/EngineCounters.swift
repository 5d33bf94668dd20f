import SoukEngine

/// What the engine itself counts while it answers, such as postings summed up and documents scored.
///
/// A way of answering that counts says so in ``PreparedQueries/work(_:)``; its counters stand beside the instructions
/// under the names below and are compared as those are.
struct EngineCounters {
    /// By name, over all queries; empty when the mode counts nothing.
    let counters: [String: Double]

    /// Answers every query once.
    init(_ queries: any PreparedQueries) throws {
        var sum = SearchWork()
        for place in 0..<queries.count {
            guard let work = try queries.work(place) else {
                counters = [:]
                return
            }
            sum += work
        }
        counters = [
            "windows": Double(sum.windows), "blocks": Double(sum.blocks), "postings": Double(sum.postings),
            "candidates": Double(sum.candidates), "scored": Double(sum.scored),
        ].filter { $0.value > 0 }
    }
}
