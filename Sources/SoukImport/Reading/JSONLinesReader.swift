/// One JSON object a line; blank lines are skipped.
struct JSONLinesReader: RowReader {
    private let source: ByteSource
    private let parser = JSONParser()
    private var line = 0
    private static let longest = 16 << 20

    init(_ source: ByteSource) { self.source = source }

    mutating func next() throws(ImportError) -> Row? {
        while true {
            var bytes: [UInt8] = []
            let (found, isTooLong) = try source.appendLine(to: &bytes, limit: Self.longest)
            guard found else { return nil }
            line += 1
            if isTooLong { throw bad("the line is longer than \(Self.longest) bytes") }
            if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
            trim(&bytes)
            if bytes.isEmpty { continue }
            let value: JSONValue
            do throws(JSONSyntaxError) { value = try parser.parse(bytes) } catch {
                throw bad(error.description)
            }
            guard case .object = value else { throw bad("expected a JSON object, one product a line") }
            return Row(file: source.name, line: line, value: value, source: bytes)
        }
    }

    private func bad(_ reason: String) -> ImportError {
        .badRow(RowError(file: source.name, line: line, reason: reason))
    }

    private func trim(_ bytes: inout [UInt8]) {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        let blanks = bytes.prefix(while: isBlank).count
        if blanks > 0 { bytes.removeFirst(blanks) }
    }
}
