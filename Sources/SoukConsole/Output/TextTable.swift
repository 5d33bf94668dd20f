/// Rows of text in columns that line up on a terminal, Han and emoji counted as two columns.
///
/// ```swift
/// var table = TextTable([.right("#"), .shrinking("title"), .right("price")])
/// table.add(["1", "华为 Mate 60", "6999"])
/// console.output.write(table.rendered(width: console.width, style: console.style))
/// ```
/// Columns are two spaces apart. Shrinking columns give up width, widest first, when a row would not fit; cells that
/// are then too wide end in `…`. Control characters in cells are shown as spaces.
/// - Complexity: O(total text).
package struct TextTable {
    package struct Column {
        package enum Alignment {
            case left, right
        }

        package let title: String
        package let alignment: Alignment
        /// Whether the column may be cut below its content, to no less than ``TextTable/leastWidth``.
        package let shrinks: Bool

        package static func left(_ title: String) -> Column {
            Column(title: title, alignment: .left, shrinks: false)
        }
        package static func right(_ title: String) -> Column {
            Column(title: title, alignment: .right, shrinks: false)
        }
        package static func shrinking(_ title: String) -> Column {
            Column(title: title, alignment: .left, shrinks: true)
        }
    }

    package static let leastWidth = 8
    private static let gap = 2

    package let columns: [Column]
    package private(set) var rows: [[String]] = []

    package init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row; missing cells are empty.
    /// - Precondition: no more cells than columns.
    package mutating func add(_ cells: [String]) {
        precondition(cells.count <= columns.count, "more cells than columns")
        rows.append(cells.map(terminalSafe) + Array(repeating: "", count: columns.count - cells.count))
    }

    /// The table with a line of titles (none when all are empty), every line ended by a newline.
    /// - Parameter width: columns available; nil for as wide as the content.
    package func rendered(width: Int? = nil, style: Style = .plain) -> String {
        let widths = columnWidths(fitting: width)
        var text = ""
        if columns.contains(where: { !$0.title.isEmpty }) {
            text += style.bold(line(columns.map(\.title), widths)) + "\n"
        }
        for row in rows { text += line(row, widths) + "\n" }
        return text
    }

    private func columnWidths(fitting limit: Int?) -> [Int] {
        var widths = columns.indices.map { column in
            rows.reduce(displayWidth(columns[column].title)) { max($0, displayWidth($1[column])) }
        }
        guard let limit else { return widths }
        var excess = widths.reduce(0, +) + TextTable.gap * max(0, columns.count - 1) - limit
        while excess > 0 {
            let candidates = columns.indices.filter {
                columns[$0].shrinks && widths[$0] > TextTable.leastWidth
            }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            // Down to the next narrower candidate at once, so that the loop ends after few rounds.
            let next =
                candidates.map { widths[$0] }.filter { $0 < widths[widest] }.max() ?? TextTable.leastWidth
            let step = min(excess, max(1, widths[widest] - max(next, TextTable.leastWidth)))
            widths[widest] -= step
            excess -= step
        }
        return widths
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var text = ""
        for (column, cell) in cells.enumerated() {
            let shown = columns[column].shrinks ? truncated(cell, toWidth: widths[column]) : cell
            let padding = String(repeating: " ", count: max(0, widths[column] - displayWidth(shown)))
            let isLast = column == cells.count - 1
            switch columns[column].alignment {
            case .left: text += isLast ? shown : shown + padding
            case .right: text += padding + shown
            }
            if !isLast { text += String(repeating: " ", count: TextTable.gap) }
        }
        while text.last == " " { text.removeLast() }
        return text
    }
}
