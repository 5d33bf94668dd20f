/// The ranked answers of a system, in TREC's form: `qid Q0 docid rank score tag`.
///
/// Order follows the scores, falling; ties go to the larger docid, as `trec_eval` has it. The rank column is not read.
public struct Run: Sendable, Equatable {
    /// Name of the run: the tag of its first line, or the file's name.
    public var name: String
    /// Documents by query, best first.
    public private(set) var rankings: [String: [String]]

    /// A run in memory, already in order.
    public init(name: String, rankings: [String: [String]]) {
        self.name = name
        self.rankings = rankings
    }

    /// Reads a file.
    /// - Throws: ``LabError`` with file and line, also when a document stands twice for a query.
    public init(contentsOf path: String) throws(LabError) {
        var scored: [String: [String: Double]] = [:]
        var tag: String?
        for (number, columns) in try LineFile.columns(of: path) {
            guard columns.count >= 5 else {
                throw .badLine(
                    file: path, line: number,
                    reason: "expected qid Q0 docid rank score tag, found \(columns.count) columns")
            }
            guard let score = Double(columns[4]), !score.isNaN else {
                throw .badLine(
                    file: path, line: number, reason: "the score is '\(columns[4])': expected a number")
            }
            guard scored[columns[0], default: [:]].updateValue(score, forKey: columns[2]) == nil else {
                throw .badLine(
                    file: path, line: number,
                    reason: "document '\(columns[2])' stands twice for query '\(columns[0])'")
            }
            if tag == nil, columns.count > 5 { tag = columns[5] }
        }
        name = path.split(separator: "/").last.map(String.init) ?? tag ?? path
        rankings = scored.mapValues { documents in
            documents.sorted { a, b in
                a.value != b.value
                    ? a.value > b.value
                    : Array(a.key.utf8).lexicographicallyPrecedes(Array(b.key.utf8)) == false
            }.map(\.key)
        }
    }
}
