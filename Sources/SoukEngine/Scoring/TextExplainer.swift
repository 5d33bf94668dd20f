import SoukStorage

/// Explains the text's part of one document's score with the functions that made it.
package struct TextExplainer<S: Similarity> {
    /// What one concept gave to one document.
    package struct ConceptPart: Sendable {
        package var concept: Concept
        package var documentFrequency: Int
        /// idf × boost.
        package var weight: Double
        /// Best reading of the concept in the document; nil when it does not match.
        package var reading: Concept.Alternative?
        package var fulfilled: Bool
        /// Frequency by field name, then the weighted frequency and the norm that entered the formula.
        package var fieldCounts: [(field: String, count: Int)]
        package var frequency: Double
        package var norm: Double
        /// The reading's score with idf 1.
        package var termScore: Double
    }

    private let snapshot: IndexSnapshot
    private let similarity: S

    package init(_ snapshot: IndexSnapshot, _ similarity: S) {
        self.snapshot = snapshot
        self.similarity = similarity
    }

    /// The parts of every concept, in query order, and the relevance that they make.
    package func explain(
        _ concepts: [Concept], _ address: DocumentAddress
    ) throws(StorageError) -> (parts: [ConceptPart], relevance: Double, explanation: Explanation) {
        let patterns = snapshot.segments.map { PatternEvaluator($0, similarity) }
        let evaluator = ConceptEvaluator(snapshot: snapshot, similarity: similarity, patterns: patterns)
        var parts: [ConceptPart] = []
        for concept in concepts.prefix(ConceptSearch.maximumConcepts) {
            let result = try evaluator.evaluate(concept)
            parts.append(try part(concept, result, patterns[address.segment], address.document))
        }
        let normalizer = similarity.normalizer(parts.map(\.weight))
        var sum = 0.0
        for part in parts where part.reading != nil { sum += part.termScore * part.weight }
        let relevance = normalizer > 0 ? sum / normalizer : 0
        return (parts, relevance, tree(parts, sum: sum, normalizer: normalizer, relevance: relevance))
    }

    private func part(
        _ concept: Concept, _ result: ConceptEvaluator<S>.Result, _ pattern: PatternEvaluator<S>,
        _ document: UInt32
    ) throws(StorageError) -> ConceptPart {
        var part = ConceptPart(
            concept: concept, documentFrequency: result.documentFrequency, weight: result.weight,
            reading: nil,
            fulfilled: false, fieldCounts: [], frequency: 0,
            norm: similarity.norm(of: document, in: pattern.segment, slotWeights: pattern.slotWeights),
            termScore: 0)
        for alternative in concept.alternatives {
            let matches = try pattern.matches(alternative.pattern)
            guard let index = matches.documents.firstIndex(of: document) else { continue }
            let frequency = alternative.counted(matches.values[index])
            let score = min(
                alternative.weight * similarity.termScore(frequency: frequency, norm: part.norm),
                alternative.limit)
            part.fulfilled = part.fulfilled || alternative.fulfils
            guard score > part.termScore || part.reading == nil else { continue }
            part.reading = alternative
            part.frequency = frequency
            part.termScore = score
            part.fieldCounts = try fieldCounts(alternative.pattern, pattern.segment, document)
        }
        return part
    }

    private func fieldCounts(
        _ pattern: Concept.Alternative.Pattern, _ segment: SegmentReader, _ document: UInt32
    ) throws(StorageError) -> [(field: String, count: Int)] {
        guard case .term(let term) = pattern, var cursor = try segment.postings(of: term) else { return [] }
        try cursor.advance(to: document)
        guard cursor.document == document else { return [] }
        var counts: [(field: String, count: Int)] = []
        for entry in cursor.frequencies where entry.slot < segment.layout.slotFields.count {
            let field = segment.layout.slotFields[entry.slot]
            guard field < snapshot.schema.fields.count else { continue }
            let name = snapshot.schema.fields[field].name
            if let index = counts.firstIndex(where: { $0.field == name }) {
                counts[index].count += entry.count
            } else {
                counts.append((name, entry.count))
            }
        }
        return counts
    }

    private func tree(
        _ parts: [ConceptPart], sum: Double, normalizer: Double, relevance: Double
    ) -> Explanation {
        let concepts = parts.filter { $0.reading != nil }.map { part in
            let reading = part.reading.map { $0.origin == .literal ? "" : ", as \($0.origin.rawValue)" } ?? ""
            let fields = part.fieldCounts.map { "\($0.field) ×\($0.count)" }.joined(separator: ", ")
            return Explanation(
                "“\(part.concept.text)”\(reading)\(fields.isEmpty ? "" : " in \(fields)")",
                part.termScore * part.weight, .product,
                parts: [
                    Explanation("idf × boost (\(part.documentFrequency) documents)", part.weight),
                    Explanation(
                        "term score (frequency \(part.frequency), norm \(part.norm))", part.termScore),
                ])
        }
        return Explanation(
            "relevance R", relevance, .quotient,
            parts: [
                Explanation("sum over the query's concepts", sum, .sum, parts: concepts),
                Explanation("full score of the query", normalizer),
            ])
    }
}
