/// One query's answers seen through its judgements: all that a ``Metric`` needs to know.
///
/// - Shapes: `grades` has an element for each result, best first, nil where nobody judged; `idealGrades` the grades of
///   all relevant documents that were judged, whether found or not, highest first.
/// - Complexity: O(results + judged log judged) to make.
public struct JudgedRanking: Sendable, Equatable {
    /// The grades of the results in rank order; nil is unjudged.
    public let grades: [Int?]
    /// The grades of all relevant judged documents, highest first.
    public let idealGrades: [Int]

    /// A ranking whose grades are known; `judged` are the grades of all judged documents in any order.
    public init(grades: [Int?], judged: some Sequence<Int>) {
        self.grades = grades
        idealGrades = judged.filter(Judgements.isRelevant).sorted(by: >)
    }

    /// The answers of `run` to `query`, judged.
    public init(_ run: Run, query: Identifier, judgements: Judgements) {
        let judged = judgements.grades(for: query)
        self.init(grades: run.results(for: query).map { judged[$0.document] }, judged: judged.values)
    }

    /// How many relevant documents there are.
    public var relevantCount: Int { idealGrades.count }
}
