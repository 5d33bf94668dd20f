import Foundation

/// The JSON of an `Encodable` value, its keys sorted.
package struct EncodedJSON<Value: Encodable>: JSONEncodable {
    package let value: Value

    package init(_ value: Value) { self.value = value }

    package func write(to json: inout JSONWriter) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // What cannot be said in JSON (a number that is not finite) is null, as everywhere else.
        guard let data = try? encoder.encode(value) else { return json.null() }
        json.raw(Array(data))
    }
}

extension Console {
    /// Prints one JSON value on a line of its own.
    package func writeJSON(_ body: (inout JSONWriter) throws -> Void) rethrows {
        var json = JSONWriter()
        try body(&json)
        output.write(json.takeLine())
    }
}
