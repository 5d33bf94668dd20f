import SoukEngine

/// A product read from a row, with the members that the schema does not know.
package struct DecodedProduct: Sendable {
    package var document: Document
    /// Members other than `id` without a field in the schema, without nulls; see ``InferredFieldGrower``.
    package var unknownMembers: [JSONObject.Member]
}

/// Reads rows into documents by a schema.
///
/// `id` is required: a string that is not blank, or an integer, which becomes a string. Every other member is
/// read by its field as ``FieldDecoding`` says; members without field are kept in the source only. The source
/// is the object as it stands in the file, without white space around it; where names are mapped, and for
/// CSV and TSV, it is an object built from the row.
///
/// One decoder belongs to one thread. A row that fails leaves no trace in it.
/// - Complexity: O(bytes of the row).
package struct ProductDecoder {
    /// What to do with a value that does not suit its field.
    package enum Strictness: Sendable {
        /// Refuse the row.
        case strict
        /// Refuse the row when the field has a role or is searched; otherwise leave the value out of the
        /// index. For schemas that were inferred from a sample: a column that looked like numbers may hold
        /// something else later on.
        case lenient
    }

    package private(set) var schema: Schema
    private let mapping: FieldMapping
    private let strictness: Strictness
    private let collectsUnknown: Bool
    private var fields: [String: FieldDecoding] = [:]
    private let parser = JSONParser()

    /// - Parameter collectsUnknown: whether ``DecodedProduct/unknownMembers`` is wanted; it costs time.
    package init(
        schema: Schema, mapping: FieldMapping = FieldMapping(), strictness: Strictness = .strict,
        collectsUnknown: Bool = false
    ) {
        self.schema = schema
        self.mapping = mapping
        self.strictness = strictness
        self.collectsUnknown = collectsUnknown
        for index in schema.fields.indices { learn(index) }
    }

    /// Adds a field at the end of the schema; rows decoded from now on have its values.
    package mutating func add(_ field: Field) throws(SchemaError) {
        try schema.add(field)
        learn(schema.fields.count - 1)
    }

    private mutating func learn(_ index: Int) {
        let field = schema.fields[index]
        fields[field.name] = FieldDecoding(field: field, index: index)
    }

    package func decode(_ row: Row) throws(RowError) -> DecodedProduct {
        do throws(RowProblem) {
            switch row.content {
            case .json(let bytes): return try decode(json: bytes)
            case .cells(let names, let values):
                let columns = mapping.apply(toColumns: names)
                return try decode(source: CellEncoding(schema: schema).json(names: columns, values: values))
            }
        } catch {
            throw RowError(file: row.file, line: row.line, problem: error)
        }
    }

    /// Reads one JSON object.
    package func decode(json: [UInt8]) throws(RowProblem) -> DecodedProduct {
        guard !mapping.isEmpty else { return try decode(source: ProductDecoder.trim(json)) }
        let object: JSONObject
        do throws(JSONError) { object = try parser.object(json) } catch { throw .invalidJSON(error) }
        return try decode(source: mapping.apply(to: object).jsonBytes)
    }

    private func decode(source: [UInt8]) throws(RowProblem) -> DecodedProduct {
        let result: Result<DecodedProduct, RowProblem>
        do throws(JSONError) {
            result = try parser.withContainer(source) { (node: JSONNode) throws(JSONError) in
                guard node.kind == .object else { throw JSONError(.notAnObject, byteOffset: 0) }
                return Result { () throws(RowProblem) in
                    try product(node, source)
                }
            }
        } catch {
            throw .invalidJSON(error)
        }
        return try result.get()
    }

    private func product(_ object: JSONNode, _ source: [UInt8]) throws(RowProblem) -> DecodedProduct {
        var id: String?
        var values: [FieldValue] = []
        values.reserveCapacity(16)
        var unknown: [JSONObject.Member] = []
        for member in object.children {
            let name = member.key
            if name == "id" { id = try ProductDecoder.id(member) }
            if let decoding = fields[name] {
                let count = values.count
                do throws(RowProblem) {
                    try decoding.decode(member, into: &values)
                } catch {
                    guard strictness == .lenient, decoding.isIncidental else { throw error }
                    values.removeSubrange(count...)
                }
            } else if collectsUnknown, name != "id", member.kind != .null {
                unknown.append(JSONObject.Member(name: name, value: JSONValue(member)))
            }
        }
        guard let id else {
            throw .missing(
                field: "id",
                expected: ProductDecoder.expectedID + " (--map id=COLUMN takes it from another column)")
        }
        return DecodedProduct(
            document: Document(id: id, source: source, values: values), unknownMembers: unknown)
    }

    /// Longest id, in UTF-8 bytes.
    package static let idLimit = 512
    private static let expectedID = "a string or an integer"

    private static func id(_ node: JSONNode) throws(RowProblem) -> String? {
        let text = node.text
        guard text.utf8.count <= idLimit else {
            throw .badValue(
                field: "id", found: "\(text.utf8.count) bytes long", expected: "at most \(idLimit) bytes")
        }
        switch node.kind {
        case .null: return nil
        case .string where !TextTrimming.trim(text).isEmpty: return text
        case .number where !text.utf8.contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }:
            return text
        default:
            throw .badValue(field: "id", found: ValueExcerpt.describe(node), expected: expectedID)
        }
    }

    private static func trim(_ json: [UInt8]) -> [UInt8] {
        guard let first = json.firstIndex(where: { !RowFormat.isSpace($0) }),
            let last = json.lastIndex(where: { !RowFormat.isSpace($0) })
        else { return [] }
        return first == 0 && last == json.count - 1 ? json : Array(json[first...last])
    }
}

extension FieldDecoding {
    /// Whether nothing but the field's own column depends on it.
    var isIncidental: Bool { field.role == nil && !field.isSearched }
}
