/// One product as it stands in a file, not yet read against a schema.
package struct Row: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        /// One JSON object, as UTF-8.
        case json([UInt8])
        /// The cells of a CSV or TSV row with the names of their columns; a column without name is "".
        case cells(names: [String], values: [String])
    }

    package var file: String
    /// From 1; of a row of several lines the first.
    package var line: Int
    package var content: Content

    package init(file: String, line: Int, content: Content) {
        self.file = file
        self.line = line
        self.content = content
    }

    /// The row as an object. Cells are strings; empty ones and columns without name are left out.
    package func object(_ parser: JSONParser) throws(RowError) -> JSONObject {
        switch content {
        case .json(let bytes):
            do throws(JSONError) { return try parser.object(bytes) } catch {
                throw RowError(file: file, line: line, problem: .invalidJSON(error))
            }
        case .cells(let names, let values):
            var object = JSONObject()
            for (name, value) in zip(names, values) where !name.isEmpty && !TextTrimming.trim(value).isEmpty {
                object[name] = .string(value)
            }
            return object
        }
    }

    /// The names of its columns or members; none where it is no JSON object, which ``object(_:)`` reports.
    package func names(_ parser: JSONParser) -> [String] {
        switch content {
        case .cells(let names, _): names
        case .json: (try? object(parser))?.members.map(\.name) ?? []
        }
    }

    /// Whether a header names the columns of all rows.
    package var hasHeader: Bool {
        if case .cells = content { true } else { false }
    }

    /// Bytes held, for bounding what is kept in memory.
    package var byteCount: Int {
        switch content {
        case .json(let bytes): bytes.count
        case .cells(_, let values): values.reduce(0) { $0 + $1.utf8.count }
        }
    }
}

/// Rows, one after the other. After an error that is recoverable, ``next()`` goes on behind the bad row.
package protocol RowSource: AnyObject {
    /// The next row, or nil at the end.
    func next() throws(ImportError) -> Row?
    /// Bytes taken so far, of compressed files compressed.
    var bytesRead: Int { get }
    /// Size of all input; nil when it is a pipe.
    var totalBytes: Int? { get }
}
