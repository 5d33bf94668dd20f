/// Which documents of a snapshot are variants of one product: those that share the value of a keyword field.
///
/// Of several values the first decides. A document without one is a product by itself.
/// - Memory: 16 bytes for each document. Made once for a snapshot and a field.
/// - Complexity: building O(documents + values); the documents of a group O(1) each.
package final class ProductGroups: Sendable {
    /// The group of every document, by segment.
    private let numbers: [[UInt32]]
    /// The documents of group `n` are those from `starts[n]` to `starts[n + 1]`, in the order of segments.
    private let starts: [UInt32]
    private let members: [Member]

    /// A document, in the 8 bytes that it takes.
    private struct Member {
        var segment: UInt32
        var document: UInt32
    }

    /// - Parameter field: place of a keyword or path field in the schema.
    package init(_ snapshot: IndexSnapshot, field: Int) {
        var known: [String: UInt32] = [:]
        var count: UInt32 = 0
        var numbers: [[UInt32]] = []
        for segment in snapshot.segments {
            var row = [UInt32](repeating: .max, count: segment.documentCount)
            if let column = segment.keywords[field] {
                var byOrdinal = [UInt32](repeating: .max, count: column.valueCount)
                for document in row.indices {
                    guard let ordinal = column.firstOrdinal(of: UInt32(document)) else { continue }
                    if byOrdinal[ordinal] == .max {
                        let value = column.value(ordinal)
                        byOrdinal[ordinal] = known[value] ?? count
                        if byOrdinal[ordinal] == count {
                            known[value] = count
                            count += 1
                        }
                    }
                    row[document] = byOrdinal[ordinal]
                }
            }
            numbers.append(row)
        }
        for index in numbers.indices {
            for document in numbers[index].indices where numbers[index][document] == .max {
                numbers[index][document] = count
                count += 1
            }
        }
        self.numbers = numbers
        var starts = [UInt32](repeating: 0, count: Int(count) + 1)
        for row in numbers { for number in row { starts[Int(number) + 1] += 1 } }
        for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
        var places = starts
        var members = [Member](
            repeating: Member(segment: 0, document: 0), count: numbers.reduce(0) { $0 + $1.count })
        for (segment, row) in numbers.enumerated() {
            for (document, number) in row.enumerated() {
                members[Int(places[Int(number)])] = Member(
                    segment: UInt32(segment), document: UInt32(document))
                places[Int(number)] += 1
            }
        }
        self.starts = starts
        self.members = members
    }

    /// Groups of the snapshot, those of deleted documents included.
    package var count: Int { starts.count - 1 }

    package func group(of address: DocumentAddress) -> Int {
        Int(numbers[address.segment][Int(address.document)])
    }

    /// The documents of a group that a result holds, in a fixed order.
    /// - Parameter documents: the result, by segment.
    package func forEachDocument(
        of group: Int, in documents: [DocumentSet], _ body: (DocumentAddress) -> Void
    ) {
        for index in Int(starts[group])..<Int(starts[group + 1]) {
            let member = members[index]
            guard documents[Int(member.segment)].contains(member.document) else { continue }
            body(DocumentAddress(segment: Int(member.segment), document: member.document))
        }
    }

    /// The groups with a document in a result.
    /// - Complexity: O(documents of the result + groups / 64).
    package func groups(in documents: [DocumentSet]) -> DocumentSet {
        var found = DocumentSet(documentCount: count)
        for (index, set) in documents.enumerated() {
            numbers[index].withUnsafeBufferPointer { row in
                set.forEach { found.insert(row[Int($0)]) }
            }
        }
        return found
    }
}

extension KeywordColumn {
    /// The first of the document's values; nil when it has none.
    func firstOrdinal(of document: UInt32) -> Int? {
        var first: Int?
        forEachOrdinal(of: document) { if first == nil { first = $0 } }
        return first
    }
}
