/// Finds the documents of a keyword column's values: the column turned round, made in memory when a filter first asks.
///
/// - Memory: 4 bytes for each value of each document, 16 for each different value.
package final class KeywordLookup: Sendable {
    /// The documents of ordinal `n` are those from `starts[n]` to `starts[n + 1]`.
    private let starts: [UInt32]
    private let documents: [UInt32]
    /// Hashes of the values without their case, rising, each with its ordinal.
    private let folded: [(hash: Int, ordinal: UInt32)]
    private let column: KeywordColumn

    init(_ column: KeywordColumn, documentCount: Int) {
        self.column = column
        var counts = [UInt32](repeating: 0, count: column.valueCount + 1)
        for document in 0..<UInt32(documentCount) {
            column.forEachOrdinal(of: document) { counts[$0 + 1] += 1 }
        }
        for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
        starts = counts
        var documents = [UInt32](repeating: 0, count: Int(counts.last ?? 0))
        for document in 0..<UInt32(documentCount) {
            column.forEachOrdinal(of: document) { ordinal in
                documents[Int(counts[ordinal])] = document
                counts[ordinal] += 1
            }
        }
        self.documents = documents
        folded = (0..<column.valueCount)
            .map { (column.value($0).lowercased().hashValue, UInt32($0)) }
            .sorted { $0.0 < $1.0 }
    }

    /// Ordinals of the values that equal one of `values` but for case.
    /// - Complexity: O(log n) for each.
    package func ordinals(of values: [String]) -> [Int] {
        var result: [Int] = []
        for value in Set(values.map { $0.lowercased() }) {
            let hash = value.hashValue
            var low = 0
            var high = folded.count
            while low < high {
                let middle = (low + high) / 2
                if folded[middle].hash < hash { low = middle + 1 } else { high = middle }
            }
            while low < folded.count, folded[low].hash == hash {
                let ordinal = Int(folded[low].ordinal)
                if column.value(ordinal).lowercased() == value { result.append(ordinal) }
                low += 1
            }
        }
        return result
    }

    /// Inserts the documents that hold the value.
    package func insertDocuments(of ordinal: Int, into set: inout DocumentSet) {
        documents.withUnsafeBufferPointer { documents in
            let (start, end) = (Int(starts[ordinal]), Int(starts[ordinal + 1]))
            if let base = documents.baseAddress { set.insert(base + start, end - start) }
        }
    }
}
