import Foundation

/// Graded relevance of documents to queries, in TREC's form: `qid 0 docid grade`, any white space between.
public struct Judgements: Sendable, Equatable {
    /// Grades by query and document; 0 and below are not relevant.
    public private(set) var grades: [String: [String: Int]]

    /// Judgements in memory.
    public init(grades: [String: [String: Int]]) { self.grades = grades }

    /// Reads a file.
    /// - Throws: ``LabError`` with file and line.
    public init(contentsOf path: String) throws(LabError) {
        grades = [:]
        for (number, columns) in try LineFile.columns(of: path) {
            guard columns.count == 4 else {
                throw .badLine(
                    file: path, line: number,
                    reason: "expected qid 0 docid grade, found \(columns.count) columns")
            }
            guard let grade = Int(columns[3]) else {
                throw .badLine(
                    file: path, line: number, reason: "the grade is '\(columns[3])': expected a whole number")
            }
            grades[columns[0], default: [:]][columns[2]] = grade
        }
    }

    /// Queries with at least one relevant document, sorted: those that metrics are averaged over.
    public var evaluatedQueries: [String] {
        grades.filter { $0.value.values.contains { $0 > 0 } }.keys.sorted()
    }
}

/// Lines of a text file, cut at white space.
enum LineFile {
    static func columns(of path: String) throws(LabError) -> [(number: Int, columns: [String])] {
        guard let data = FileManager.default.contents(atPath: path) else { throw .unreadable(file: path) }
        var result: [(number: Int, columns: [String])] = []
        for (index, line) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated()
        {
            let columns = line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D })
            if !columns.isEmpty {
                result.append((index + 1, columns.map { String(decoding: $0, as: UTF8.self) }))
            }
        }
        return result
    }
}
