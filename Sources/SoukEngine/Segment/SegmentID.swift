/// Names a segment for the life of an index: numbers are never used twice.
package struct SegmentID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    package let number: UInt64

    package init(_ number: UInt64) { self.number = number }

    package init(from decoder: any Decoder) throws {
        number = try decoder.singleValueContainer().decode(UInt64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }

    package static func < (a: SegmentID, b: SegmentID) -> Bool { a.number < b.number }

    package var description: String {
        let digits = String(number, radix: 36)
        return "segment-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    var fileName: String { description + ".souk" }

    func deletedFileName(generation: UInt64) -> String { "\(description)-\(generation).deleted" }
}
