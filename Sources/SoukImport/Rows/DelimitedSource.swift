/// The rows of a CSV or TSV file with a header row.
///
/// Blank lines are ignored. Names in the header are trimmed; a column without name is not read. A row with
/// more or fewer cells than the header is refused, as is a quote that is not closed within
/// ``quoteLimit`` bytes; reading then goes on at the line behind the one that holds the fault.
package final class DelimitedSource: RowSource {
    /// A quoted cell longer than this is taken for one whose closing quote is missing.
    package static let quoteLimit = 1 << 20

    private var buffer: InputBuffer
    private var scanner: DelimitedScanner
    private var names: [String]?
    /// Number of the line that begins at the buffer's start.
    private var line = 1

    package convenience init(
        _ file: InputFile, format: RowFormat, recordLimit: Int = LineReader.defaultLimit,
        quoteLimit: Int = DelimitedSource.quoteLimit
    ) {
        self.init(InputBuffer(file), format: format, recordLimit: recordLimit, quoteLimit: quoteLimit)
    }

    init(
        _ buffer: InputBuffer, format: RowFormat, recordLimit: Int = LineReader.defaultLimit,
        quoteLimit: Int = DelimitedSource.quoteLimit
    ) {
        self.buffer = buffer
        scanner = DelimitedScanner(
            separator: UInt8(ascii: format == .tsv ? "\t" : ","), quoting: format != .tsv,
            recordLimit: recordLimit, quoteLimit: quoteLimit)
    }

    package var bytesRead: Int { buffer.file.bytesRead }
    package var totalBytes: Int? { buffer.file.totalBytes }

    package func next() throws(ImportError) -> Row? {
        try buffer.open()
        guard let names = try header() else { return nil }
        guard let (start, values) = try record() else { return nil }
        guard values.count == names.count else {
            throw refusal(start, .fieldCount(found: values.count, expected: names.count))
        }
        return Row(file: buffer.file.name, line: start, content: .cells(names: names, values: values))
    }

    private func header() throws(ImportError) -> [String]? {
        if let names { return names }
        guard let (_, cells) = try record() else { return nil }
        let header = cells.map { String(TextTrimming.trim($0)) }
        guard header.contains(where: { !$0.isEmpty }) else { throw .emptyHeader(file: buffer.file.name) }
        for (column, name) in header.enumerated() where !name.isEmpty {
            guard let first = header[..<column].firstIndex(of: name) else { continue }
            throw .duplicateColumn(file: buffer.file.name, name: name, first: first + 1, second: column + 1)
        }
        names = header
        return header
    }

    /// The next record that is not a blank line, with the line it begins on.
    private func record() throws(ImportError) -> (line: Int, cells: [String])? {
        while true {
            guard buffer.count > 0 || !buffer.isComplete else { return nil }
            switch scan() {
            case .needsMore: _ = try buffer.fill()
            case .record(let end):
                if end == 0 { return nil }
                let start = line
                defer { advance(end) }
                if scanner.cells.count == 1, scanner.cells[0].range.isEmpty, bytes(0..<1) != [0x22] {
                    continue
                }
                return (start, try cells(line: start))
            case .failure(let failure, let cell, let place, let resume):
                throw try refuse(failure, cell: cell, at: place, resume: resume)
            }
        }
    }

    private func scan() -> DelimitedScanner.Outcome {
        // SAFETY: the scanner keeps offsets only, and the buffer does not change meanwhile.
        buffer.bytes.withUnsafeBufferPointer { whole in
            scanner.scan(UnsafeBufferPointer(rebasing: whole[buffer.start...]), isComplete: buffer.isComplete)
        }
    }

    private func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> {
        buffer.bytes[buffer.start + range.lowerBound..<buffer.start + range.upperBound]
    }

    private func advance(_ count: Int) {
        line += bytes(0..<count).reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        buffer.consume(count)
    }

    private func cells(line: Int) throws(ImportError) -> [String] {
        var values: [String] = []
        values.reserveCapacity(scanner.cells.count)
        for (index, cell) in scanner.cells.enumerated() {
            guard let text = String(validating: bytes(cell.range), as: UTF8.self) else {
                throw refusal(line, .invalidUTF8(column: columnName(index)))
            }
            values.append(cell.hasDoubledQuotes ? DelimitedSource.halvingQuotes(text) : text)
        }
        return values
    }

    /// Inside a quoted cell every quote stands next to its double, so every second one goes.
    private static func halvingQuotes(_ text: String) -> String {
        var bytes: [UInt8] = []
        var isSecond = false
        for byte in text.utf8 {
            isSecond = byte == 0x22 && !isSecond
            if byte != 0x22 || isSecond { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func refuse(
        _ failure: DelimitedScanner.Failure, cell: Int, at place: Int, resume: Int?
    ) throws(ImportError) -> ImportError {
        advance(place)
        let opened = line
        if let resume { advance(resume - place) } else { try skipLine() }
        return switch failure {
        case .unclosedQuote: refusal(opened, .unclosedQuote(limit: scanner.quoteLimit))
        case .textAfterQuote: refusal(opened, .textAfterQuote(column: columnName(cell)))
        case .tooLong: refusal(opened, .tooLong(limit: scanner.recordLimit))
        }
    }

    private func skipLine() throws(ImportError) {
        while true {
            if let end = buffer.newline(after: 0) { return advance(end + 1) }
            buffer.consume(buffer.count)
            if try !buffer.fill() { return }
        }
    }

    private func columnName(_ index: Int) -> String {
        guard let names, index < names.count, !names[index].isEmpty else { return "column \(index + 1)" }
        return names[index]
    }

    private func refusal(_ line: Int, _ problem: RowProblem) -> ImportError {
        .badRow(RowError(file: buffer.file.name, line: line, problem: problem))
    }
}
