/// Writes compact UTF-8 JSON.
///
/// Numbers are written as they were read. Only what JSON demands is escaped; Chinese stays readable.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// Whether a value was written at this level, so that a comma is due.
    private var needsComma = false

    init() {}

    mutating func beginObject() { open("{") }
    mutating func endObject() { close("}") }
    mutating func beginArray() { open("[") }
    mutating func endArray() { close("]") }

    mutating func name(_ name: String) {
        separate()
        quote(name)
        append(":")
        needsComma = false
    }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: write(verbatim: "null")
        case .boolean(let boolean): write(verbatim: boolean ? "true" : "false")
        case .number(let number): write(verbatim: number.text)
        case .string(let string): write(string)
        case .array(let elements):
            beginArray()
            for element in elements { write(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                name(member.name)
                write(member.value)
            }
            endObject()
        }
    }

    mutating func write(_ string: String) {
        separate()
        quote(string)
    }

    /// Writes text that is JSON already.
    mutating func write(verbatim json: String) {
        separate()
        bytes.append(contentsOf: json.utf8)
    }

    private mutating func open(_ bracket: Unicode.Scalar) {
        separate()
        append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: Unicode.Scalar) {
        append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { append(",") }
        needsComma = true
    }

    private mutating func append(_ scalar: Unicode.Scalar) { bytes.append(UInt8(ascii: scalar)) }

    private mutating func quote(_ string: String) {
        append("\"")
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
            case UInt8(ascii: "\r"): bytes += Array("\\r".utf8)
            case UInt8(ascii: "\t"): bytes += Array("\\t".utf8)
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        append("\"")
    }
}
