import SoukEngine

/// Turns the JSON object of a product into a document for the index, as a schema tells.
package struct ProductDecoder: Sendable {
    package let schema: Schema
    /// Whether a number field without a role, found by looking at some rows, lets other values pass unindexed.
    package let isLenient: Bool

    package init(_ schema: Schema, isLenient: Bool = false) {
        self.schema = schema
        self.isLenient = isLenient
    }

    /// What is wrong with a product; the caller knows the file and line.
    package struct Failure: Error, Equatable {
        package var reason: String
    }

    /// - Parameter source: the object as it was given; empty: it is written anew, numbers as numbers.
    package func document(_ product: JSONValue, source: [UInt8]) throws(Failure) -> Document {
        guard case .object(let members) = product else { throw Failure(reason: "expected a JSON object") }
        let id = try self.id(product["id"])
        var values: [FieldValue] = []
        for (index, field) in schema.fields.enumerated() {
            guard let value = product[field.name], value != .null else { continue }
            try append(value, of: field, at: index, to: &values)
        }
        return Document(id: id, source: source.isEmpty ? rewritten(members) : source, values: values)
    }

    private func id(_ value: JSONValue?) throws(Failure) -> String {
        switch value {
        case .string(let text) where !text.isEmpty:
            guard text.utf8.count <= 512 else { throw Failure(reason: "id is longer than 512 bytes") }
            return text
        case .integer(let number): return String(number)
        case .number(let number) where number == number.rounded() && abs(number) < 1e15:
            return String(Int64(number))
        case nil, .null?: throw Failure(reason: "id is missing: every product needs one")
        case let other?:
            throw Failure(reason: "id is \(describe(other)): expected a string or a whole number")
        }
    }

    private func append(
        _ value: JSONValue, of field: Field, at index: Int, to values: inout [FieldValue]
    ) throws(Failure) {
        switch field.type {
        case .text, .keyword:
            for text in try texts(value, field) { values.append(FieldValue(field: index, .text(text))) }
        case .path:
            for path in try paths(value, field) where !path.isEmpty {
                values.append(FieldValue(field: index, .path(path)))
            }
        case .number:
            let number = field.role == .created ? Timestamp.seconds(value) : value.numericValue
            guard let number else {
                if value == .string("") || (isLenient && field.role == nil) { return }
                throw Failure(
                    reason:
                        "\(field.name) is \(describe(value)): expected \(field.role == .created ? "a date" : "a number")"
                )
            }
            values.append(FieldValue(field: index, .number(number)))
        case .attributes: try appendAttributes(value, field, index, prefix: "", to: &values)
        case .vector: values.append(FieldValue(field: index, .vector(try vector(value, field))))
        case .stored: break
        }
    }

    private func texts(_ value: JSONValue, _ field: Field) throws(Failure) -> [String] {
        if case .array(let elements) = value {
            var texts: [String] = []
            for element in elements where element != .null {
                guard let text = element.scalarText else {
                    throw Failure(reason: "\(field.name) holds \(describe(element)): expected text")
                }
                texts.append(text)
            }
            return texts
        }
        guard let text = value.scalarText else {
            throw Failure(reason: "\(field.name) is \(describe(value)): expected text")
        }
        return text.isEmpty ? [] : [text]
    }

    /// One path as `"A > B"` or `["A", "B"]`, or several as an array of either form of path.
    private func paths(_ value: JSONValue, _ field: Field) throws(Failure) -> [[String]] {
        guard case .array(let elements) = value else {
            guard let text = value.scalarText else {
                throw Failure(
                    reason: "\(field.name) is \(describe(value)): expected \"A > B\" or an array of names")
            }
            return [CategoryPath.split(text)]
        }
        var names: [String] = []
        var paths: [[String]] = []
        for element in elements where element != .null {
            if case .array = element {
                paths += try self.paths(element, field)
            } else if let text = element.scalarText {
                if text.contains(CategoryPath.separator) {
                    paths.append(CategoryPath.split(text))
                } else {
                    names.append(text)
                }
            } else {
                throw Failure(reason: "\(field.name) holds \(describe(element)): expected names")
            }
        }
        return names.isEmpty ? paths : paths + [names]
    }

    private func appendAttributes(
        _ value: JSONValue, _ field: Field, _ index: Int, prefix: String, to values: inout [FieldValue]
    ) throws(Failure) {
        guard case .object(let members) = value else {
            throw Failure(reason: "\(field.name) is \(describe(value)): expected an object")
        }
        for member in members {
            let name = prefix.isEmpty ? member.name : prefix + "." + member.name
            switch member.value {
            case .object: try appendAttributes(member.value, field, index, prefix: name, to: &values)
            case .array(let elements):
                for element in elements {
                    if let text = element.scalarText, !text.isEmpty {
                        values.append(FieldValue(field: index, .attribute(name: name, value: text)))
                    }
                }
            default:
                if let text = member.value.scalarText, !text.isEmpty {
                    values.append(FieldValue(field: index, .attribute(name: name, value: text)))
                }
            }
        }
    }

    private func vector(_ value: JSONValue, _ field: Field) throws(Failure) -> [Float] {
        guard case .array(let elements) = value, !elements.isEmpty else {
            throw Failure(reason: "\(field.name) is \(describe(value)): expected an array of numbers")
        }
        var vector: [Float] = []
        vector.reserveCapacity(elements.count)
        for element in elements {
            let number: Double
            switch element {
            case .integer(let value): number = Double(value)
            case .number(let value): number = value
            default: throw Failure(reason: "\(field.name) holds \(describe(element)): expected numbers")
            }
            guard Float(number).isFinite else {
                throw Failure(reason: "\(field.name) holds \(number): expected finite numbers")
            }
            vector.append(Float(number))
        }
        return vector
    }

    /// The object of a row that was no JSON, with numbers where the schema says so.
    private func rewritten(_ members: [JSONValue.Member]) -> [UInt8] {
        JSONText.bytes(
            of: .object(
                members.map { member in
                    guard case .string = member.value, let field = schema[member.name], field.type == .number,
                        field.role != .created, let number = member.value.numericValue
                    else { return member }
                    return JSONValue.Member(member.name, .number(number))
                }))
    }

    private func describe(_ value: JSONValue) -> String {
        switch value {
        case .object: "an object"
        case .array: "an array"
        case .string(let text): "\"\(text.prefix(40))\(text.count > 40 ? "…" : "")\""
        default: value.scalarText ?? "null"
        }
    }
}
