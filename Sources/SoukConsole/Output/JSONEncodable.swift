/// A value that writes itself as exactly one JSON value.
package protocol JSONEncodable {
    func write(to json: inout JSONWriter)
}

/// A finished JSON value, such as a stored product, embedded as it is.
package struct RawJSON: JSONEncodable {
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package func write(to json: inout JSONWriter) { json.raw(bytes) }
}

extension String: JSONEncodable {
    package func write(to json: inout JSONWriter) { json.string(self) }
}

extension Substring: JSONEncodable {
    package func write(to json: inout JSONWriter) { json.string(self) }
}

extension Bool: JSONEncodable {
    package func write(to json: inout JSONWriter) { json.bool(self) }
}

extension Int: JSONEncodable {
    package func write(to json: inout JSONWriter) { json.integer(self) }
}

extension Int64: JSONEncodable {
    package func write(to json: inout JSONWriter) { json.integer(self) }
}

extension UInt64: JSONEncodable {
    package func write(to json: inout JSONWriter) { json.integer(self) }
}

extension UInt32: JSONEncodable {
    package func write(to json: inout JSONWriter) { json.integer(self) }
}

extension Double: JSONEncodable {
    package func write(to json: inout JSONWriter) { json.number(self) }
}

extension Float: JSONEncodable {
    package func write(to json: inout JSONWriter) { json.number(self) }
}

/// Nil is null: absent parts of an answer are shown as such.
extension Optional: JSONEncodable where Wrapped: JSONEncodable {
    package func write(to json: inout JSONWriter) {
        if let self { self.write(to: &json) } else { json.null() }
    }
}

extension Array: JSONEncodable where Element: JSONEncodable {
    package func write(to json: inout JSONWriter) {
        json.array { json in for element in self { json.value(element) } }
    }
}

/// Members in the order of their names, so that equal dictionaries give equal text.
extension Dictionary: JSONEncodable where Key == String, Value: JSONEncodable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            for (name, value) in self.sorted(by: { $0.key < $1.key }) { json.member(name, value) }
        }
    }
}
