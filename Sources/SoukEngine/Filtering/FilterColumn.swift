/// What the name in a condition stands for: a field, or an entry of an attributes field (`specs.颜色`).
struct FilterColumn: Equatable {
    struct Problem: Error, Equatable {
        var message: String
    }

    var field: Int
    var attribute: String?

    /// - Parameter allowsWhole: whether an attributes field may stand for all its entries.
    static func find(_ name: String, in schema: Schema, allowsWhole: Bool) -> Result<FilterColumn, Problem> {
        if let field = schema.index(of: name) {
            switch schema.fields[field].type {
            case .number, .keyword, .path: return .success(FilterColumn(field: field))
            case .attributes:
                return allowsWhole
                    ? .success(FilterColumn(field: field))
                    : .failure(Problem(message: "name the attribute too: \(name).颜色"))
            case .text, .stored, .vector:
                let type = schema.fields[field].type.rawValue
                return .failure(
                    Problem(
                        message: "'\(name)' is a \(type) field and cannot be filtered: "
                            + "declare it as keyword in the schema"))
            }
        }
        // The names of fields and of attributes may hold dots themselves.
        let scalars = name.unicodeScalars
        for dot in scalars.indices where scalars[dot] == "." {
            guard let field = schema.index(of: String(scalars[..<dot])),
                schema.fields[field].type == .attributes
            else { continue }
            let attribute = String(scalars[scalars.index(after: dot)...])
            return attribute.isEmpty
                ? .failure(Problem(message: "name the attribute too: \(name)颜色"))
                : .success(FilterColumn(field: field, attribute: attribute))
        }
        return .failure(Problem(message: "there is no field '\(name)': \(names(in: schema))"))
    }

    private static func names(in schema: Schema) -> String {
        let names = schema.fields.compactMap { field in
            switch field.type {
            case .number, .keyword, .path: field.name
            case .attributes: field.name + ".…"
            case .text, .stored, .vector: nil
            }
        }
        return names.isEmpty
            ? "the index has none that can be filtered" : "the index has " + names.joined(separator: ", ")
    }
}
