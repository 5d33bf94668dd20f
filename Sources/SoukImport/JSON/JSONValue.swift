import CSoukJSON

/// A parsed JSON value. Members of an object keep their order; of equal names the last counts.
package indirect enum JSONValue: Sendable, Equatable {
    case object([Member])
    case array([JSONValue])
    case string(String)
    case integer(Int64)
    case number(Double)
    case bool(Bool)
    case null

    package struct Member: Sendable, Equatable {
        package var name: String
        package var value: JSONValue

        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The member of an object with this name.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    /// The number, whether it is written as one or as text (`"1,299.00"`, `"¥1999"`).
    package var numericValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .bool(let value): value ? 1 : 0
        case .string(let text): JSONValue.number(in: text)
        case .object, .array, .null: nil
        }
    }

    /// A scalar as text; nil for objects, arrays and null.
    package var scalarText: String? {
        switch self {
        case .string(let text): text
        case .integer(let value): String(value)
        case .number(let value):
            value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
        case .bool(let value): value ? "true" : "false"
        case .object, .array, .null: nil
        }
    }

    private static func number(in text: String) -> Double? {
        var digits = text.filter { !$0.isWhitespace && $0 != "," }
        while let first = digits.first, "¥￥$€£".contains(first) { digits.removeFirst() }
        while let last = digits.last, "元".contains(last) { digits.removeLast() }
        guard let first = digits.first, first.isNumber || first == "-" || first == "+" || first == "." else {
            return nil
        }
        guard let value = Double(digits), value.isFinite else { return nil }
        return value
    }
}

/// Parses JSON documents one after another with buffers that it uses again.
package final class JSONParser {
    private let parser: OpaquePointer

    package init() {
        guard let opened = souk_json_parser_open() else { fatalError("out of memory for a JSON parser") }
        parser = opened
    }

    deinit { souk_json_parser_close(parser) }

    /// - Throws: ``JSONSyntaxError`` when the bytes are not one JSON document in UTF-8.
    package func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONSyntaxError) -> JSONValue {
        var values: UnsafePointer<souk_json_value>?
        var count = 0
        if let message = souk_json_parse(parser, bytes.baseAddress, bytes.count, &values, &count) {
            throw JSONSyntaxError(message: String(cString: message))
        }
        var next = 0
        return value(UnsafeBufferPointer(start: values, count: count), &next)
    }

    package func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONValue {
        var result = Result<JSONValue, JSONSyntaxError>.success(.null)
        bytes.withUnsafeBytes { buffer in
            do throws(JSONSyntaxError) { result = .success(try parse(buffer)) } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    private func value(_ values: UnsafeBufferPointer<souk_json_value>, _ next: inout Int) -> JSONValue {
        let found = values[next]
        next += 1
        switch souk_json_kind(found.kind) {
        case SOUK_JSON_OBJECT:
            var members: [JSONValue.Member] = []
            members.reserveCapacity(Int(found.count))
            for _ in 0..<found.count {
                let name = text(values[next])
                next += 1
                members.append(JSONValue.Member(name, value(values, &next)))
            }
            return .object(members)
        case SOUK_JSON_ARRAY:
            var elements: [JSONValue] = []
            elements.reserveCapacity(Int(found.count))
            for _ in 0..<found.count { elements.append(value(values, &next)) }
            return .array(elements)
        case SOUK_JSON_STRING: return .string(text(found))
        case SOUK_JSON_INTEGER: return .integer(found.integer)
        case SOUK_JSON_NUMBER: return .number(found.number)
        case SOUK_JSON_TRUE: return .bool(true)
        case SOUK_JSON_FALSE: return .bool(false)
        default: return .null
        }
    }

    private func text(_ value: souk_json_value) -> String {
        String(decoding: UnsafeRawBufferPointer(start: value.text, count: Int(value.count)), as: UTF8.self)
    }
}

/// Bytes that are not JSON.
package struct JSONSyntaxError: Error, Equatable, CustomStringConvertible {
    package var message: String

    package var description: String { "not valid JSON: \(message)" }
}
