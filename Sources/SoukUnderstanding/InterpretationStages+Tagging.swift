/// What the tagger sees of a text that is not read as something else already.
extension InterpretationStages {
    /// The entities that the tagger sees, of what is left to be read.
    func tagged(_ tagger: EntityTagger, ignoring ignored: Set<InterpretationPart>) -> [EntityTagger
        .Span]
    {
        tagger.spans(TaggingFeatures(pieces, evidence: evidence)).map(withoutUnit).filter { span in
            !span.places.contains { isSpent($0) || text.scalars[$0] == 0x3A }
                // 6.1英寸 names no goods.
                && !quantities.contains { $0.places.clamped(to: span.places) == span.places }
                && !isOfFunctionWords(span.places) && !isInsideNumber(span.places.lowerBound)
                && !(span.kind == EntityTagger.brand && ignored.contains(.brand))
        }
    }

    /// 水 of 500ml水: what begins inside a quantity begins behind it.
    private func withoutUnit(_ span: EntityTagger.Span) -> EntityTagger.Span {
        let start = span.places.lowerBound
        guard
            let quantity = quantities.first(where: {
                $0.places.lowerBound < start && $0.places.upperBound > start
                    && $0.places.upperBound < span.places.upperBound
            })
        else { return span }
        var span = span
        span.places = text.skippingSpace(quantity.places.upperBound)..<span.places.upperBound
        return span
    }

    /// Whether a place is behind the point of a number: the 2 of 4.2.
    private func isInsideNumber(_ place: Int) -> Bool {
        text.kind(at: place) == .digit && text.scalar(at: place - 1) == 0x2E
            && text.kind(at: place - 2) == .digit
    }
}
