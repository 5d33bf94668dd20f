extension Metric: CustomStringConvertible {
    /// What names are understood, for messages and help texts.
    public static let names =
        "ndcg, ndcg@k, mrr, mrr@k, map, map@k, recall, recall@k, p@k, judged@k (k from 1 to 1000000)"

    /// The metric called `name`, such as `ndcg@10`; upper and lower case are the same.
    /// - Throws: ``LabError/unknownMetric(found:expected:)``.
    public init(_ name: some StringProtocol) throws(LabError) {
        let parts = name.lowercased().split(separator: "@", omittingEmptySubsequences: false)
        guard let kind = Kind(rawValue: String(parts[0])), parts.count <= 2,
            parts.count == 2 ? Int(parts[1]).map((1...1_000_000).contains) == true : !kind.needsCut
        else { throw .unknownMetric(found: String(name), expected: Self.names) }
        self.init(kind, cut: parts.count == 2 ? Int(parts[1]) : nil)
    }

    /// The metrics of a list such as `ndcg@10,mrr,recall@100`, each once, in its order.
    /// - Throws: ``LabError/unknownMetric(found:expected:)`` for the first name nobody defined.
    public static func list(_ names: String) throws(LabError) -> [Metric] {
        var metrics: [Metric] = []
        for name in names.split(separator: ",", omittingEmptySubsequences: false) {
            let bare = name.drop { $0 == " " }
            let metric = try Metric(bare.prefix { $0 != " " })
            if !metrics.contains(metric) { metrics.append(metric) }
        }
        return metrics
    }

    /// The metric's name, as ``init(_:)`` reads it.
    public var name: String { kind.rawValue + (cut.map { "@\($0)" } ?? "") }

    /// The metric's name.
    public var description: String { name }

    /// What the metric is, in one sentence that leaves no choice open.
    public var definition: String {
        let results = cut.map { "the first \($0) results" } ?? "all results"
        switch kind {
        case .ndcg:
            let best = cut.map { "the \($0) best" } ?? "all"
            return """
                sum of (2^grade - 1) / log2(rank + 1) over \(results), divided by the same sum over \(best) judged \
                documents in their best order; unjudged gains 0
                """
        case .mrr:
            return "1 / rank of the first relevant document among \(results), 0 if there is none"
        case .map:
            return """
                precision at the rank of each relevant document among \(results), summed and divided by the number of \
                all relevant documents
                """
        case .recall:
            return "relevant documents among \(results), divided by the number of all relevant documents"
        case .precision:
            return "relevant documents among \(results), divided by \(cut ?? 0) however many were returned"
        case .judged:
            return "judged documents among \(results), divided by the number of those results"
        }
    }

    /// What holds for all metrics, for the foot of a report.
    public static let conventions = """
        Results are ordered by score (single precision), ties by document id, highest first, as trec_eval orders them. \
        Relevant is a grade of 1 or more; unjudged counts as not relevant. Means are over the queries with at least \
        one relevant document; a query without results counts 0.
        """
}

extension Metric: Codable {
    /// Reads the metric by its name.
    public init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the metric's name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
