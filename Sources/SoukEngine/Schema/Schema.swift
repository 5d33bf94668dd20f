/// The fields of a catalogue, in the order in which they were declared.
///
/// The JSON form is `{"fields":[{"name":"title","type":"text","weight":4}, …]}`. A field's place in the list
/// is its ``FieldID`` in every segment, so fields are only ever added at the end.
package struct Schema: Codable, Sendable, Equatable {
    package private(set) var fields: [Field]

    /// - Throws: ``SchemaError`` when two fields share a name or a role, a weight is not a finite number
    ///   of at least 0, or there are more than ``maximumFieldCount`` fields.
    package init(_ fields: [Field]) throws(SchemaError) {
        self.fields = []
        for field in fields { try add(field) }
    }

    package static let maximumFieldCount = 250

    /// Adds a field at the end.
    package mutating func add(_ field: Field) throws(SchemaError) {
        guard !field.name.isEmpty else { throw .emptyName }
        guard field.weight.isFinite, field.weight >= 0 else {
            throw .badWeight(field: field.name, found: field.weight)
        }
        guard self[field.name] == nil else { throw .duplicateField(field.name) }
        if let role = field.role, let other = self.field(with: role) {
            throw .duplicateRole(role, first: other.name, second: field.name)
        }
        guard fields.count < Schema.maximumFieldCount else {
            throw .tooManyFields(limit: Schema.maximumFieldCount)
        }
        fields.append(field)
    }

    package subscript(name: String) -> Field? { fields.first { $0.name == name } }

    package func field(with role: FieldRole) -> Field? { fields.first { $0.role == role } }

    package func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }

    package static let empty = Schema()

    private init() { fields = [] }

    /// The fields whose text is indexed, in order.
    package var searchedFields: [String] { fields.filter(\.isSearched).map(\.name) }

    /// This schema with the weights, roles and facets of `other`, and its further fields at the end.
    ///
    /// - Throws: ``SchemaError/typeChanged(field:existing:requested:)`` when a field differs in type.
    package func merging(_ other: Schema) throws(SchemaError) -> Schema {
        var merged = self
        for field in other.fields {
            guard let index = index(of: field.name) else {
                try merged.add(field)
                continue
            }
            guard fields[index].type == field.type else {
                throw .typeChanged(field: field.name, existing: fields[index].type, requested: field.type)
            }
            merged.fields[index] = field
        }
        return try Schema(merged.fields)
    }

    private enum CodingKeys: String, CodingKey { case fields }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(try values.decode([Field].self, forKey: .fields))
    }
}

/// What is wrong with a schema. Each case says how to mend it in ``description``.
package enum SchemaError: Error, Equatable, CustomStringConvertible {
    case emptyName
    case duplicateField(String)
    case duplicateRole(FieldRole, first: String, second: String)
    case badWeight(field: String, found: Double)
    case tooManyFields(limit: Int)
    /// The index already has this field with another type; `--replace` builds it anew.
    case typeChanged(field: String, existing: FieldType, requested: FieldType)

    package var description: String {
        switch self {
        case .emptyName: "a field has an empty name: give it the JSON name of the product's value"
        case .duplicateField(let name): "field '\(name)' is declared twice: remove one of the two"
        case .duplicateRole(let role, let first, let second):
            "role '\(role.rawValue)' is given to '\(first)' and to '\(second)': only one field can have it"
        case .badWeight(let field, let found):
            "field '\(field)' has weight \(found): expected a finite number of at least 0"
        case .tooManyFields(let limit):
            "more than \(limit) fields: put the rarely used ones into an 'attributes' object"
        case .typeChanged(let field, let existing, let requested):
            "field '\(field)' is '\(existing.rawValue)' in the index and '\(requested.rawValue)' in the schema: "
                + "build the index anew with --replace"
        }
    }
}

extension Schema {
    /// Place of the field with a role.
    package func index(withRole role: FieldRole) -> Int? { fields.firstIndex { $0.role == role } }
}
