import SoukEngine

/// Finds the fields of a catalogue from its first rows, when no schema is given.
///
/// The product fields of the documentation take their roles. Of the others, numbers become columns, and everything
/// else is kept and shown but not searched.
package struct SchemaInference {
    /// Rows that are looked at, over all files.
    package static let sampleSize = 10_000

    /// What the sample says of one field.
    package struct Evidence: Sendable, Equatable {
        package var name: String
        package var count = 0
        package var example = ""
        var isAlwaysNumber = true
    }

    /// The known fields, in the order of the schema.
    private static let known: [Field] = [
        Field(name: "title", type: .text, weight: 4),
        Field(name: "brand", type: .keyword, weight: 3, role: .brand, facet: true),
        Field(name: "category", type: .path, weight: 2, role: .category, facet: true),
        Field(name: "description", type: .text, weight: 1),
        Field(name: "attributes", type: .attributes, weight: 0.5),
        Field(name: "price", type: .number, role: .price, updatable: true),
        Field(name: "currency", type: .keyword, weight: 0, role: .currency),
        Field(name: "rating", type: .number, role: .rating, updatable: true),
        Field(name: "reviewCount", type: .number, role: .reviewCount, updatable: true),
        Field(name: "sales", type: .number, role: .sales, updatable: true),
        Field(name: "stock", type: .number, role: .stock, updatable: true),
        Field(name: "createdAt", type: .number, role: .created),
        Field(name: "group", type: .keyword, weight: 0, role: .group),
        Field(name: "lang", type: .keyword, weight: 0, facet: true),
        Field(name: "vector", type: .vector, role: .vector),
    ]

    package private(set) var rowCount = 0
    private var evidence: [Evidence] = []
    private var places: [String: Int] = [:]

    package init() {}

    package mutating func observe(_ product: JSONValue) {
        guard case .object(let members) = product else { return }
        rowCount += 1
        for member in members where member.value != .null {
            let place: Int
            if let known = places[member.name] {
                place = known
            } else {
                place = evidence.count
                places[member.name] = place
                evidence.append(Evidence(name: member.name))
            }
            evidence[place].count += 1
            if evidence[place].example.isEmpty { evidence[place].example = Self.example(member.value) }
            if !Self.isNumber(member.value) { evidence[place].isAlwaysNumber = false }
        }
    }

    /// The schema of what was seen: known fields in a fixed order, then the others as they appeared.
    package func schema() throws(SchemaError) -> Schema {
        var fields = Self.known.filter { places[$0.name] != nil }
        for field in evidence where field.name != "id" {
            guard !Self.known.contains(where: { $0.name == field.name }) else { continue }
            fields.append(Self.field(named: field.name, isNumber: field.isAlwaysNumber))
        }
        return try Schema(fields)
    }

    /// A field that appears after the sample.
    package static func field(named name: String, value: JSONValue) -> Field {
        known.first { $0.name == name } ?? field(named: name, isNumber: isNumber(value))
    }

    private static func field(named name: String, isNumber: Bool) -> Field {
        isNumber ? Field(name: name, type: .number) : Field(name: name, type: .stored)
    }

    private static func isNumber(_ value: JSONValue) -> Bool {
        switch value {
        case .integer, .number: true
        default: false
        }
    }

    private static func example(_ value: JSONValue) -> String {
        let text = value.scalarText ?? String(decoding: JSONText.bytes(of: value), as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > 40 ? line.prefix(39) + "…" : line
    }

    /// One line for each field, for people: name, type, role, weight, share of rows that have it, an example.
    package func description(of schema: Schema) -> [[String]] {
        schema.fields.map { field in
            let found = places[field.name].map { evidence[$0] }
            let share = rowCount > 0 ? Double(found?.count ?? 0) / Double(rowCount) * 100 : 0
            return [
                field.name, field.type.rawValue, field.role?.rawValue ?? "",
                field.weight > 0 ? trimmed(field.weight) : "",
                trimmed((share * 10).rounded() / 10) + " %", found?.example ?? "",
            ]
        }
    }

    private func trimmed(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number)
    }
}
