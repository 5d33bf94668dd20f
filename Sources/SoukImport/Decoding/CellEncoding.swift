import SoukEngine

/// Turns the cells of a CSV or TSV row into a JSON object, so that rows of every format are read by the same
/// rules and a product's source is always JSON.
///
/// The schema says what a cell is: for a number field a number, for attributes a JSON object, for a vector a
/// JSON array or numbers separated by spaces, commas or semicolons; anything else is a string. An empty cell
/// and a column without name are left out.
struct CellEncoding {
    let schema: Schema

    func json(names: [String], values: [String]) throws(RowProblem) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        for (name, value) in zip(names, values) where !name.isEmpty {
            if TextTrimming.trim(value).isEmpty { continue }
            writer.name(name)
            try write(value, as: schema[name], to: &writer)
        }
        writer.endObject()
        return writer.bytes
    }

    private func write(_ cell: String, as field: Field?, to writer: inout JSONWriter) throws(RowProblem) {
        switch field?.type {
        case .number:
            if let number = NumberText(cell) {
                writer.write(verbatim: number.json)
            } else {
                writer.write(cell)
            }
        case .attributes:
            guard let object = try? JSONObject(parsing: Array(cell.utf8)) else { return writer.write(cell) }
            writer.write(.object(object))
        case .vector:
            guard let numbers = CellEncoding.numbers(cell) else {
                throw .badValue(
                    field: field?.name ?? "vector", found: ValueExcerpt.quote(cell),
                    expected: "a list of numbers")
            }
            writer.beginArray()
            for number in numbers { writer.write(verbatim: number.json) }
            writer.endArray()
        case .text, .keyword, .path, .stored, nil: writer.write(cell)
        }
    }

    /// The numbers of a list, with or without brackets around it.
    static func numbers(_ cell: String) -> [NumberText]? {
        var list = TextTrimming.trim(cell)
        if list.hasPrefix("["), list.hasSuffix("]"), list.count > 1 { list = list.dropFirst().dropLast() }
        let parts = list.split { $0 == "," || $0 == ";" || $0.isWhitespace }
        var numbers: [NumberText] = []
        for part in parts {
            guard let number = NumberText(String(part)) else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}
