/// Rows in columns, aligned by display width.
enum TextTable {
    static func lines(_ rows: [[String]], numbers: Set<Int> = []) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
        }
        return rows.map { row in
            row.enumerated().map { column, cell in
                if numbers.contains(column) { return String(repeating: " ", count: max(widths[column] - DisplayWidth.of(cell), 0)) + cell }
                return column == row.count - 1 ? cell : DisplayWidth.pad(cell, to: widths[column])
            }.joined(separator: "  ")
        }
    }
}
