import SoukConsole
import SoukEngine

/// The fields of a shop's catalogue, and the lines of the file they are read from.
enum ShopSchema {
    static let price = "price"
    static let facets = ["facet1", "facet2", "facet3"]
    /// `number title brand category description price facet1 facet2 facet3`
    private static let cellCount = 9
    private static let textFields: [(name: String, weight: Double)] = [
        ("title", 4), ("brand", 2), ("category", 2), ("description", 1),
    ]

    static func make() throws -> Schema {
        try Schema(
            textFields.map { Field(name: $0.name, type: .text, weight: $0.weight) }
                + [Field(name: price, type: .number)]
                + facets.map { Field(name: $0, type: .keyword, weight: 0) })
    }

    /// The product of a line; nothing is stored but its number.
    static func document(_ line: [UInt8]) throws -> Document {
        let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard cells.count == cellCount else {
            throw CommandFailure("found \(counted(cells.count, "cell")), expected \(cellCount)")
        }
        var values: [FieldValue] = []
        for field in textFields.indices where !cells[field + 1].isEmpty {
            values.append(FieldValue(field: field, .text(cells[field + 1])))
        }
        if let amount = Double(cells[5]) { values.append(FieldValue(field: 4, .number(amount))) }
        for facet in facets.indices where !cells[facet + 6].isEmpty {
            values.append(FieldValue(field: facet + 5, .text(cells[facet + 6])))
        }
        return Document(id: cells[0], source: [], values: values)
    }
}
