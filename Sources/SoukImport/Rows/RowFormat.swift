/// How a file holds its rows.
package enum RowFormat: String, Sendable, CaseIterable {
    case jsonl, csv, tsv

    /// The format that a file's name tells, with or without `.gz`; nil when it tells none.
    package init?(fileName: String) {
        var name = fileName[...].lowercased()
        if name.hasSuffix(".gz") { name.removeLast(3) }
        guard let dot = name.lastIndex(of: ".") else { return nil }
        switch name[name.index(after: dot)...] {
        case "jsonl", "ndjson", "json": self = .jsonl
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        default: return nil
        }
    }

    /// The format that the beginning of a text tells: an object, or a header with tabs or commas.
    init?(beginning: some Collection<UInt8>) {
        guard let first = beginning.first(where: { !RowFormat.isSpace($0) }) else { return nil }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            self = .jsonl
            return
        }
        let header = beginning.prefix { $0 != 0x0A }
        if header.contains(0x09) {
            self = .tsv
        } else if header.contains(UInt8(ascii: ",")) {
            self = .csv
        } else {
            return nil
        }
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
