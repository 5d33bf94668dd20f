import SoukEngine

/// Finds the schema of a catalogue from its first rows.
///
/// The fields of ``ProductFields`` get their types, roles and weights if at least half of their values can be
/// read so: a bad value or two are then errors of their rows, where a field full of other things is only
/// stored. Of the other fields, those that hold nothing but numbers become number columns; the widest
/// reading wins, so that numbers mixed with anything else are stored, as are strings, booleans, arrays and
/// objects. In CSV and TSV a column is numeric when every cell is a plain number: `007` and `¥1999` are not.
/// Only fields with a value enter; product fields come first in their fixed order, the others as they appear.
package struct SchemaInference {
    package static let sampleSize = 10_000

    private let mapping: FieldMapping
    private let parser = JSONParser()
    private var table = ObservationTable()
    private var rowCount = 0

    package init(mapping: FieldMapping = FieldMapping()) { self.mapping = mapping }

    /// Looks at all of `rows` and concludes.
    package static func infer(from rows: [Row], mapping: FieldMapping = FieldMapping()) -> InferredSchema {
        var inference = SchemaInference(mapping: mapping)
        for row in rows { inference.observe(row) }
        return inference.result()
    }

    /// Looks at one row. Rows that are not valid JSON count for nothing: decoding reports them.
    package mutating func observe(_ row: Row) {
        switch row.content {
        case .cells(let columns, let values):
            rowCount += 1
            for (name, value) in zip(mapping.apply(toColumns: columns), values) where !name.isEmpty {
                table.update(name) { $0.observe(text: value, isCell: true) }
            }
        case .json(let bytes):
            if observe(json: bytes) { rowCount += 1 }
        }
    }

    /// Whether the text was an object.
    private mutating func observe(json: [UInt8]) -> Bool {
        let isObject = try? parser.withContainer(json) { (node: JSONNode) throws(JSONError) -> Bool in
            guard node.kind == .object else { return false }
            for member in node.children {
                table.update(mapping.target(of: member.key)) { $0.observe(member) }
            }
            return true
        }
        return isObject == true
    }

    package func result() -> InferredSchema {
        var fields: [InferredSchema.Entry] = []
        var notes: [String] = []
        for field in ProductFields.all {
            guard let observation = table[field.name], observation.filled > 0 else { continue }
            var found = field
            let readable = observation.readable(as: field)
            if readable * 2 < observation.filled {
                found = SchemaInference.other(field.name, observation)
                notes.append(
                    "\(field.name): \(observation.filled - readable) of \(observation.filled) values are no "
                        + "\(field.type.rawValue), so it is only \(found.type.rawValue)")
            }
            fields.append(entry(found, observation))
        }
        for (name, observation) in table.entries where observation.filled > 0 {
            guard name != "id", !name.isEmpty, ProductFields.named(name) == nil else { continue }
            fields.append(entry(SchemaInference.other(name, observation), observation))
        }
        if fields.count > Schema.maximumFieldCount {
            notes.append(
                "\(fields.count - Schema.maximumFieldCount) fields beyond the first \(Schema.maximumFieldCount) "
                    + "are kept in the source only")
            fields.removeSubrange(Schema.maximumFieldCount...)
        }
        if !fields.contains(where: { $0.field.isSearched }) {
            notes.append(
                "no field is searched: name the title's column with --map title=COLUMN, or give a schema")
        }
        return InferredSchema(entries: fields, rowCount: rowCount, notes: notes)
    }

    private func entry(_ field: Field, _ observation: FieldObservation) -> InferredSchema.Entry {
        let share = rowCount > 0 ? Double(observation.filled) / Double(rowCount) : 0
        return InferredSchema.Entry(field: field, share: share, example: observation.example)
    }

    /// A field that is not one of a product's.
    static func other(_ name: String, _ observation: FieldObservation) -> Field {
        observation.isAllNumbers
            ? Field(name: name, type: .number, updatable: true) : Field(name: name, type: .stored)
    }
}
