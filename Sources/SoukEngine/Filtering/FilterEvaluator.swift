/// Finds the documents that a filter lets through.
///
/// A value is compared without regard to case.
/// - Complexity: O(documents) for each condition.
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
            return documents(of: segment) {
                segment.numbers[field]?.value(of: $0).map(range.contains) ?? false
            }
        case .value(let field, let attribute, let values):
            return documents(of: segment, field: field, attribute: attribute, values: values)
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
        var wanted = [Bool](repeating: false, count: column.valueCount)
        for value in values {
            let full = attribute.map { $0 + KeywordColumn.attributeSeparator + value } ?? value
            for ordinal in ordinals(of: full, column) { wanted[ordinal] = true }
        }
        guard wanted.contains(true) else { return DocumentSet(documentCount: segment.documentCount) }
        return documents(of: segment) { document in
            var isWanted = false
            column.forEachOrdinal(of: document) { if wanted[$0] { isWanted = true } }
            return isWanted
        }
    }

    private func ordinals(of value: String, _ column: KeywordColumn) -> [Int] {
        let folded = value.lowercased()
        var found: [Int] = []
        for ordinal in 0..<column.valueCount where column.value(ordinal).lowercased() == folded {
            found.append(ordinal)
        }
        return found
    }
}
