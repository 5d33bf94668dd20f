extension InterpretationStages {
    /// The words left to search, with weights: the head of the query 1, the brand 0.9, models 0.9, the rest 0.6,
    /// descriptions and audience 0.4. Heaviest first; equal weights in order of appearance.
    func keywords() -> [Keyword] {
        var ranges: [(Range<Int>, Double)] = []
        for run in residual() {
            var at = run.lowerBound
            while at < run.upperBound {
                if text.kinds[at] == .space || text.kinds[at] == .other {
                    at += 1
                    continue
                }
                let (end, weight) = word(at: at, limit: run.upperBound)
                ranges.append((at..<end, weight))
                at = end
            }
        }
        let words = ranges.map { range, weight in
            let bytes = text.byteRange(range)
            let utf8 = original.utf8
            let start = utf8.index(utf8.startIndex, offsetBy: bytes.lowerBound)
            return Keyword(
                text: String(utf8[start..<utf8.index(start, offsetBy: bytes.count)]) ?? "", range: bytes,
                weight: weight)
        }
        return words.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .map(\.element)
    }

    private func word(at place: Int, limit: Int) -> (end: Int, weight: Double) {
        for (range, weight) in [(categoryPlaces, 1.0), (brandPlaces, 0.9)] {
            if let range, range.lowerBound == place, range.upperBound <= limit {
                return (range.upperBound, weight)
            }
        }
        if let match = GoodsVocabulary.trailing.longest(in: text, at: place),
            match.range.upperBound <= stop(from: place, limit: limit)
        {
            return (match.range.upperBound, 0.4)
        }
        let end = stop(from: place, limit: limit)
        let isModel =
            (place..<end).contains { text.kinds[$0] == .digit }
            && (place..<end).contains { text.kinds[$0] == .letter }
        return (end, isModel ? 0.9 : 0.6)
    }

    /// The point of 2.5.
    private func isPoint(_ place: Int, _ limit: Int) -> Bool {
        return text.scalar(at: place) == 0x2E && place + 1 < limit && text.kinds[place - 1] == .digit
            && text.kinds[place + 1] == .digit
    }

    /// The end of the word that begins at a place: the end of its script, the begin of an entity, or a space.
    private func stop(from place: Int, limit: Int) -> Int {
        let isHan = text.kinds[place] == .han
        var end = place + 1
        while end < limit {
            let kind = text.kinds[end]
            if kind == .other, isPoint(end, limit) {
                end += 1
                continue
            }
            if kind == .space || kind == .other || (kind == .han) != isHan { break }
            if end == categoryPlaces?.lowerBound || end == brandPlaces?.lowerBound { break }
            if isHan, GoodsVocabulary.trailing.longest(in: text, at: end) != nil { break }
            end += 1
        }
        return end
    }
}
