import Foundation
import SoukImport

/// Builds the text of a JSON object member by member; parts that are JSON already are taken as they are.
struct JSONObjectText {
    private var bytes: [UInt8] = [UInt8(ascii: "{")]

    mutating func add(_ name: String, _ value: JSONValue) { add(name, raw: JSONText.bytes(of: value)) }
    mutating func add(_ name: String, _ text: String) { add(name, .string(text)) }
    mutating func add(_ name: String, _ number: Int) { add(name, .integer(Int64(number))) }
    mutating func add(_ name: String, _ number: Double) { add(name, .number(number)) }

    mutating func add(_ name: String, raw: [UInt8]) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        JSONText.append(string: name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        bytes += raw
    }

    mutating func add(_ name: String, objects: [JSONObjectText]) {
        var list: [UInt8] = [UInt8(ascii: "[")]
        for (index, object) in objects.enumerated() {
            if index > 0 { list.append(UInt8(ascii: ",")) }
            list += object.text
        }
        add(name, raw: list + [UInt8(ascii: "]")])
    }

    var text: [UInt8] { bytes + [UInt8(ascii: "}")] }

    /// The JSON of an encodable value, keys sorted.
    static func encoded(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map(Array.init) ?? Array("null".utf8)
    }
}
