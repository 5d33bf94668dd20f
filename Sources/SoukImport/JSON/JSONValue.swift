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
    package var text: String? {
        switch self {
        case .string(let string): string
        case .number(let number): number.text
        case .boolean(let boolean): boolean ? "true" : "false"
        case .null, .array, .object: nil
        }
    }

    package var number: Double? {
        if case .number(let number) = self { number.value } else { nil }
    }

    package var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    package var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
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
