/// `{"columns": ["words", "F1"], "rows": [["Souk", 0.81]]}`: cells that are finite decimal numbers as numbers, empty ones as
/// null, the others as text.
extension TextTable: JSONEncodable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("columns", columns.map(\.title))
            json.array("rows") { json in
                for row in rows {
                    json.array { json in
                        for cell in row { Self.write(cell, to: &json) }
                    }
                }
            }
        }
    }

    private static func write(_ cell: String, to json: inout JSONWriter) {
        if cell.isEmpty { return json.null() }
        let digits = cell.replacing(",", with: "")
        let isNumber = digits.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
        if isNumber, let number = Double(digits), number.isFinite { return json.number(number) }
        json.string(cell)
    }
}

extension Console {
    /// Prints a table, or with `--json` its JSON on a line of its own.
    package func write(_ table: TextTable) {
        if wantsJSON {
            writeJSON { $0.value(table) }
        } else {
            output.write(table.rendered(style: style))
        }
    }
}
