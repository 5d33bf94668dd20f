/// Finds what a text names by labelling its pieces with a trained chain: `B-x` begins an entity of kind x, `I-x` goes on, `O` is
/// none.
package struct EntityTagger: Sendable {
    /// An entity: its kind, its places in the folded text, and how sure the model is of its least sure piece.
    package struct Span: Sendable, Equatable {
        package var kind: String
        package var places: Range<Int>
        package var confidence: Double
    }

    package let model: LogLinearModel
    private let chain: LinearChain
    private let narrow: NarrowChain?
    /// By label: the kind's number, or -1; and whether the label begins an entity.
    private let kinds: [Int]
    private let begins: [Bool]
    private let names: [String]

    package init(_ model: LogLinearModel) {
        self.model = model
        chain = LinearChain(labelCount: model.labels.count, transitions: model.transitions)
        narrow = NarrowChain(labelCount: model.labels.count, transitions: model.transitions)
        var names: [String] = []
        kinds = model.labels.map { label in
            guard label.count > 2, label.dropFirst().first == "-" else { return -1 }
            let name = String(label.dropFirst(2))
            if let known = names.firstIndex(of: name) { return known }
            names.append(name)
            return names.count - 1
        }
        begins = model.labels.map { $0.hasPrefix("B-") }
        self.names = names
    }

    /// The entities of a text, from left to right.
    /// - Complexity: O(pieces · (features + labels²)).
    package func spans(_ features: TaggingFeatures) -> [Span] {
        let scores = scores(features)
        let labels = narrow?.best(scores) ?? chain.best(scores)
        var spans: [Span] = []
        guard labels.contains(where: { kinds[Int($0)] >= 0 }) else { return spans }
        let confidences = confidences(of: labels, scores)
        var last = -1
        for (index, label) in labels.enumerated() {
            let kind = kinds[Int(label)]
            let confidence = Double(confidences[index])
            let piece = features.pieces[index]
            let places = piece.places
            if kind >= 0, kind == last, !begins[Int(label)] {
                // The hyphen of MIX-257 belongs to the brand only where more of it follows.
                if !Self.joins(piece) {
                    spans[spans.count - 1].places =
                        spans[spans.count - 1].places.lowerBound..<places.upperBound
                }
                spans[spans.count - 1].confidence = min(spans[spans.count - 1].confidence, confidence)
            } else if kind >= 0 {
                spans.append(Span(kind: names[kind], places: places, confidence: confidence))
            }
            last = kind
        }
        return spans
    }

    /// The probability of each label of a labelling.
    private func confidences(of labels: [UInt8], _ scores: [Float]) -> [Float] {
        if let narrow {
            return zip(narrow.marginals(scores), labels).map { $0[Int($1)] }
        }
        let (marginals, _) = chain.marginals(scores)
        return labels.indices.map { marginals[$0 * model.labels.count + Int(labels[$0])] }
    }

    /// - / . ( and the like: what joins two parts of a name and ends none, as `Disney+` and `Yahoo!` end.
    private static func joins(_ piece: TextPieces.Piece) -> Bool {
        piece.kind == .other && piece.value != 0x2B && piece.value != 0x21
    }

    private func scores(_ features: TaggingFeatures) -> [Float] {
        let count = model.labels.count
        var scores = [Float](repeating: 0, count: features.pieces.count * count)
        var present: [UInt32] = []
        present.reserveCapacity(40)
        scores.withUnsafeMutableBufferPointer { scores in
            for index in features.pieces.indices {
                present.removeAll(keepingCapacity: true)
                features.append(index, to: &present)
                model.score(
                    present,
                    into: UnsafeMutableBufferPointer(rebasing: scores[index * count..<(index + 1) * count]))
            }
        }
        return scores
    }
}

extension EntityTagger {
    /// The kinds that query understanding asks for.
    package static let brand = "brand"
    package static let category = "category"
    /// A brand that the model is less sure of is none.
    package static let leastConfidence = 0.3
    package static let labels = ["O", "B-brand", "I-brand", "B-category", "I-category"]
}
