import Foundation
import SoukImport

/// The JSON of an `Encodable` value, its keys sorted.
struct EncodedJSON<Value: Encodable>: JSONEncodable {
    let value: Value

    init(_ value: Value) { self.value = value }

    func write(to json: inout JSONWriter) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // What cannot be said in JSON (a number that is not finite) is null, as everywhere else.
        guard let data = try? encoder.encode(value) else { return json.null() }
        json.raw(Array(data))
    }
}

extension JSONValue: JSONEncodable {
    func write(to json: inout JSONWriter) { json.raw(jsonBytes) }
}

extension Console {
    /// Prints one JSON value on a line of its own.
    func writeJSON(_ body: (inout JSONWriter) throws -> Void) rethrows {
        var json = JSONWriter()
        try body(&json)
        output.write(json.takeLine())
    }
}
