import Foundation

/// A measure of how good a ranking is, with the definition that belongs to every number.
///
/// - Paper: Järvelin & Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002 (nDCG).
public struct Metric: Sendable, Equatable, Hashable {
    /// The measures that are known.
    public enum Kind: String, Sendable, CaseIterable {
        case ndcg, mrr, recall
        case precision = "p"
        case map, judged
    }

    /// The measure.
    public let kind: Kind
    /// Places of the ranking that are looked at; nil: all.
    public let cut: Int?

    /// A metric by its parts.
    public init(_ kind: Kind, cut: Int? = nil) {
        self.kind = kind
        self.cut = cut
    }

    /// A metric by its name, such as `ndcg@10`.
    public init(_ name: String) throws(LabError) {
        let parts = name.lowercased().split(separator: "@", omittingEmptySubsequences: false)
        guard let first = parts.first, let kind = Kind(rawValue: String(first)), parts.count <= 2 else {
            throw .unknownMetric(name)
        }
        var cut: Int?
        if parts.count == 2 {
            guard let number = Int(parts[1]), number > 0 else { throw .unknownMetric(name) }
            cut = number
        }
        if cut == nil && (kind == .recall || kind == .precision || kind == .judged) {
            throw .unknownMetric(name)
        }
        self.init(kind, cut: cut)
    }

    /// The name, such as `ndcg@10`.
    public var name: String { kind.rawValue + (cut.map { "@\($0)" } ?? "") }

    /// What exactly is computed.
    public var definition: String {
        let places = cut.map { "the first \($0)" } ?? "all"
        let common =
            "relevant = grade ≥ 1; unjudged = 0; order by score, ties by docid descending; mean over queries with "
            + "a relevant document, a query without results counting 0"
        switch kind {
        case .ndcg:
            return
                "DCG over \(places) places with gain 2^g − 1 and discount log2(rank + 1), divided by that of all judged "
                + "documents in ideal order; \(common)"
        case .mrr:
            return
                "1 / rank of the first relevant document in \(places) places, 0 if there is none; \(common)"
        case .recall: return "relevant documents in \(places) places / all relevant documents; \(common)"
        case .precision: return "relevant documents in \(places) places / \(cut ?? 0); \(common)"
        case .map:
            return
                "precision at each relevant document of \(places) places, summed / all relevant documents; \(common)"
        case .judged: return "judged documents in \(places) places / the documents there; \(common)"
        }
    }

    /// The value for one query.
    ///
    /// - Parameters:
    ///   - ranking: documents, best first.
    ///   - grades: grades of the query's judged documents.
    public func value(_ ranking: [String], _ grades: [String: Int]) -> Double {
        let places = cut.map { Array(ranking.prefix($0)) } ?? ranking
        let relevantCount = grades.values.count { $0 > 0 }
        switch kind {
        case .ndcg:
            let ideal = dcg(grades.values.sorted(by: >))
            return ideal > 0 ? dcg(places.map { grades[$0] ?? 0 }) / ideal : 0
        case .mrr:
            return places.firstIndex { (grades[$0] ?? 0) > 0 }.map { 1 / Double($0 + 1) } ?? 0
        case .recall:
            return relevantCount > 0
                ? Double(places.count { (grades[$0] ?? 0) > 0 }) / Double(relevantCount) : 0
        case .precision:
            return Double(places.count { (grades[$0] ?? 0) > 0 }) / Double(cut ?? max(places.count, 1))
        case .map:
            var found = 0
            var sum = 0.0
            for (index, document) in places.enumerated() where (grades[document] ?? 0) > 0 {
                found += 1
                sum += Double(found) / Double(index + 1)
            }
            return relevantCount > 0 ? sum / Double(relevantCount) : 0
        case .judged:
            return places.isEmpty ? 0 : Double(places.count { grades[$0] != nil }) / Double(places.count)
        }
    }

    private func dcg(_ grades: [Int]) -> Double {
        var sum = 0.0
        for (index, grade) in grades.prefix(cut ?? grades.count).enumerated() where grade > 0 {
            sum += (pow(2, Double(grade)) - 1) / log2(Double(index + 2))
        }
        return sum
    }
}
