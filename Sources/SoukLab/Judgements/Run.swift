/// What a system answered: for each query its documents, best first.
///
/// Read from TREC runs, a line of six columns parted by white space:
///
/// ```
/// qid Q0 docid rank score tag
/// q1  Q0 p-17  1    12.03 souk
/// ```
///
/// The order is that of `trec_eval`: by score, highest first, where scores are rounded to single precision first;
/// ties by document id, highest bytes first. The columns `Q0` and `rank` are not read. A run that wants its own order
/// to count has to write scores that fall strictly, as ``RunWriter`` does.
///
/// - Units: scores have the unit of the system that wrote them; they are finite.
/// - Throws: ``LabError`` with file and line for malformed lines and a document that stands twice in a query.
/// - Complexity: O(n log n) to read n lines.
public struct Run: Sendable, Equatable {
    /// One answer to a query.
    public struct Result: Sendable, Equatable {
        /// The product's id.
        public let document: Identifier
        /// The score by which the run orders.
        public let score: Double

        /// An answer with its score.
        public init(document: Identifier, score: Double) {
            self.document = document
            self.score = score
        }
    }

    /// What reports call the run: the path of its file, unless it is given another name.
    public var name: String
    /// The last column of its first line; empty in an empty run.
    public let tag: String
    /// The queries answered, in the order of their first lines.
    public let queries: [Identifier]
    private let rankings: [Identifier: [Result]]

    /// A run made in code; the results of a query are put into the order described above.
    /// - Precondition: no query stands twice, no document twice in a query, scores are finite.
    public init(name: String, tag: String, results: [(query: Identifier, results: [Result])]) {
        self.name = name
        self.tag = tag
        queries = results.map(\.query)
        rankings = Dictionary(uniqueKeysWithValues: results.map { ($0.query, Self.ordered($0.results)) })
        for (query, answers) in results {
            precondition(answers.allSatisfy(\.score.isFinite), "a score of query \(query) is not finite")
            precondition(
                Set(answers.map(\.document)).count == answers.count, "query \(query) repeats a document")
        }
    }

    /// Reads the run file at `path`.
    public init(contentsOf path: String) throws(LabError) {
        try self.init(LineReader(contentsOf: path))
    }

    /// Reads a run from `text`; errors name `file`.
    public init(parsing text: String, file: String = "run") throws(LabError) {
        try self.init(LineReader(bytes: Array(text.utf8), file: file))
    }

    /// The answers to `query`, best first; empty if there are none.
    public func results(for query: Identifier) -> [Result] {
        rankings[query] ?? []
    }

    /// Number of results over all queries.
    public var count: Int {
        rankings.values.reduce(0) { $0 + $1.count }
    }

    private init(_ source: LineReader) throws(LabError) {
        var reader = source
        var tag: String?
        var queries: [Identifier] = []
        var results: [Identifier: [Result]] = [:]
        var lines: [Identifier: [Identifier: Int]] = [:]
        while reader.next() {
            let columns = try reader.columns(6, of: "qid Q0 docid rank score tag")
            let query = Identifier(try reader.text(columns[0]))
            let document = Identifier(try reader.text(columns[2]))
            guard let score = Double(try reader.text(columns[4])), score.isFinite else {
                throw reader.malformed(expected: "a finite number as score")
            }
            if tag == nil { tag = try reader.text(columns[5]) }
            if results[query] == nil { queries.append(query) }
            if let first = lines[query, default: [:]].updateValue(reader.lineNumber, forKey: document) {
                throw reader.repeated("document \(document) of query \(query)", firstLine: first)
            }
            results[query, default: []].append(Result(document: document, score: score))
        }
        name = reader.file
        self.tag = tag ?? ""
        self.queries = queries
        rankings = results.mapValues(Self.ordered)
    }

    /// The order of `trec_eval`, which keeps scores as C `float`: what differs only beyond that is a tie.
    private static func ordered(_ results: [Result]) -> [Result] {
        results.sorted { left, right in
            let (leftScore, rightScore) = (Float(left.score), Float(right.score))
            return leftScore == rightScore ? left.document > right.document : leftScore > rightScore
        }
    }
}
