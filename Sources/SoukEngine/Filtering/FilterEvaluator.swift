import SoukStorage

/// Finds the documents that a filter lets through.
///
/// A value is compared without regard to case.
/// - Complexity: O(documents / 64 + documents found) for a condition on values, O(documents) for one on numbers.
package struct FilterEvaluator {
    private let snapshot: IndexSnapshot

    package init(_ snapshot: IndexSnapshot) { self.snapshot = snapshot }

    /// Documents by segment, deleted ones included.
    package func evaluate(_ expression: FilterExpression) throws(StorageError) -> [DocumentSet] {
        var result: [DocumentSet] = []
        for segment in snapshot.segments { result.append(try evaluate(expression, segment)) }
        return result
    }

    /// Keeps the documents of a segment's set that the filter lets through.
    /// - Complexity: O(documents of the set) where they are few and the condition is on a number.
    func narrow(_ set: inout DocumentSet, to expression: FilterExpression, segment index: Int)
        throws(StorageError)
    {
        let segment = snapshot.segments[index]
        switch expression {
        case .all(let parts): for part in parts { try narrow(&set, to: part, segment: index) }
        case .number(let field, let range):
            if set.count * Self.fewOf < segment.documentCount {
                segment.keep(&set, number: field, in: range)
            } else {
                set.formIntersection(try evaluate(expression, segment))
            }
        case .any, .not, .value, .quantity, .exists: set.formIntersection(try evaluate(expression, segment))
        }
    }

    /// One document of so many is looked at by itself.
    private static let fewOf = 64

    private func evaluate(_ expression: FilterExpression, _ segment: SegmentReader) throws(StorageError)
        -> DocumentSet
    {
        switch expression {
        case .all(let parts):
            var result = DocumentSet(documentCount: segment.documentCount, all: true)
            for part in parts { result.formIntersection(try evaluate(part, segment)) }
            return result
        case .any(let parts):
            var result = DocumentSet(documentCount: segment.documentCount)
            for part in parts { result.formUnion(try evaluate(part, segment)) }
            return result
        case .not(let part):
            var result = try evaluate(part, segment)
            result.formComplement()
            return result
        case .number(let field, let range):
            return segment.documents(number: field, in: range)
        case .quantity(let kind, let range): return try segment.documents(quantity: kind, in: range)
        case .value(let field, let attribute, let values):
            return documents(of: segment, field: field, attribute: attribute, values: values)
        case .exists(let field, let attribute):
            return documents(of: segment, havingField: field, attribute: attribute)
        }
    }

    private func documents(
        of segment: SegmentReader, field: Int, attribute: String?, values: [String]
    ) -> DocumentSet {
        var result = DocumentSet(documentCount: segment.documentCount)
        guard let lookup = segment.lookup(field) else { return result }
        let full =
            attribute.map { name in values.map { name + KeywordColumn.attributeSeparator + $0 } } ?? values
        let ordinals = lookup.ordinals(of: full)
        // Of few values each has its set.
        if let sets = segment.sets(field) {
            guard let first = ordinals.first else { return result }
            result = sets[first]
            for ordinal in ordinals.dropFirst() { result.formUnion(sets[ordinal]) }
            return result
        }
        for ordinal in ordinals { lookup.insertDocuments(of: ordinal, into: &result) }
        return result
    }

    private func documents(of segment: SegmentReader, havingField field: Int, attribute: String?)
        -> DocumentSet
    {
        if segment.numbers[field] != nil { return segment.documents(number: field, in: NumberRange()) }
        guard let column = segment.keywords[field] else {
            return DocumentSet(documentCount: segment.documentCount)
        }
        guard let attribute else { return column.valued }
        let prefix = (attribute + KeywordColumn.attributeSeparator).lowercased()
        return documents(of: segment, field) { column.value($0).lowercased().hasPrefix(prefix) }
    }

    /// The documents that hold a value, by ordinal, that `isWanted` accepts.
    private func documents(
        of segment: SegmentReader, _ field: Int, where isWanted: (Int) -> Bool
    ) -> DocumentSet {
        var result = DocumentSet(documentCount: segment.documentCount)
        guard let column = segment.keywords[field], let lookup = segment.lookup(field) else { return result }
        for ordinal in 0..<column.valueCount where isWanted(ordinal) {
            lookup.insertDocuments(of: ordinal, into: &result)
        }
        return result
    }
}
