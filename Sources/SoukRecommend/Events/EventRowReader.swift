/// Cuts the bytes of a table into rows of fields: at tabs, or at commas with RFC 4180 quotation marks.
struct EventRowReader {
    private let bytes: ArraySlice<UInt8>
    private let file: String
    private let isQuoted: Bool
    private let separator: UInt8
    private var place: Int
    private var nextLine = 1
    /// Where the last row began, counted from 1.
    private(set) var line = 0

    init(_ bytes: ArraySlice<UInt8>, file: String, isQuoted: Bool) {
        self.bytes = bytes
        self.file = file
        self.isQuoted = isQuoted
        separator = isQuoted ? UInt8(ascii: ",") : 0x09
        place = bytes.startIndex
    }

    /// The fields of the next row that is not empty; nil at the end.
    mutating func next() throws(EventError) -> [String]? {
        while place < bytes.endIndex {
            line = nextLine
            let fields = try row()
            if fields.count > 1 || fields.first?.isEmpty == false { return fields }
        }
        return nil
    }

    private mutating func row() throws(EventError) -> [String] {
        var fields: [String] = []
        var isValid = true
        while true {
            let field =
                isQuoted && place < bytes.endIndex && bytes[place] == UInt8(ascii: "\"")
                ? try quotedField() : plainField()
            if let text = String(validating: field, as: UTF8.self) {
                fields.append(text)
            } else {
                isValid = false
            }
            guard place < bytes.endIndex else { break }
            let end = bytes[place]
            place += 1
            if end == separator { continue }
            nextLine += 1
            break
        }
        guard isValid else { throw EventError(file: file, line: line, reason: .notUTF8) }
        return fields
    }

    private mutating func plainField() -> [UInt8] {
        let start = place
        while place < bytes.endIndex, bytes[place] != separator, bytes[place] != 0x0A { place += 1 }
        var field = bytes[start..<place]
        if (place == bytes.endIndex || bytes[place] == 0x0A) && field.last == 0x0D { field.removeLast() }
        return Array(field)
    }

    private mutating func quotedField() throws(EventError) -> [UInt8] {
        var field: [UInt8] = []
        let mark = UInt8(ascii: "\"")
        place += 1
        while place < bytes.endIndex {
            let byte = bytes[place]
            place += 1
            if byte == mark {
                guard place < bytes.endIndex, bytes[place] == mark else {
                    // What follows the closing mark up to the separator is kept, as spreadsheets do.
                    return field + plainField()
                }
                place += 1
            } else if byte == 0x0A {
                nextLine += 1
            }
            field.append(byte)
        }
        throw EventError(file: file, line: line, reason: .openQuotation)
    }
}
