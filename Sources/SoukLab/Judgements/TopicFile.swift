/// A query with its id, as a line of a ``TopicFile`` holds it.
public struct Topic: Sendable, Equatable, Codable {
    /// The query's id, the `qid` of qrels and runs.
    public let id: Identifier
    /// What the shopper typed, verbatim; may be empty.
    public let text: String
    /// The language the file states, such as `zh`; nil if it states none.
    public let language: String?

    /// A query with its id.
    public init(id: Identifier, text: String, language: String? = nil) {
        self.id = id
        self.text = text
        self.language = language
    }
}

/// The queries of an experiment, a line each: `qid<TAB>text` or `qid<TAB>text<TAB>language`.
///
/// Blank lines are passed over, `\r\n` is a line end, the text keeps its spaces.
/// - Throws: ``LabError`` with file and line for lines of other shape and for an id that stands twice.
/// - Complexity: O(bytes).
public struct TopicFile: Sendable, Equatable {
    /// The queries in the order of the file.
    public let topics: [Topic]

    /// Reads the file at `path`.
    public init(contentsOf path: String) throws(LabError) {
        try self.init(LineReader(contentsOf: path))
    }

    /// Reads queries from `text`; errors name `file`.
    public init(parsing text: String, file: String = "queries") throws(LabError) {
        try self.init(LineReader(bytes: Array(text.utf8), file: file))
    }

    private init(_ source: LineReader) throws(LabError) {
        var reader = source
        var topics: [Topic] = []
        var lines: [Identifier: Int] = [:]
        while reader.next() {
            let columns = reader.line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            guard (2...3).contains(columns.count) else {
                throw reader.malformed(expected: "qid<TAB>text or qid<TAB>text<TAB>language")
            }
            let id = Identifier(try reader.text(columns[0]))
            guard id.isWritable else { throw reader.malformed(expected: "a query id without white space") }
            if let first = lines.updateValue(reader.lineNumber, forKey: id) {
                throw reader.repeated("query \(id)", firstLine: first)
            }
            let language = columns.count == 3 && !columns[2].isEmpty ? try reader.text(columns[2]) : nil
            topics.append(Topic(id: id, text: try reader.text(columns[1]), language: language))
        }
        self.topics = topics
    }
}
