/// Finds the documents that a filter lets through.
///
/// A value is compared without regard to case.
/// - Complexity: O(documents + different values) for each condition.
package struct FilterEvaluator {
    private let snapshot: IndexSnapshot

    package init(_ snapshot: IndexSnapshot) { self.snapshot = snapshot }

    /// Documents by segment, deleted ones included.
    package func evaluate(_ expression: FilterExpression) -> [DocumentSet] {
        snapshot.segments.map { evaluate(expression, $0) }
    }

    private func evaluate(_ expression: FilterExpression, _ segment: SegmentReader) -> DocumentSet {
        switch expression {
        case .all(let parts):
            var result = DocumentSet(documentCount: segment.documentCount, all: true)
            for part in parts { result.formIntersection(evaluate(part, segment)) }
            return result
        case .any(let parts):
            var result = DocumentSet(documentCount: segment.documentCount)
            for part in parts { result.formUnion(evaluate(part, segment)) }
            return result
        case .not(let part):
            var result = evaluate(part, segment)
            result.formComplement()
            return result
        case .number(let field, let range):
            return segment.numbers[field]?.documents(in: range)
                ?? DocumentSet(documentCount: segment.documentCount)
        case .value(let field, let attribute, let values):
            return documents(of: segment, field: field, attribute: attribute, values: values)
        case .exists(let field, let attribute):
            return documents(of: segment, havingField: field, attribute: attribute)
        }
    }

    private func documents(of segment: SegmentReader, where accept: (UInt32) -> Bool) -> DocumentSet {
        var result = DocumentSet(documentCount: segment.documentCount)
        for document in 0..<UInt32(segment.documentCount) where accept(document) { result.insert(document) }
        return result
    }

    private func documents(
        of segment: SegmentReader, field: Int, attribute: String?, values: [String]
    ) -> DocumentSet {
        guard let column = segment.keywords[field] else {
            return DocumentSet(documentCount: segment.documentCount)
        }
        let full =
            attribute.map { name in values.map { name + KeywordColumn.attributeSeparator + $0 } } ?? values
        let matcher = ValueMatcher(full)
        return documents(of: segment, column) { matcher.matches(column.valueBytes($0)) }
    }

    private func documents(of segment: SegmentReader, havingField field: Int, attribute: String?)
        -> DocumentSet
    {
        if let column = segment.numbers[field] {
            return documents(of: segment) { column.value(of: $0) != nil }
        }
        guard let column = segment.keywords[field] else {
            return DocumentSet(documentCount: segment.documentCount)
        }
        guard let attribute else { return documents(of: segment) { column.hasValue($0) } }
        let prefix = (attribute + KeywordColumn.attributeSeparator).lowercased()
        return documents(of: segment, column) { column.value($0).lowercased().hasPrefix(prefix) }
    }

    /// The documents that hold one of the values, by ordinal, that `isWanted` accepts.
    private func documents(
        of segment: SegmentReader, _ column: KeywordColumn, where isWanted: (Int) -> Bool
    ) -> DocumentSet {
        let wanted = (0..<column.valueCount).map(isWanted)
        guard wanted.contains(true) else { return DocumentSet(documentCount: segment.documentCount) }
        return documents(of: segment) { document in
            var isFound = false
            column.forEachOrdinal(of: document) { if wanted[$0] { isFound = true } }
            return isFound
        }
    }
}
