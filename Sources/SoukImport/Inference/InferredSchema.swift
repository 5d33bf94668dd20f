import SoukEngine

/// A schema found by ``SchemaInference``, with what it was found from. Printed, it is a table for a person.
package struct InferredSchema: Sendable, CustomStringConvertible {
    package struct Entry: Sendable {
        package var field: Field
        /// Share of the rows that have a value, 0...1.
        package var share: Double
        /// The first value, shortened to one line.
        package var example: String
    }

    package var entries: [Entry]
    /// Rows looked at.
    package var rowCount: Int
    /// What a person should know about the choice, one sentence each.
    package var notes: [String]

    /// The schema to index with.
    /// - Throws: ``SchemaError`` only if ``entries`` was changed: as inferred, names and roles are unique.
    package func makeSchema() throws(SchemaError) -> Schema { try Schema(entries.map(\.field)) }

    /// Headings of ``cells``.
    package static let headings = ["field", "type", "role", "weight", "filled", "example"]

    /// For each field: name, type, role, weight, share of rows with a value, an example.
    package var cells: [[String]] {
        entries.map { entry in
            let field = entry.field
            let weight = field.isSearched ? InferredSchema.plain(field.weight) : "-"
            let share = InferredSchema.percent(entry.share)
            return [
                field.name, field.type.rawValue, field.role?.rawValue ?? "-", weight, share, entry.example,
            ]
        }
    }

    /// ``cells`` in columns, one line a field, then the notes.
    package var description: String {
        let rows = [InferredSchema.headings] + cells
        let widths = (0..<5).map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        let lines = rows.map { row in
            zip(row, widths).map { DisplayWidth.pad($0, to: $1) }.joined(separator: "  ") + "  " + row[5]
        }
        return (lines + notes.map { "note: \($0)" }).joined(separator: "\n")
    }

    private static func plain(_ weight: Double) -> String {
        weight == weight.rounded() && weight < 1e9 ? String(Int(weight)) : String(weight)
    }

    private static func percent(_ share: Double) -> String {
        // A field that is there at all is never shown as 0 %, nor a gap as 100 %.
        let percent = share > 0 && share < 1 ? min(99, max(1, (share * 100).rounded())) : share * 100
        return "\(Int(percent))%"
    }
}
