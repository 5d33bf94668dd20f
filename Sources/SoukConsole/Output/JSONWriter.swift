/// Writes JSON text, value by value, with commas and colons put in by itself.
///
/// ```swift
/// var json = JSONWriter()
/// json.object { json in
///     json.member("query", "手机")
///     json.array("hits") { json in for hit in hits { json.value(hit) } }
/// }
/// console.output.write(json.takeLine())
/// ```
/// The text is compact, on one line as long as raw fragments are, and valid JSON as long as every object has only
/// members and every array only values; a precondition stops a member outside an object or a bare value inside one.
/// Strings escape `"`, `\` and control characters; bytes that are not UTF-8 become U+FFFD. Numbers are the shortest
/// text that reads back as the same number, whole numbers without a fraction; NaN and infinities are null.
/// - Complexity: O(bytes written).
package struct JSONWriter {
    private enum Container {
        case object, array
    }

    private var bytes: [UInt8] = []
    private var open: [Container] = []
    /// Whether a comma is due before the next value or member.
    private var needsComma = false
    /// A member's name has been written and its value has not.
    private var awaitsValue = false

    package init() {}

    /// The text written so far.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The bytes written so far and a newline, leaving the writer empty for the next line of a JSON Lines stream.
    package mutating func takeLine() -> [UInt8] {
        precondition(open.isEmpty, "an object or array is still open")
        var line = bytes
        line.append(UInt8(ascii: "\n"))
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
        return line
    }

    package mutating func value(_ value: some JSONEncodable) { value.write(to: &self) }

    package mutating func member(_ name: String, _ value: some JSONEncodable) {
        key(name)
        value.write(to: &self)
    }

    package mutating func null(_ name: String) {
        key(name)
        null()
    }

    package mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try container(.object, "{", "}", body)
    }

    package mutating func object(_ name: String, _ body: (inout JSONWriter) throws -> Void) rethrows {
        key(name)
        try object(body)
    }

    package mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try container(.array, "[", "]", body)
    }

    package mutating func array(_ name: String, _ body: (inout JSONWriter) throws -> Void) rethrows {
        key(name)
        try array(body)
    }

    package mutating func null() { token("null") }

    package mutating func bool(_ value: Bool) { token(value ? "true" : "false") }

    package mutating func integer(_ value: some BinaryInteger) { token(value.description) }

    package mutating func number(_ value: Double) {
        value.isFinite ? token(JSONWriter.withoutFraction(value.description)) : null()
    }

    /// Floats have their own shortest text: 0.1 stays 0.1, not 0.10000000149011612.
    package mutating func number(_ value: Float) {
        value.isFinite ? token(JSONWriter.withoutFraction(value.description)) : null()
    }

    /// Swift's description of a floating-point number is the shortest that reads back, but ends whole ones in `.0`.
    private static func withoutFraction(_ description: String) -> String {
        guard description.hasSuffix(".0") else { return description }
        // Not `-0`, which some readers refuse.
        return description == "-0.0" ? "0" : String(description.dropLast(2))
    }

    package mutating func string(_ value: some StringProtocol) {
        beginValue()
        quote(value.utf8)
        needsComma = true
    }

    /// Text that comes as bytes, such as a line of a file; parts that are not UTF-8 become U+FFFD.
    package mutating func string(utf8 value: [UInt8]) { string(String(decoding: value, as: UTF8.self)) }

    /// A finished JSON value, embedded as it is.
    package mutating func raw(_ fragment: [UInt8]) {
        beginValue()
        bytes += fragment
        needsComma = true
    }

    private mutating func key(_ name: String) {
        precondition(open.last == .object && !awaitsValue, "a member stands in an object")
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        quote(name.utf8)
        bytes.append(UInt8(ascii: ":"))
        awaitsValue = true
        needsComma = false
    }

    private mutating func beginValue() {
        precondition(awaitsValue || open.last != .object, "a value in an object needs a name")
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        awaitsValue = false
        needsComma = false
    }

    private mutating func token(_ text: String) {
        beginValue()
        bytes += text.utf8
        needsComma = true
    }

    private mutating func container(
        _ kind: Container, _ first: Unicode.Scalar, _ last: Unicode.Scalar,
        _ body: (inout JSONWriter) throws -> Void
    ) rethrows {
        beginValue()
        bytes.append(UInt8(ascii: first))
        open.append(kind)
        // Closed also when the body throws, so that what stands is whole.
        defer {
            open.removeLast()
            bytes.append(UInt8(ascii: last))
            needsComma = true
        }
        try body(&self)
    }

    private mutating func quote(_ utf8: some Sequence<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += Array("\\n".utf8)
            case 0x0D: bytes += Array("\\r".utf8)
            case 0x09: bytes += Array("\\t".utf8)
            case ..<0x20, 0x7F:
                let digits = Array("0123456789abcdef".utf8)
                bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
