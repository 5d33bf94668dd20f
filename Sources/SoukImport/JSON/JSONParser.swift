import CSoukJSON

/// Parses JSON texts one after the other with simdjson, keeping its buffers between them.
///
/// One parser belongs to one thread, and to one text at a time. A text is validated as a whole: UTF-8, grammar, nesting, nothing behind
/// the value. Numbers of any size are kept as text beside their nearest double; of equal member names the
/// last wins; `\u0000` in a string is legal, a bare NUL byte is not.
/// - Complexity: O(bytes) time; memory of about four times the longest recent text.
package final class JSONParser {
    /// Objects and arrays may be nested this deep.
    package static let maximumDepth = 100
    package static let maximumByteCount = Int(SOUK_JSON_MAXIMUM_BYTES)

    private let handle: OpaquePointer?

    package init() { handle = souk_json_open() }

    deinit {
        if let handle { souk_json_close(handle) }
    }

    /// Parses one object.
    package func object(_ text: some Collection<UInt8>) throws(JSONError) -> JSONObject {
        try withContainer(text) { (node: JSONNode) throws(JSONError) -> JSONObject in
            guard node.kind == .object else { throw JSONError(.notAnObject, byteOffset: 0) }
            return JSONObject(node)
        }
    }

    /// Parses one object or array.
    package func parse(_ text: some Collection<UInt8>) throws(JSONError) -> JSONValue {
        try withContainer(text) { (node: JSONNode) throws(JSONError) -> JSONValue in JSONValue(node) }
    }

    /// Parses one object or array and lends it, without building values. The node must not leave `body`.
    func withContainer<Result>(
        _ text: some Collection<UInt8>, _ body: (JSONNode) throws(JSONError) -> Result
    ) throws(JSONError) -> Result {
        guard let handle else { throw JSONError(.outOfMemory) }
        // SAFETY: the shim copies the bytes before it returns.
        let parsed =
            text.withContiguousStorageIfAvailable {
                souk_json_parse(handle, $0.baseAddress, $0.count, UInt32(JSONParser.maximumDepth))
            }
            ?? Array(text).withUnsafeBufferPointer {
                souk_json_parse(handle, $0.baseAddress, $0.count, UInt32(JSONParser.maximumDepth))
            }
        guard parsed.error == SOUK_JSON_OK, let events = parsed.events, parsed.count > 0 else {
            throw JSONError(code: parsed.error, byteOffset: parsed.errorOffset)
        }
        // SAFETY: the events live until the next parse; no `body` in this module starts one on this parser.
        return try body(JSONNode(events: events, index: 0))
    }
}
