extension Metric: CustomStringConvertible {
    /// What names are understood, for messages and help texts.
    public static let names =
        "ndcg, ndcg@k, mrr, mrr@k, map, map@k, recall, recall@k, p@k, judged@k (k from 1 to 1000000)"

    /// The metric called `name`, such as `ndcg@10`; upper and lower case are the same.
    /// - Throws: ``EvaluationError/unknownMetric(found:expected:)``.
    public init(_ name: some StringProtocol) throws(EvaluationError) {
        let parts = name.lowercased().split(separator: "@", omittingEmptySubsequences: false)
        let cutoff = parts.count == 2 ? Int(parts[1]) : nil
        let isValid = parts.count == 1 || (parts.count == 2 && cutoff.map((1...1_000_000).contains) == true)
        switch (parts[0], cutoff) {
        case ("ndcg", _) where isValid: self = .ndcg(cutoff: cutoff)
        case ("mrr", _) where isValid: self = .reciprocalRank(cutoff: cutoff)
        case ("map", _) where isValid: self = .averagePrecision(cutoff: cutoff)
        case ("recall", _) where isValid: self = .recall(cutoff: cutoff)
        case ("p", let cutoff?) where isValid: self = .precision(cutoff: cutoff)
        case ("judged", let cutoff?) where isValid: self = .judged(cutoff: cutoff)
        default: throw .unknownMetric(found: String(name), expected: Self.names)
        }
    }

    /// The metrics of a list such as `ndcg@10,mrr,recall@100`, each once, in its order.
    /// - Throws: ``EvaluationError/unknownMetric(found:expected:)`` for the first name nobody defined.
    public static func list(_ names: String) throws(EvaluationError) -> [Metric] {
        var metrics: [Metric] = []
        for name in names.split(separator: ",", omittingEmptySubsequences: false) {
            let bare = name.drop { $0 == " " }
            let metric = try Metric(bare.prefix { $0 != " " })
            if !metrics.contains(metric) { metrics.append(metric) }
        }
        return metrics
    }

    /// The metric's name, as ``init(_:)`` reads it.
    public var description: String {
        switch self {
        case .ndcg(let cutoff): "ndcg" + Self.suffix(cutoff)
        case .reciprocalRank(let cutoff): "mrr" + Self.suffix(cutoff)
        case .averagePrecision(let cutoff): "map" + Self.suffix(cutoff)
        case .recall(let cutoff): "recall" + Self.suffix(cutoff)
        case .precision(let cutoff): "p" + Self.suffix(cutoff)
        case .judged(let cutoff): "judged" + Self.suffix(cutoff)
        }
    }

    /// What the metric is, in one sentence that leaves no choice open.
    public var definition: String {
        switch self {
        case .ndcg(let cutoff):
            """
            sum of (2^grade - 1) / log2(rank + 1) over \(Self.results(cutoff)), divided by the same sum over \
            \(cutoff.map { "the \($0) best" } ?? "all") judged documents in their best order; unjudged gains 0
            """
        case .reciprocalRank(let cutoff):
            "1 / rank of the first relevant document among \(Self.results(cutoff)), 0 if there is none"
        case .averagePrecision(let cutoff):
            """
            precision at the rank of each relevant document among \(Self.results(cutoff)), summed and divided by the \
            number of all relevant documents
            """
        case .recall(let cutoff):
            "relevant documents among \(Self.results(cutoff)), divided by the number of all relevant documents"
        case .precision(let cutoff):
            "relevant documents among \(Self.results(cutoff)), divided by \(cutoff) however many were returned"
        case .judged(let cutoff):
            "judged documents among \(Self.results(cutoff)), divided by the number of those results"
        }
    }

    /// What holds for all metrics, for the foot of a report.
    public static let conventions = """
        Results are ordered by score (single precision), ties by document id, highest first, as trec_eval orders them. \
        Relevant is a grade of 1 or more; unjudged counts as not relevant. Means are over the queries with at least \
        one relevant document; a query without results counts 0.
        """

    private static func suffix(_ cutoff: Int?) -> String {
        cutoff.map { "@\($0)" } ?? ""
    }

    private static func results(_ cutoff: Int?) -> String {
        cutoff.map { "the first \($0) results" } ?? "all results"
    }
}

extension Metric: Codable {
    /// Reads the metric by its name.
    public init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the metric's name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
