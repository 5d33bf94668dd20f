/// Who found what relevant: a grade for each judged pair of query and document.
///
/// Read from TREC qrels, a line of four columns parted by white space:
///
/// ```
/// qid 0 docid grade
/// q1  0 p-17  3
/// ```
///
/// The second column is not read. A grade of 1 or more is relevant, 0 and less is not; a negative grade counts as
/// judged and gains nothing. A document without a line is unjudged.
///
/// ```swift
/// let judgements = try Judgements(contentsOf: "qrels.txt")
/// judgements.grade(of: "p-17", for: "q1")   // 3
/// ```
///
/// - Units: grades are whole numbers from −1000 to 1000, so that gains of 2^grade stay finite.
/// - Throws: ``LabError`` with file and line for malformed lines and for a document judged twice in a query.
/// - Complexity: O(lines) to read; a grade is found in O(1).
public struct Judgements: Sendable, Equatable {
    /// Where the judgements come from, for reports.
    public let name: String
    /// The judged queries in the order of their first lines.
    public let queries: [Identifier]
    private let grades: [Identifier: [Identifier: Int]]

    /// Judgements made in code. A query without documents is a judged query without a relevant one.
    /// - Precondition: no query stands twice; grades are within −1000...1000.
    public init(name: String, grades: [(query: Identifier, grades: [Identifier: Int])]) {
        self.name = name
        queries = grades.map(\.query)
        self.grades = Dictionary(uniqueKeysWithValues: grades.map { ($0.query, $0.grades) })
        precondition(
            grades.allSatisfy { $0.grades.values.allSatisfy(Self.gradeRange.contains) },
            "a grade lies outside -1000...1000")
    }

    /// Reads the qrels file at `path`.
    public init(contentsOf path: String) throws(LabError) {
        try self.init(LineReader(contentsOf: path))
    }

    /// Reads qrels from `text`; errors name `file`.
    public init(parsing text: String, file: String = "qrels") throws(LabError) {
        try self.init(LineReader(bytes: Array(text.utf8), file: file))
    }

    /// The grade of `document` for `query`; nil if nobody judged it.
    public func grade(of document: Identifier, for query: Identifier) -> Int? {
        grades[query]?[document]
    }

    /// All judged documents of `query` with their grades; empty for a query without judgements.
    public func grades(for query: Identifier) -> [Identifier: Int] {
        grades[query] ?? [:]
    }

    /// How many documents are relevant for `query`.
    public func relevantCount(for query: Identifier) -> Int {
        grades(for: query).values.count { Self.isRelevant($0) }
    }

    /// Number of judged pairs.
    public var count: Int {
        grades.values.reduce(0) { $0 + $1.count }
    }

    /// The threshold of all metrics that know only relevant or not.
    public static func isRelevant(_ grade: Int) -> Bool { grade >= 1 }

    static let gradeRange = -1000...1000

    private init(_ source: LineReader) throws(LabError) {
        var reader = source
        var queries: [Identifier] = []
        var grades: [Identifier: [Identifier: Int]] = [:]
        var lines: [Identifier: [Identifier: Int]] = [:]
        while reader.next() {
            let columns = try reader.columns(4, of: "qid 0 docid grade")
            let query = Identifier(try reader.text(columns[0]))
            let document = Identifier(try reader.text(columns[2]))
            guard let grade = Int(try reader.text(columns[3])), Self.gradeRange.contains(grade) else {
                throw reader.malformed(expected: "a whole number from -1000 to 1000 as grade")
            }
            if let first = lines[query]?[document] {
                throw reader.repeated("document \(document) of query \(query)", firstLine: first)
            }
            if grades[query] == nil { queries.append(query) }
            grades[query, default: [:]][document] = grade
            lines[query, default: [:]][document] = reader.lineNumber
        }
        name = reader.file
        self.queries = queries
        self.grades = grades
    }
}
