/// Vectors of words as word2vec writes them: text or binary, with `words dimension` in the first line; GloVe's text has none.
///
/// Text: `word number number …` a line. Binary: a word, a space, as many little-endian floats, perhaps a line break.
package struct WordVectorFile: Sendable {
    package private(set) var words: [String] = []
    /// Rows of ``dimension`` numbers.
    package private(set) var vectors: [Float] = []
    package private(set) var dimension = 0

    private let file: String
    private let limit: Int

    /// - Parameters:
    ///   - limit: words that are read; word2vec writes common words first.
    /// - Throws: ``VectorFileError`` with the line, when the file is neither.
    /// - Complexity: O(bytes).
    package init(_ bytes: [UInt8], file: String, limit: Int = .max) throws(VectorFileError) {
        self.file = file
        self.limit = limit
        let firstEnd = bytes.firstIndex(of: 0x0A) ?? bytes.count
        let header = Self.fields(bytes[..<firstEnd]).map { Int(String(decoding: $0, as: UTF8.self)) }
        guard header.count == 2, let count = header[0], let dimension = header[1] else {
            try readText(bytes, from: 0, line: 1)
            return
        }
        guard count >= 0, dimension > 0, dimension <= 65_536 else {
            throw malformed(1, "the number of words and of numbers", "\(count) \(dimension)")
        }
        self.dimension = dimension
        let start = min(firstEnd + 1, bytes.count)
        if isText(bytes, from: start) {
            try readText(bytes, from: start, line: 2)
        } else {
            try readBinary(bytes, from: start, count: count)
        }
    }

    private func malformed(_ line: Int?, _ expected: String, _ found: String) -> VectorFileError {
        .malformed(file: file, line: line, expected: expected, found: found)
    }

    private static func fields(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    }

    /// Whether the first row is a word and ``dimension`` numbers in one line.
    private func isText(_ bytes: [UInt8], from start: Int) -> Bool {
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        let fields = Self.fields(bytes[start..<end])
        return fields.count == dimension + 1
            && fields.dropFirst().allSatisfy { Float(String(decoding: $0, as: UTF8.self)) != nil }
    }

    private mutating func readText(_ bytes: [UInt8], from start: Int, line first: Int) throws(VectorFileError)
    {
        var (start, line) = (start, first)
        while start < bytes.count, words.count < limit {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let fields = Self.fields(bytes[start..<end])
            if !fields.isEmpty {
                if dimension == 0 { dimension = fields.count - 1 }
                guard fields.count == dimension + 1, dimension > 0 else {
                    throw malformed(line, "a word and \(max(dimension, 1)) numbers", "\(fields.count) fields")
                }
                for field in fields.dropFirst() {
                    let text = String(decoding: field, as: UTF8.self)
                    guard let number = Float(text), number.isFinite else {
                        throw malformed(line, "a finite number", "'\(text.prefix(40))'")
                    }
                    vectors.append(number)
                }
                words.append(String(decoding: fields[0], as: UTF8.self))
            }
            start = end + 1
            line += 1
        }
    }

    private mutating func readBinary(
        _ bytes: [UInt8], from start: Int, count: Int
    ) throws(VectorFileError) {
        var start = start
        while words.count < min(count, limit) {
            while start < bytes.count, bytes[start] == 0x0A { start += 1 }
            guard let space = bytes[start...].prefix(4096).firstIndex(of: 0x20),
                bytes.count - space - 1 >= dimension * 4
            else {
                throw malformed(
                    nil, "a word and \(dimension) floats for each of \(count) words",
                    "\(words.count) words, then \(bytes.count - start) bytes")
            }
            words.append(String(decoding: bytes[start..<space], as: UTF8.self))
            for index in 0..<dimension {
                let place = space + 1 + index * 4
                let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
                let number = Float(bitPattern: bits)
                guard number.isFinite else {
                    throw malformed(nil, "finite numbers for '\(words.last ?? "")'", "\(number)")
                }
                vectors.append(number)
            }
            start = space + 1 + dimension * 4
        }
    }
}
