/// The name of a query or a document, compared byte by byte.
///
/// `String` compares by canonical equivalence, so that two ids of different bytes may be equal and their order is
/// not the order of the reference tool `trec_eval`, which uses `strcmp`. An `Identifier` is equal to another if its
/// UTF-8 bytes are, and precedes it if its bytes do.
/// - Complexity: comparing and hashing are O(length).
public struct Identifier: Sendable {
    /// The name as it stands in the files.
    public let text: String

    /// Names something by `text`.
    public init(_ text: String) {
        self.text = text
    }

    /// Whether a column of a TREC file can hold the name: not empty, no white space.
    public var isWritable: Bool {
        !text.isEmpty && !text.utf8.contains(where: LineReader.isSpace)
    }
}

extension Identifier: Hashable {
    /// Whether the bytes are the same.
    public static func == (left: Identifier, right: Identifier) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// Feeds the bytes.
    public func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        // So that two names hashed one after the other cannot run into each other.
        hasher.combine(UInt8(0xFF))
    }
}

extension Identifier: Comparable {
    /// Whether the bytes come first, as C's `strcmp` has it.
    public static func < (left: Identifier, right: Identifier) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}

extension Identifier: ExpressibleByStringLiteral, CustomStringConvertible {
    /// Names something by a literal.
    public init(stringLiteral text: String) {
        self.init(text)
    }

    /// The name itself.
    public var description: String { text }
}

extension Identifier: Codable {
    /// Reads the name as one string.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the name as one string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
