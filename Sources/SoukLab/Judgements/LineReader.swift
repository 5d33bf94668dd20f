import Foundation

/// The lines of a text file as bytes, numbered from 1; blank lines are passed over, `\r\n` ends a line as `\n` does.
///
/// Works on bytes: runs of a million lines are common, and Unicode white space inside an id is part of the id.
/// - Complexity: O(bytes) in time; the file is held in memory once.
struct LineReader {
    typealias Bytes = ArraySlice<UInt8>

    let file: String
    private let bytes: [UInt8]
    private var offset: Int
    private(set) var lineNumber = 0
    /// The line that ``next()`` gave last.
    private(set) var line: Bytes = []

    init(bytes: [UInt8], file: String) {
        self.file = file
        self.bytes = bytes
        // A byte-order mark says nothing about the first id.
        offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    init(contentsOf path: String) throws(LabError) {
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            self.init(bytes: [UInt8](data), file: path)
        } catch {
            throw .unreachable(file: path, reason: "cannot be read: \(error.localizedDescription)")
        }
    }

    /// Moves to the next line that is not blank; false at the end.
    mutating func next() -> Bool {
        while offset < bytes.count {
            let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            line = bytes[offset..<end]
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            offset = end + 1
            lineNumber += 1
            if line.contains(where: { !Self.isSpace($0) }) { return true }
        }
        return false
    }

    /// The columns of the line, parted by any run of ASCII white space.
    func columns(_ count: Int, of format: String) throws(LabError) -> [Bytes] {
        let columns = line.split(whereSeparator: Self.isSpace)
        guard columns.count == count else { throw malformed(expected: "\(count) columns: \(format)") }
        return columns
    }

    /// The text of a column.
    func text(_ column: Bytes) throws(LabError) -> String {
        guard let text = String(validating: column, as: UTF8.self) else {
            throw malformed(expected: "UTF-8 text")
        }
        return text
    }

    /// The error for the current line.
    func malformed(expected: String) -> LabError {
        .malformedLine(
            file: file, line: lineNumber, expected: expected, found: String(decoding: line, as: UTF8.self))
    }

    /// The error for something that stood on `firstLine` already.
    func repeated(_ found: String, firstLine: Int) -> LabError {
        .repeatedLine(file: file, line: lineNumber, firstLine: firstLine, found: found)
    }

    /// Space, tab, vertical tab, form feed, return and newline, as C's `isspace` has them.
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}
