/// What the engine itself counts while it answers: postings scored, blocks decoded, blocks skipped.
///
/// The engine has no such counters yet. When it has, the driver's `drive repeat` prints them beside the number of its
/// passes, by the names that the baseline is to use, and they are compared as instructions are.
struct EngineCounters {
    /// By name, over all queries of one pass.
    let counters: [String: Double]

    /// Answers every query once.
    static func counting(_ queries: any PreparedQueries) throws -> EngineCounters {
        for place in 0..<queries.count { try queries.run(place) }
        return EngineCounters(counters: [:])
    }
}
