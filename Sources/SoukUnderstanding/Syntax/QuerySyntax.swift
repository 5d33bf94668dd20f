import SoukAnalysis

/// The query syntax found in a text: `"…"` is a phrase, `-word` and `-"…"` exclude, `field:value` filters on a field the
/// schema names. Anything malformed is plain text.
///
/// A text of exclusions alone asks for everything else.
package struct QuerySyntax: Sendable {
    /// Places between the quotes.
    package private(set) var phrases: [Range<Int>] = []
    /// Places of the excluded words, without dash and quotes.
    package private(set) var exclusions: [Range<Int>] = []
    private let readsExclusions: Bool
    package private(set) var filters: [(field: String, value: Range<Int>, whole: Range<Int>)] = []
    /// Places that are syntax or not to be searched: quotes, exclusions, filters.
    package private(set) var consumed: [Range<Int>] = []

    /// The names of a schema's fields as they are looked up, made once for all queries.
    package struct FieldNames: Sendable {
        fileprivate let names: [[UInt32]: String]
        fileprivate let accepts: (@Sendable (_ field: String, _ value: String) -> Bool)?

        /// - Parameter accepts: whether a value, folded, fits its field; what does not is plain text. Nil: every value does.
        package init(
            _ fields: [String], accepts: (@Sendable (_ field: String, _ value: String) -> Bool)? = nil
        ) {
            self.accepts = accepts
            names = Dictionary(
                fields.map { (FoldedText($0).scalars, $0) }, uniquingKeysWith: { first, _ in first })
        }
    }

    private let text: FoldedText
    private let fields: FieldNames

    /// - Parameter readsExclusions: false: `-word` is plain text.
    package init(_ text: FoldedText, fields: FieldNames, readsExclusions: Bool = true) {
        self.text = text
        self.readsExclusions = readsExclusions
        self.fields = fields
        var at = 0
        while at < text.count { at = Swift.max(read(at: at), at + 1) }
    }

    /// Reads what begins at a place; the result is where to go on.
    private mutating func read(at place: Int) -> Int {
        let before = text.kind(at: place - 1)
        guard before == .space else { return place + 1 }
        if text.scalars[place] == 0x22, let end = closingQuote(from: place + 1) {
            phrases.append(place + 1..<end)
            consumed += [place..<place + 1, end..<end + 1]
            return end + 1
        }
        if readsExclusions, text.scalars[place] == 0x2D, text.scalar(at: place + 1) == 0x22,
            let end = closingQuote(from: place + 2)
        {
            exclusions.append(place + 2..<end)
            consumed.append(place..<end + 1)
            return end + 1
        }
        if readsExclusions, text.scalars[place] == 0x2D, isWord(place + 1) {
            let end = wordEnd(place + 1)
            exclusions.append(place + 1..<end)
            consumed.append(place..<end)
            return end
        }
        return filter(at: place) ?? place + 1
    }

    private func closingQuote(from start: Int) -> Int? {
        var at = start
        while at < text.count {
            if text.scalars[at] == 0x22 {
                let next = text.kind(at: at + 1)
                return at > start && next != .letter && next != .digit ? at : nil
            }
            at += 1
        }
        return nil
    }

    /// -420 is a number and -18度 a temperature, no exclusions; -256GB and -10片 are.
    private func isWord(_ place: Int) -> Bool {
        var end = place
        while text.kind(at: end) == .digit || end > place && text.scalar(at: end) == 0x2E { end += 1 }
        let kind = text.kind(at: end)
        let isDegree = end > place && Self.degrees.contains(text.scalar(at: end))
        return (kind == .letter || kind == .han) && !isDegree
    }

    /// 度, 摄 and 华 of 摄氏度 and 华氏度, c, f.
    private static let degrees: Set<UInt32> = [0x5EA6, 0x6444, 0x534E, 0x63, 0x66]

    private func wordEnd(_ start: Int) -> Int {
        var end = start
        while end < text.count, text.kinds[end] != .space { end += 1 }
        return end
    }

    private mutating func filter(at place: Int) -> Int? {
        guard text.kinds[place] == .letter || text.kinds[place] == .han, !fields.names.isEmpty else {
            return nil
        }
        var colon = place
        while colon < text.count, colon - place <= 32, text.kinds[colon] != .space,
            text.scalars[colon] != 0x3A
        { colon += 1 }
        guard text.scalar(at: colon) == 0x3A, let field = fields.names[Array(text.scalars[place..<colon])]
        else {
            return nil
        }
        var value = colon + 1..<wordEnd(colon + 1)
        var end = value.upperBound
        if text.scalar(at: colon + 1) == 0x22, let close = closingQuote(from: colon + 2) {
            value = colon + 2..<close
            end = close + 1
        }
        guard !value.isEmpty, fields.accepts?(field, text.string(value)) ?? true else { return nil }
        filters.append((field, value, place..<end))
        consumed.append(place..<end)
        return end
    }
}
