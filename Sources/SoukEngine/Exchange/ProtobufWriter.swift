/// Writes protocol buffer messages, as far as exchange formats need them: numbers, texts and messages inside messages.
///
/// A field is a key, `number << 3 | kind`, and its value; fields that are 0 or empty are left out, as proto3 does. The wire format is
/// that of <https://protobuf.dev/programming-guides/encoding/>.
package struct ProtobufWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Empties the message; its memory stays.
    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// A number that is not negative, of the types int32 and int64.
    package mutating func integer(_ value: Int, field: Int) {
        precondition(value >= 0, "numbers below zero have another form")
        guard value != 0 else { return }
        varint(UInt64(field << 3))
        varint(UInt64(value))
    }

    package mutating func double(_ value: Double, field: Int) {
        guard value != 0 else { return }
        varint(UInt64(field << 3 | 1))
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// A text, or a message, by its bytes.
    package mutating func data(_ data: some Collection<UInt8>, field: Int) {
        guard !data.isEmpty else { return }
        varint(UInt64(field << 3 | 2))
        varint(UInt64(data.count))
        bytes.append(contentsOf: data)
    }

    /// A message inside this one, even if it is empty.
    package mutating func message(field: Int, _ body: (inout ProtobufWriter) -> Void) {
        var inner = ProtobufWriter()
        body(&inner)
        varint(UInt64(field << 3 | 2))
        varint(UInt64(inner.bytes.count))
        bytes += inner.bytes
    }

    /// Seven bits a byte, the lowest first; all but the last have the highest bit set.
    package mutating func varint(_ value: UInt64) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }

    /// Bytes of ``varint(_:)``.
    static func length(ofVarint value: Int) -> Int {
        max((Int.bitWidth - value.leadingZeroBitCount + 6) / 7, 1)
    }

    /// The bytes of a message of two small numbers, without making one: most of an index is such.
    mutating func pair(_ first: Int, _ second: Int, field: Int) {
        let length =
            (first == 0 ? 0 : 1 + Self.length(ofVarint: first))
            + (second == 0 ? 0 : 1 + Self.length(ofVarint: second))
        varint(UInt64(field << 3 | 2))
        varint(UInt64(length))
        integer(first, field: 1)
        integer(second, field: 2)
    }
}
