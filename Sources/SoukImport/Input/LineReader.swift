/// The lines of a file, without their ends (LF or CRLF). Memory is bounded by the longest line allowed.
package struct LineReader {
    package static let defaultLimit = 16 << 20

    private var buffer: InputBuffer
    private let limit: Int
    /// Number of the line that ``next()`` returned or refused last, from 1.
    package private(set) var line = 0

    package init(_ file: InputFile, limit: Int = defaultLimit) {
        self.init(InputBuffer(file), limit: limit)
    }

    init(_ buffer: InputBuffer, limit: Int = defaultLimit) {
        self.buffer = buffer
        self.limit = limit
    }

    package var file: InputFile { buffer.file }

    /// The next line, or nil at the end. A last line needs no newline.
    /// - Throws: ``ImportError/badRow(_:)`` for a line above the limit, which is skipped.
    package mutating func next() throws(ImportError) -> [UInt8]? {
        try buffer.open()
        var searched = 0
        while true {
            if let end = buffer.newline(after: searched) {
                line += 1
                guard end <= limit else {
                    buffer.consume(end + 1)
                    throw tooLong()
                }
                return take(end, separator: 1)
            }
            searched = buffer.count
            if searched > limit + 1 {
                line += 1
                try skipLine()
                throw tooLong()
            }
            if try !buffer.fill() { break }
        }
        guard buffer.count > 0 else { return nil }
        line += 1
        guard buffer.count <= limit else {
            buffer.consume(buffer.count)
            throw tooLong()
        }
        return take(buffer.count, separator: 0)
    }

    private mutating func take(_ count: Int, separator: Int) -> [UInt8] {
        var content = buffer.bytes[buffer.start..<buffer.start + count]
        if content.last == 0x0D { content = content.dropLast() }
        let line = Array(content)
        buffer.consume(count + separator)
        return line
    }

    private mutating func skipLine() throws(ImportError) {
        while true {
            if let end = buffer.newline(after: 0) { return buffer.consume(end + 1) }
            buffer.consume(buffer.count)
            if try !buffer.fill() { return }
        }
    }

    private func tooLong() -> ImportError {
        .badRow(RowError(file: file.name, line: line, problem: .tooLong(limit: limit)))
    }
}
