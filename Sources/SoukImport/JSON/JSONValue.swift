/// Any JSON value.
package indirect enum JSONValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    init(_ node: JSONNode) {
        self =
            switch node.kind {
            case .null: .null
            case .boolean: .boolean(node.boolean)
            case .number: .number(JSONNumber(text: node.text, value: node.number))
            case .string: .string(node.text)
            case .array: .array(node.children.map(JSONValue.init))
            case .object: .object(JSONObject(node))
            }
    }

    /// Strings, numbers and booleans as text; nil for the others.
    package var scalarText: String? {
        switch self {
        case .string(let string): string
        case .number(let number): number.text
        case .boolean(let boolean): boolean ? "true" : "false"
        case .null, .array, .object: nil
        }
    }

    /// The finite number that this is or, as ``NumberText`` reads it, says (`"1,299.00"`, `"¥1999"`).
    package var numericValue: Double? {
        switch self {
        case .number(let number): number.value.isFinite ? number.value : nil
        case .string(let text): NumberText(text)?.value
        case .null, .boolean, .array, .object: nil
        }
    }

    /// The member of an object with this name; nil for other values.
    package subscript(name: String) -> JSONValue? { asObject?[name] }

    package var elements: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    package var asObject: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }

    /// The value as compact UTF-8 JSON.
    package var jsonBytes: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }
}

/// A JSON number as it is written and as a double, so that long integers lose nothing.
package struct JSONNumber: Sendable, Equatable {
    /// In JSON notation: `1999`, `12.50`, `6e23`.
    package var text: String
    /// The nearest double; infinite when `text` is beyond the largest one.
    package var value: Double

    init(text: String, value: Double) {
        self.text = text
        self.value = value
    }

    /// Any finite number; whole numbers below 2⁵³ are written without a fraction. Nil for NaN and infinity.
    package init?(_ value: Double) {
        guard value.isFinite else { return nil }
        self.value = value
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 {
            text = value.sign == .minus && whole == 0 ? "-0" : String(whole)
        } else {
            text = value.description
        }
    }
}
