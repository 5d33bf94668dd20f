/// Names a value in an error or a listing: strings and numbers as they stand, shortened; others by their kind.
package enum ValueExcerpt {
    package static let limit = 40

    package static func describe(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .boolean(let boolean): boolean ? "true" : "false"
        case .number(let number): shorten(number.text)
        case .string(let text): quote(text)
        case .array: "an array"
        case .object: "an object"
        }
    }

    static func describe(_ node: JSONNode) -> String {
        switch node.kind {
        case .null: "null"
        case .boolean: node.boolean ? "true" : "false"
        case .number: shorten(node.text)
        case .string: quote(node.text)
        case .array: "an array"
        case .object: "an object"
        }
    }

    static func quote(_ text: String) -> String { "\"\(shorten(text))\"" }

    /// One line of at most ``limit`` characters.
    static func shorten(_ text: String, to limit: Int = limit) -> String {
        var line = ""
        for (count, character) in text.enumerated() {
            if count == limit { return line + "…" }
            let isControl = character.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
            line.append(isControl ? " " : character)
        }
        return line
    }
}
