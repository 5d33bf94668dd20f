/// The members of a JSON object and the bytes of their values, for telling what changed in a product and for writing numbers into it.
///
/// Reads objects that were read before, by a parser that checks: of any other bytes it finds no members.
/// - Complexity: O(bytes).
struct JSONMembers {
    struct Member {
        /// The bytes between the quotation marks of the name.
        var name: Range<Int>
        var value: Range<Int>
    }

    struct Replacement {
        var name: String
        /// nil: null.
        var number: Double?
    }

    let bytes: [UInt8]
    private(set) var members: [Member] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var found: [Member] = []
        let isWhole = bytes.withUnsafeBufferPointer { Scanner(bytes: $0).scan(into: &found) }
        if isWhole { members = found }
    }

    /// Whether two products differ at most in numbers of the fields named; the values of those that both have as plain numbers, or
    /// null, may differ.
    func differsOnlyInNumbers(from other: JSONMembers, of fields: Set<[UInt8]>) -> Bool {
        guard members.count == other.members.count, !members.isEmpty else { return false }
        for (mine, theirs) in zip(members, other.members) {
            guard bytes[mine.name].elementsEqual(other.bytes[theirs.name]) else { return false }
            if bytes[mine.value].elementsEqual(other.bytes[theirs.value]) { continue }
            guard isPlainNumber(mine.value), other.isPlainNumber(theirs.value),
                fields.contains(Array(bytes[mine.name]))
            else { return false }
        }
        return true
    }

    /// A number that a column keeps as it is, or null.
    private func isPlainNumber(_ range: Range<Int>) -> Bool {
        let value = bytes[range]
        if value.elementsEqual("null".utf8) { return true }
        guard let first = value.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else {
            return false
        }
        return value.count <= 16
    }

    /// The object with other numbers; members that it lacks are added at the end.
    func replacing(_ replacements: [Replacement]) -> [UInt8] {
        var rest = replacements
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 16 * replacements.count)
        var done = 0
        for member in members {
            guard let index = rest.firstIndex(where: { bytes[member.name].elementsEqual($0.name.utf8) })
            else {
                continue
            }
            result += bytes[done..<member.value.lowerBound]
            result += Self.text(rest.remove(at: index).number)
            done = member.value.upperBound
        }
        // What stands behind the last member: white space and the closing brace.
        let end = members.last?.value.upperBound ?? done
        guard end > 0 || !rest.isEmpty, !members.isEmpty else { return bytes }
        result += bytes[done..<end]
        for replacement in rest where replacement.number != nil {
            guard replacement.name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) else {
                continue
            }
            result += Array(",\"\(replacement.name)\":".utf8) + Self.text(replacement.number)
        }
        return result + bytes[end...]
    }

    private static func text(_ number: Double?) -> [UInt8] {
        guard let number else { return Array("null".utf8) }
        if number == number.rounded(), abs(number) < 1e15 { return Array(String(Int64(number)).utf8) }
        return Array("\(number)".utf8)
    }

    private struct Scanner {
        let bytes: UnsafeBufferPointer<UInt8>

        /// - Returns: whether the whole is an object.
        func scan(into members: inout [Member]) -> Bool {
            var place = skippingSpace(0)
            guard at(place) == UInt8(ascii: "{") else { return false }
            place = skippingSpace(place + 1)
            while at(place) == UInt8(ascii: "\"") {
                guard let nameEnd = endOfString(place) else { return false }
                let name = place + 1..<nameEnd - 1
                place = skippingSpace(nameEnd)
                guard at(place) == UInt8(ascii: ":") else { return false }
                place = skippingSpace(place + 1)
                guard let end = endOfValue(place), end > place else { return false }
                members.append(Member(name: name, value: place..<end))
                place = skippingSpace(end)
                guard at(place) == UInt8(ascii: ",") else { break }
                place = skippingSpace(place + 1)
            }
            return at(place) == UInt8(ascii: "}")
        }

        private func at(_ place: Int) -> UInt8? { place < bytes.count ? bytes[place] : nil }

        private func skippingSpace(_ start: Int) -> Int {
            var place = start
            while place < bytes.count, bytes[place] == 0x20 || (0x09...0x0D).contains(bytes[place]) {
                place += 1
            }
            return place
        }

        /// The place behind the closing quotation mark.
        private func endOfString(_ start: Int) -> Int? {
            var place = start + 1
            while place < bytes.count {
                if bytes[place] == UInt8(ascii: "\"") { return place + 1 }
                place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
            }
            return nil
        }

        private func endOfValue(_ start: Int) -> Int? {
            var place = start
            var depth = 0
            while place < bytes.count {
                switch bytes[place] {
                case UInt8(ascii: "\""):
                    guard let end = endOfString(place) else { return nil }
                    place = end
                    if depth == 0 { return place }
                    continue
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if depth == 0 { return place }
                    depth -= 1
                    if depth == 0 { return place + 1 }
                case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D: if depth == 0 { return place }
                default: break
                }
                place += 1
            }
            return nil
        }
    }
}
