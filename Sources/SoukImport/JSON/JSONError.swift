import CSoukJSON

/// Why a text is not the JSON that was asked for, and at which byte.
package struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Reason: Equatable, Sendable {
        case empty
        case byteOrderMark
        /// The outermost value is a number, a string, a boolean or null.
        case notAContainer
        /// The outermost value is an array where an object is needed.
        case notAnObject
        case invalidUTF8
        /// An unescaped byte below 0x20 inside a string.
        case controlCharacter
        case unclosedString
        case unclosedContainer
        /// An unknown escape or half of a surrogate pair.
        case badEscape
        case badNumber
        case badLiteral
        case syntax
        /// Something follows the value.
        case trailingContent
        case tooDeep(limit: Int)
        case tooLong(limit: Int)
        case outOfMemory
    }

    package var reason: Reason
    /// Place in the text as given, counted in bytes from 0; nil when it is not known.
    package var byteOffset: Int?

    package init(_ reason: Reason, byteOffset: Int? = nil) {
        self.reason = reason
        self.byteOffset = byteOffset
    }

    init(code: Int32, byteOffset: Int64) {
        self.init(JSONError.reason(of: Int(code)), byteOffset: byteOffset < 0 ? nil : Int(byteOffset))
    }

    private static func reason(of code: Int) -> Reason {
        switch code {
        case SOUK_JSON_EMPTY: .empty
        case SOUK_JSON_BYTE_ORDER_MARK: .byteOrderMark
        case SOUK_JSON_NOT_A_CONTAINER: .notAContainer
        case SOUK_JSON_INVALID_UTF8: .invalidUTF8
        case SOUK_JSON_CONTROL_CHARACTER: .controlCharacter
        case SOUK_JSON_UNCLOSED_STRING: .unclosedString
        case SOUK_JSON_UNCLOSED_CONTAINER: .unclosedContainer
        case SOUK_JSON_BAD_ESCAPE: .badEscape
        case SOUK_JSON_BAD_NUMBER: .badNumber
        case SOUK_JSON_BAD_LITERAL: .badLiteral
        case SOUK_JSON_TRAILING_CONTENT: .trailingContent
        case SOUK_JSON_TOO_DEEP: .tooDeep(limit: JSONParser.maximumDepth)
        case SOUK_JSON_TOO_LONG: .tooLong(limit: JSONParser.maximumByteCount)
        case SOUK_JSON_OUT_OF_MEMORY: .outOfMemory
        default: .syntax
        }
    }

    package var description: String {
        guard let byteOffset else { return explanation }
        return explanation + " (byte \(byteOffset))"
    }

    private var explanation: String {
        switch reason {
        case .empty: "the text is empty: expected a JSON object"
        case .byteOrderMark: "a byte order mark stands before the JSON: remove it"
        case .notAContainer: "the value is not an object: expected '{'"
        case .notAnObject: "the value is an array: expected an object, '{'"
        case .invalidUTF8: "not valid UTF-8: convert the file, for example with iconv -f GB18030 -t UTF-8"
        case .controlCharacter: "a string holds a bare control character: expected \\n, \\t or \\u00XX"
        case .unclosedString: "a string has no closing quote"
        case .unclosedContainer: "an object or array is not closed: the line may be cut off"
        case .badEscape:
            "a string holds a bad escape: expected \\\" \\\\ \\/ \\b \\f \\n \\r \\t or a whole \\uXXXX"
        case .badNumber: "a number is malformed: expected JSON notation, as 1999 or 12.5"
        case .badLiteral: "an unknown word: expected true, false or null"
        case .syntax: "not valid JSON"
        case .trailingContent: "something follows the JSON value: expected one object a line"
        case .tooDeep(let limit): "objects and arrays are nested deeper than \(limit)"
        case .tooLong(let limit): "the text is longer than \(limit) bytes"
        case .outOfMemory: "not enough memory to parse the text"
        }
    }
}
