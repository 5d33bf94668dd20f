/// Columns of text for people, aligned by the cells a terminal gives them.
struct AlignedTable {
    enum Alignment { case left, right }

    private let alignments: [Alignment]
    private var rows: [[String]]

    /// A table with a head; `alignments` has an element for each column.
    init(head: [String], alignments: [Alignment]) {
        self.alignments = alignments
        rows = [head]
    }

    /// Adds a row. Control characters become spaces: a cell may hold text from a file, and escape sequences in it
    /// would reach the terminal.
    mutating func add(_ row: [String]) {
        rows.append(
            row.map { cell in
                String(
                    String.UnicodeScalarView(cell.unicodeScalars.map { $0.properties.isControl ? " " : $0 }))
            })
    }

    /// The rows, each a line, two spaces between columns, none at the end.
    func text(indent: String = "") -> String {
        let widths = alignments.indices.map { column in rows.map { Self.width($0[column]) }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - Self.width(cell))
                return alignments[column] == .left ? cell + padding : padding + cell
            }
            let line = indent + cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }

    /// Cells on a terminal: two for the wide scalars of East Asia and emoji, none for combining marks.
    static func width(_ text: String) -> Int {
        text.reduce(0) { sum, character in
            guard let scalar = character.unicodeScalars.first else { return sum }
            return sum + (isWide(scalar) ? 2 : 1)
        }
    }

    /// The blocks whose East_Asian_Width is wide or full-width (Unicode Standard Annex 11), coarsely.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
            0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
            0x20000...0x3FFFD:
            true
        default:
            false
        }
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isControl: Bool { generalCategory == .control }
}
