/// Which values of a keyword column are one but for their case, as filters take them: `HP` and `hp`. Made in memory when a facet
/// is first asked for.
///
/// - Memory: what the twins take; four bytes a value where there are any.
/// - Complexity: building O(bytes of the values).
final class ValueFolding: Sendable {
    /// The smallest ordinal of those that are one with each; empty when no two values are.
    private let representatives: [UInt32]
    /// Of representatives with twins, true.
    private let isShared: [Bool]
    /// The documents that hold several writings of one value, rising.
    private let repeating: [UInt32]
    /// The ordinals of each attribute's values, by its name without case.
    private let attributes: [String: [Range<Int>]]

    /// - Parameter hasAttributes: whether the values are those of an attributes field.
    init(_ column: KeywordColumn, hasAttributes: Bool) {
        var first: [String: UInt32] = [:]
        first.reserveCapacity(column.valueCount)
        var representatives: [UInt32] = []
        var hasTwins = false
        for ordinal in 0..<column.valueCount {
            let folded = column.value(ordinal).lowercased()
            if let known = first[folded] {
                representatives.append(known)
                hasTwins = true
            } else {
                first[folded] = UInt32(ordinal)
                representatives.append(UInt32(ordinal))
            }
        }
        var isShared = [Bool](repeating: false, count: hasTwins ? column.valueCount : 0)
        if hasTwins {
            for (ordinal, representative) in representatives.enumerated() where Int(representative) != ordinal
            {
                isShared[ordinal] = true
                isShared[Int(representative)] = true
            }
        }
        self.representatives = hasTwins ? representatives : []
        self.isShared = isShared
        attributes = hasAttributes ? Self.attributes(column) : [:]
        var repeating: [UInt32] = []
        if hasTwins {
            var seen: [UInt32] = []
            for document in 0..<UInt32(column.documentCount) {
                seen.removeAll(keepingCapacity: true)
                var isRepeated = false
                column.forEachOrdinal(of: document) { ordinal in
                    guard isShared[ordinal] else { return }
                    if seen.contains(representatives[ordinal]) { isRepeated = true }
                    seen.append(representatives[ordinal])
                }
                if isRepeated { repeating.append(document) }
            }
        }
        self.repeating = repeating
    }

    /// Entries of one name stand together: the separator sorts before all letters.
    private static func attributes(_ column: KeywordColumn) -> [String: [Range<Int>]] {
        var result: [String: [Range<Int>]] = [:]
        var start = 0
        while start < column.valueCount {
            let name = KeywordColumn.nameBytes(of: column.valueBytes(start))
            var end = start + 1
            while end < column.valueCount,
                KeywordColumn.nameBytes(of: column.valueBytes(end)).elementsEqual(name)
            {
                end += 1
            }
            result[String(decoding: name, as: UTF8.self).lowercased(), default: []].append(start..<end)
            start = end
        }
        return result
    }

    var hasTwins: Bool { !representatives.isEmpty }

    /// What stands for a value and those that are one with it; nil for a value without twins.
    @inline(__always)
    func shared(_ ordinal: Int) -> Int? {
        hasTwins && isShared[ordinal] ? Int(representatives[ordinal]) : nil
    }

    /// The ordinals of an attribute's values, however the case of its name is written.
    func ranges(ofAttribute name: String) -> [Range<Int>] { attributes[name.lowercased()] ?? [] }

    /// How many more values than folded ones the documents of a set hold, by representative: what counting each value would
    /// count too often.
    /// - Complexity: O(documents of the column that hold several writings of one).
    func repetitions(_ column: KeywordColumn, in documents: DocumentSet) -> [Int: Int] {
        var result: [Int: Int] = [:]
        var seen: [Int] = []
        for document in repeating where documents.contains(document) {
            seen.removeAll(keepingCapacity: true)
            column.forEachOrdinal(of: document) { ordinal in
                guard let representative = shared(ordinal) else { return }
                if seen.contains(representative) {
                    result[representative, default: 0] += 1
                } else {
                    seen.append(representative)
                }
            }
        }
        return result
    }
}
