#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why reading a catalogue failed. ``badRow(_:)`` concerns one row, and reading may go on; the others end it.
package enum ImportError: Error, Equatable, Sendable, CustomStringConvertible {
    case badRow(RowError)
    case cannotOpen(file: String, errorNumber: Int32)
    case cannotRead(file: String, byteOffset: Int, errorNumber: Int32)
    case damagedGzip(file: String, byteOffset: Int)
    case truncatedGzip(file: String)
    case outOfMemory(file: String)
    /// UTF-16, as spreadsheets save it.
    case unsupportedEncoding(file: String, found: String)
    case unknownFormat(file: String)
    /// The file is one JSON array instead of one object a line.
    case jsonArray(file: String)
    case emptyHeader(file: String)
    case duplicateColumn(file: String, name: String, first: Int, second: Int)
    case standardInputTwice

    /// Whether the next call may return further rows.
    package var isRecoverable: Bool {
        if case .badRow = self { true } else { false }
    }

    package var description: String {
        switch self {
        case .badRow(let error): error.description
        case .cannotOpen(let file, let number): "\(file): cannot be opened: \(reason(number))"
        case .cannotRead(let file, let byteOffset, let number):
            "\(file): cannot be read at byte \(byteOffset): \(reason(number))"
        case .damagedGzip(let file, let byteOffset):
            "\(file): the gzip data is damaged near byte \(byteOffset): check the file with gzip -t"
        case .truncatedGzip(let file):
            "\(file): the gzip data ends too early: copy or download the file again"
        case .outOfMemory(let file): "\(file): not enough memory to read it"
        case .unsupportedEncoding(let file, let found):
            "\(file): the text is \(found): expected UTF-8 (iconv -f \(found) -t UTF-8 converts it)"
        case .unknownFormat(let file):
            "\(file): the format is not recognised: name it with --format jsonl, csv or tsv"
        case .jsonArray(let file):
            "\(file): the file is one JSON array: expected one object a line (jq -c '.[]' writes it so)"
        case .emptyHeader(let file):
            "\(file):1: the header names no column: expected names such as id,title,price"
        case .duplicateColumn(let file, let name, let first, let second):
            "\(file):1: columns \(first) and \(second) are both named '\(name)': rename one of them"
        case .standardInputTwice: "standard input ('-') is named twice: name it once"
        }
    }

    private func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}
