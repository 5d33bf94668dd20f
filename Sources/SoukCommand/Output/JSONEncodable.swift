/// A value that writes itself as exactly one JSON value.
protocol JSONEncodable {
    func write(to json: inout JSONWriter)
}

/// A finished JSON value, such as a stored product, embedded as it is.
struct RawJSON: JSONEncodable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func write(to json: inout JSONWriter) { json.raw(bytes) }
}

extension String: JSONEncodable {
    func write(to json: inout JSONWriter) { json.string(self) }
}

extension Substring: JSONEncodable {
    func write(to json: inout JSONWriter) { json.string(self) }
}

extension Bool: JSONEncodable {
    func write(to json: inout JSONWriter) { json.bool(self) }
}

extension Int: JSONEncodable {
    func write(to json: inout JSONWriter) { json.integer(self) }
}

extension Int64: JSONEncodable {
    func write(to json: inout JSONWriter) { json.integer(self) }
}

extension UInt64: JSONEncodable {
    func write(to json: inout JSONWriter) { json.integer(self) }
}

extension UInt32: JSONEncodable {
    func write(to json: inout JSONWriter) { json.integer(self) }
}

extension Double: JSONEncodable {
    func write(to json: inout JSONWriter) { json.number(self) }
}

extension Float: JSONEncodable {
    func write(to json: inout JSONWriter) { json.number(self) }
}

/// Nil is null: absent parts of an answer are shown as such.
extension Optional: JSONEncodable where Wrapped: JSONEncodable {
    func write(to json: inout JSONWriter) {
        if let self { self.write(to: &json) } else { json.null() }
    }
}

extension Array: JSONEncodable where Element: JSONEncodable {
    func write(to json: inout JSONWriter) {
        json.array { json in for element in self { json.value(element) } }
    }
}

/// Members in the order of their names, so that equal dictionaries give equal text.
extension Dictionary: JSONEncodable where Key == String, Value: JSONEncodable {
    func write(to json: inout JSONWriter) {
        json.object { json in
            for (name, value) in self.sorted(by: { $0.key < $1.key }) { json.member(name, value) }
        }
    }
}
