import SoukStorage

/// Writes the posting lists of a snapshot in the Common Index File Format, which other engines read.
///
/// ```
/// file    = message(Header) message(PostingsList)… message(DocRecord)…
/// message = its length as a varint, then its bytes in protocol buffers
/// ```
/// Terms stand in the order of their bytes, as the index holds them: those that begin with U+0004 to U+0006 are quantities and product
/// words, see `docs/formats/analysis.md`, and U+0003 ends a run of Han characters. A posting's frequency counts its occurrences in all
/// weighted fields; a document's length is the sum of their lengths. Weights of fields, kinds of tokens and positions have no place in
/// the format. Deleted products are left out, and documents are numbered from 0 in the order of the index.
/// - Paper: Lin et al., "Supporting Interoperability Between Open-Source Search Engines with the Common Index File Format", SIGIR 2020.
/// - Complexity: O(postings), read once, twice where products are deleted; O(documents) memory.
package struct PostingExport {
    /// What was written.
    package struct Report: Sendable, Equatable {
        package var documents = 0
        package var terms = 0
        package var postings = 0
        /// Σ of the lengths of all documents.
        package var tokens = 0
    }

    private static let version = 1
    private static let deleted = UInt32.max

    private let snapshot: IndexSnapshot
    /// By segment and document, its number in the file.
    private let numbers: [[UInt32]]
    private let documentCount: Int

    package init(_ snapshot: IndexSnapshot) {
        self.snapshot = snapshot
        var next: UInt32 = 0
        numbers = zip(snapshot.segments, snapshot.live).map { segment, live in
            var row = [UInt32](repeating: Self.deleted, count: segment.documentCount)
            live.forEach { document in
                row[Int(document)] = next
                next += 1
            }
            return row
        }
        documentCount = Int(next)
    }

    /// - Parameters:
    ///   - description: for people, in the header.
    ///   - progress: called with the share of the terms that is written.
    ///   - write: takes the next bytes of the file; false: no more are wanted.
    package func write(
        description: String, progress: (Double) -> Void = { _ in }, _ write: ([UInt8]) -> Bool
    ) throws(StorageError) -> Report {
        var report = Report()
        report.documents = documentCount
        let lengths = self.lengths()
        report.tokens = lengths.joined().reduce(0, +)
        let termCount = try self.termCount()
        var message = ProtobufWriter()
        message.integer(Self.version, field: 1)
        message.integer(termCount, field: 2)
        message.integer(documentCount, field: 3)
        message.integer(termCount, field: 4)
        message.integer(documentCount, field: 5)
        message.integer(report.tokens, field: 6)
        message.double(documentCount > 0 ? Double(report.tokens) / Double(documentCount) : 0, field: 7)
        message.data(description.utf8, field: 8)
        guard write(Self.delimited(message)) else { return report }

        var list = ProtobufWriter()
        try forEachTerm { (term, infos) throws(StorageError) in
            let (frequency, occurrences) = try postings(infos, into: &list)
            guard frequency > 0 else { return true }
            message.removeAll()
            message.data(term, field: 1)
            message.integer(frequency, field: 2)
            message.integer(occurrences, field: 3)
            report.terms += 1
            report.postings += frequency
            progress(Double(report.terms) / Double(termCount))
            var length = ProtobufWriter()
            length.varint(UInt64(message.bytes.count + list.bytes.count))
            return write(length.bytes) && write(message.bytes) && write(list.bytes)
        }
        try writeDocuments(lengths, write)
        return report
    }

    private func writeDocuments(
        _ lengths: [[Int]], _ write: ([UInt8]) -> Bool
    ) throws(StorageError) {
        var message = ProtobufWriter()
        for (index, segment) in snapshot.segments.enumerated() {
            for document in 0..<segment.documentCount where numbers[index][document] != Self.deleted {
                message.removeAll()
                message.integer(Int(numbers[index][document]), field: 1)
                message.data(segment.ids.id(of: UInt32(document)).utf8, field: 2)
                message.integer(lengths[index][document], field: 3)
                guard write(Self.delimited(message)) else { return }
            }
        }
    }

    /// The lengths of every document that is there, 0 for the others.
    private func lengths() -> [[Int]] {
        zip(snapshot.segments, numbers).map { segment, numbers in
            numbers.indices.map { document in
                guard numbers[document] != Self.deleted else { return 0 }
                return (0..<segment.lengths.slotCount).reduce(0) {
                    $0 + segment.lengths.length(of: UInt32(document), slot: $1)
                }
            }
        }
    }

    /// Terms that a product which is not deleted holds.
    private func termCount() throws(StorageError) -> Int {
        var count = 0
        var scratch = ProtobufWriter()
        try forEachTerm { (_, infos) throws(StorageError) in
            let isWhole = infos.contains { numbers[$0.segment].count == snapshot.live[$0.segment].count }
            if isWhole {
                count += 1
            } else if try postings(infos, into: &scratch).frequency > 0 {
                count += 1
            }
            return true
        }
        return count
    }

    /// The postings of a term as fields of its list: documents by their distance from the one before.
    private func postings(
        _ infos: [(segment: Int, info: TermInfo)], into list: inout ProtobufWriter
    ) throws(StorageError) -> (frequency: Int, occurrences: Int) {
        list.removeAll()
        var (frequency, occurrences, last) = (0, 0, 0)
        for (segment, info) in infos {
            var cursor = try snapshot.segments[segment].cursor(info)
            while try cursor.advance() {
                let number = numbers[segment][Int(cursor.document)]
                guard number != Self.deleted else { continue }
                let count = cursor.frequencies.reduce(0) { $0 + $1.count }
                list.pair(Int(number) - last, count, field: 4)
                last = Int(number)
                frequency += 1
                occurrences += count
            }
        }
        return (frequency, occurrences)
    }

    /// Every term once, by its bytes, with its entries in the segments that hold it. Ends where `body` returns false.
    private func forEachTerm(
        _ body: ([UInt8], [(segment: Int, info: TermInfo)]) throws(StorageError) -> Bool
    ) throws(StorageError) {
        var cursors: [(segment: Int, terms: TermCursor)] = []
        for (index, segment) in snapshot.segments.enumerated() {
            var terms = segment.terms.cursor()
            if try terms.advance() { cursors.append((index, terms)) }
        }
        while var least = cursors.first?.terms.term {
            for cursor in cursors.dropFirst() where cursor.terms.term.lexicographicallyPrecedes(least) {
                least = cursor.terms.term
            }
            let holders = cursors.indices.filter { cursors[$0].terms.term == least }
            let infos = holders.map { (segment: cursors[$0].segment, info: cursors[$0].terms.info) }
            guard try body(least, infos) else { return }
            for place in holders.reversed() {
                let more = try cursors[place].terms.advance()
                if !more { cursors.remove(at: place) }
            }
        }
    }

    private static func delimited(_ message: ProtobufWriter) -> [UInt8] {
        var length = ProtobufWriter()
        length.varint(UInt64(message.bytes.count))
        return length.bytes + message.bytes
    }
}
