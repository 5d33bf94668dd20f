import SoukEngine

/// Reads one JSON value as the values of one field of a schema.
///
/// - text, keyword: a string, a number or boolean as its text, or an array of these.
/// - path: `"A > B > C"`; an array of names is one path; an array of arrays, or of strings with `>`, is several.
/// - number: a number or a ``NumberText``; for the role `created` also a ``DateText``, as seconds since 1970.
/// - attributes: an object of scalars and arrays of scalars; objects inside are joined with `.`.
/// - vector: an array of finite numbers.
/// - stored: nothing is indexed.
///
/// Null, empty strings, empty arrays and empty objects are as good as absent.
struct FieldDecoding {
    let field: Field
    /// Place of the field in the schema.
    let index: Int

    func decode(_ node: JSONNode, into values: inout [FieldValue]) throws(RowProblem) {
        if node.kind == .null { return }
        switch field.type {
        case .text, .keyword: try texts(node, into: &values)
        case .path: try paths(node, into: &values)
        case .number: try number(node, into: &values)
        case .attributes: try attributes(node, into: &values)
        case .vector: try vector(node, into: &values)
        case .stored: break
        }
    }

    private func texts(_ node: JSONNode, into values: inout [FieldValue]) throws(RowProblem) {
        let elements = node.kind == .array ? Array(node.children) : [node]
        for element in elements where element.kind != .null {
            guard let text = element.scalarText else {
                throw refusal(element, "a string or an array of strings")
            }
            if !TextTrimming.trim(text).isEmpty { values.append(FieldValue(field: index, .text(text))) }
        }
    }

    // MARK: Paths

    private func paths(_ node: JSONNode, into values: inout [FieldValue]) throws(RowProblem) {
        guard node.kind == .array else {
            guard let text = node.scalarText else { throw refusal(node, FieldDecoding.expectedPath) }
            return add(CategoryPath.split(text), to: &values)
        }
        let elements = node.children.filter { $0.kind != .null }
        let isNested = elements.contains { $0.kind == .array }
        let isList = elements.contains { $0.scalarText?.contains(">") == true }
        if isNested || isList {
            for element in elements {
                add(element.kind == .array ? try names(element) : try names([element]), to: &values)
            }
        } else {
            add(try names(elements), to: &values)
        }
    }

    private func names(_ array: JSONNode) throws(RowProblem) -> [String] {
        try names(array.children.filter { $0.kind != .null })
    }

    private func names(_ elements: [JSONNode]) throws(RowProblem) -> [String] {
        var names: [String] = []
        for element in elements {
            guard let text = element.scalarText else { throw refusal(element, FieldDecoding.expectedPath) }
            names += CategoryPath.split(text)
        }
        return names
    }

    private static let expectedPath = "\"A > B > C\" or an array of names"

    private func add(_ path: [String], to values: inout [FieldValue]) {
        if !path.isEmpty { values.append(FieldValue(field: index, .path(path))) }
    }

    // MARK: Numbers

    private func number(_ node: JSONNode, into values: inout [FieldValue]) throws(RowProblem) {
        let isDate = field.role == .created
        let expected = isDate ? "a date (2016-11-09) or epoch seconds" : "a number"
        switch node.kind {
        case .number:
            guard node.number.isFinite else { throw refusal(node, "a number that a double can hold") }
            let value = isDate ? DateText.seconds(epoch: node.number) : node.number
            values.append(FieldValue(field: index, .number(value)))
        case .string:
            let text = node.text
            if TextTrimming.trim(text).isEmpty { return }
            guard let value = isDate ? DateText.seconds(text) : NumberText(text)?.value else {
                throw refusal(node, expected)
            }
            values.append(FieldValue(field: index, .number(value)))
        default: throw refusal(node, expected)
        }
    }

    // MARK: Attributes

    private static let expectedAttributes = "an object of named values, as {\"颜色\": \"黑色\"}"

    private func attributes(_ node: JSONNode, into values: inout [FieldValue]) throws(RowProblem) {
        guard node.kind == .object else {
            if node.kind == .string, TextTrimming.trim(node.text).isEmpty { return }
            if node.kind == .array, Array(node.children).isEmpty { return }
            throw refusal(node, FieldDecoding.expectedAttributes)
        }
        try members(node, prefix: "", into: &values)
    }

    private func members(_ object: JSONNode, prefix: String, into values: inout [FieldValue])
        throws(RowProblem)
    {
        for member in object.children {
            let name = prefix + member.key
            switch member.kind {
            case .null: continue
            case .object: try members(member, prefix: name + ".", into: &values)
            case .array:
                for element in member.children where element.kind != .null {
                    guard let text = element.scalarText else {
                        throw refusal(element, "strings and numbers", in: name)
                    }
                    add(name, text, to: &values)
                }
            case .string, .number, .boolean: add(name, member.scalarText ?? "", to: &values)
            }
        }
    }

    private func add(_ name: String, _ value: String, to values: inout [FieldValue]) {
        if TextTrimming.trim(name).isEmpty || TextTrimming.trim(value).isEmpty { return }
        values.append(FieldValue(field: index, .attribute(name: name, value: value)))
    }

    // MARK: Vectors

    private func vector(_ node: JSONNode, into values: inout [FieldValue]) throws(RowProblem) {
        guard node.kind == .array else { throw refusal(node, "an array of numbers") }
        var components: [Float] = []
        for element in node.children {
            let component = Float(element.number)
            guard element.kind == .number, component.isFinite else {
                throw refusal(element, "numbers that a float can hold")
            }
            components.append(component)
        }
        if !components.isEmpty { values.append(FieldValue(field: index, .vector(components))) }
    }

    private func refusal(_ node: JSONNode, _ expected: String, in member: String? = nil) -> RowProblem {
        let name = member.map { "\(field.name).\($0)" } ?? field.name
        return .badValue(field: name, found: ValueExcerpt.describe(node), expected: expected)
    }
}
