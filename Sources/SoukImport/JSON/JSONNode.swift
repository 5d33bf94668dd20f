import CSoukJSON

/// A value inside the parser's events, read in place. It is valid only inside ``JSONParser/withContainer(_:_:)``.
struct JSONNode {
    enum Kind {
        case null, boolean, number, string, array, object
    }

    // SAFETY: `index` is below the event count: it starts at 0 and moves only along `next`, inside a parent.
    private let events: UnsafePointer<souk_json_event>
    private let index: Int

    init(events: UnsafePointer<souk_json_event>, index: Int) {
        self.events = events
        self.index = index
    }

    private var event: souk_json_event { events[index] }

    var kind: Kind {
        switch Int(event.kind) {
        case SOUK_JSON_FALSE, SOUK_JSON_TRUE: .boolean
        case SOUK_JSON_NUMBER: .number
        case SOUK_JSON_STRING: .string
        case SOUK_JSON_ARRAY: .array
        case SOUK_JSON_OBJECT: .object
        default: .null
        }
    }

    /// The member's name; empty for elements of arrays.
    var key: String { JSONNode.string(event.key, event.keyLength) }

    var boolean: Bool { Int(event.kind) == SOUK_JSON_TRUE }

    /// The nearest double; infinite when out of range, 0 when this is no number.
    var number: Double { event.number }

    /// A string unescaped, a number as it is written, otherwise empty.
    var text: String { JSONNode.string(event.text, event.textLength) }

    /// Strings, numbers and booleans as text.
    var scalarText: String? {
        switch kind {
        case .string, .number: text
        case .boolean: boolean ? "true" : "false"
        case .null, .array, .object: nil
        }
    }

    /// Elements of an array, or members of an object without those that a later one replaces.
    var children: Children { Children(events: events, position: index + 1, end: Int(event.next)) }

    struct Children: Sequence, IteratorProtocol {
        fileprivate let events: UnsafePointer<souk_json_event>
        fileprivate var position: Int
        fileprivate let end: Int

        mutating func next() -> JSONNode? {
            while position < end {
                let current = position
                position = Int(events[current].next)
                if events[current].shadowed == 0 { return JSONNode(events: events, index: current) }
            }
            return nil
        }
    }

    private static func string(_ start: UnsafePointer<CChar>?, _ count: UInt32) -> String {
        // SAFETY: start and count are a span of the parser's own buffers.
        UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(count)).withMemoryRebound(
            to: UInt8.self
        ) {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
