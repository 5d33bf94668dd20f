/// A file of judgements or results that cannot be used.
public enum LabError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file cannot be read.
    case unreadable(file: String)
    /// A line that is not as its format demands.
    case badLine(file: String, line: Int, reason: String)
    /// A metric that is not known.
    case unknownMetric(String)

    /// What happened, where, and what was expected.
    public var description: String {
        switch self {
        case .unreadable(let file): "\(file): cannot be read"
        case .badLine(let file, let line, let reason): "\(file):\(line): \(reason)"
        case .unknownMetric(let name):
            "'\(name)' is no metric: expected ndcg@10, ndcg, mrr, mrr@10, recall@100, p@10, map, map@100 or judged@10"
        }
    }
}
