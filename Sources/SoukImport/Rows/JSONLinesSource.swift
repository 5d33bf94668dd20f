/// The rows of a JSON Lines file: one object a line, blank lines between them ignored.
///
/// Lines are not parsed here, so that parsing can run on other threads than reading.
package final class JSONLinesSource: RowSource {
    private var lines: LineReader
    private var hasRows = false

    package init(_ file: InputFile, lineLimit: Int = LineReader.defaultLimit) {
        lines = LineReader(file, limit: lineLimit)
    }

    init(_ buffer: InputBuffer) { lines = LineReader(buffer) }

    package var bytesRead: Int { lines.file.bytesRead }
    package var totalBytes: Int? { lines.file.totalBytes }

    package func next() throws(ImportError) -> Row? {
        while let line = try lines.next() {
            guard let first = line.firstIndex(where: { !RowFormat.isSpace($0) }),
                let last = line.lastIndex(where: { !RowFormat.isSpace($0) })
            else { continue }
            if !hasRows, line[first] == UInt8(ascii: "[") { throw .jsonArray(file: lines.file.name) }
            hasRows = true
            let object = first == 0 && last == line.count - 1 ? line : Array(line[first...last])
            return Row(file: lines.file.name, line: lines.line, content: .json(object))
        }
        return nil
    }
}
