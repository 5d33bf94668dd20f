/// Finds the brand and the category a query names, in the catalogue's lexicon first, by shape where the
/// lexicon is silent.
struct EntityMatcher {
    /// A match with its places in the folded text.
    struct Found {
        var match: EntityMatch
        var places: Range<Int>
        /// Whether the catalogue has it, rather than the shape of the text.
        var isKnown: Bool
    }

    let lexicon: CatalogueLexicon
    let text: FoldedText
    let original: String

    // MARK: Brand

    /// The brand most likely meant: long surfaces, common brands and early places win.
    func brand(blocked: [Bool]) -> Found? {
        var best: (found: Found, score: Double)?
        for place in 0..<text.count where !blocked[place] {
            lexicon.brands.forEach(in: text, at: place) { range, surface in
                guard !range.contains(where: { blocked[$0] }), isTrusted(range, surface) else { return }
                let score = Double(range.count) * (0.3 + surface.share) + (range.lowerBound == 0 ? 2 : 0)
                guard score > best?.score ?? 0 else { return }
                let confidence = Swift.min(0.97, 0.55 + 0.4 * surface.share)
                best = (found(range, lexicon.brands.values(of: surface), confidence), score)
            }
        }
        return best?.found
    }

    /// Guards against values that are ordinary words in a query.
    private func isTrusted(_ range: Range<Int>, _ surface: CatalogueLexicon.Surface) -> Bool {
        let hasLetters = range.contains { text.kinds[$0] == .letter }
        let hasHan = range.contains { text.kinds[$0] == .han }
        let isWhole = range.count == text.count
        if !hasLetters, !hasHan { return isNumberBrand(range) }
        if hasHan { return range.count > 2 || !isWeighed(range) }
        if isWhole { return true }
        if range.count <= 2 { return surface.count >= 20 && surface.share >= 0.3 && range.lowerBound == 0 }
        if GoodsVocabulary.nouns.longest(in: text, at: range.lowerBound)?.range == range { return false }
        // A word whose products are mostly not of the brand is a word.
        return surface.share >= (range.lowerBound == 0 ? 0.15 : 0.3)
    }

    /// 360 at the start, with a name behind it.
    private func isNumberBrand(_ range: Range<Int>) -> Bool {
        guard range.lowerBound == 0 else { return false }
        let next = text.kind(at: range.upperBound)
        guard next == .space || next == .han || range.upperBound == text.count else { return false }
        return UnitTable.units.longest(in: text, at: range.upperBound)?.tag == nil && PriceContext.otherUnits.longest(in: text, at: range.upperBound) == nil
    }

    /// 小米 10斤, 苹果 5斤: what is sold by weight is the food of that name.
    private func isWeighed(_ range: Range<Int>) -> Bool {
        let quantities = QuantityGrammar(text).quantities()
        return quantities.contains { $0.quantity.kind == .weight && ["jin", "kg", "liang"].contains($0.quantity.unit) }
    }

    /// A brand no catalogue has, told by its shape: 宝湖牌, a name before 旗舰店, a Latin name before Han goods.
    func shapedBrand(blocked: [Bool], head: Range<Int>?, shop: Range<Int>?) -> Found? {
        if let mark = (2..<6).first(where: { text.has("牌", at: $0) }), text.kind(at: mark + 1) == .han, !blocked[mark] {
            return found(0..<mark, [], 0.6)
        }
        if let shop, let name = name(before: shop.lowerBound, blocked) { return found(name, [], 0.6) }
        if let head, let name = latinName(before: head.lowerBound, blocked) { return found(name, [], 0.5) }
        if let name = transcription(blocked, head: head) { return found(name, [], 0.4) }
        return nil
    }

    private func name(before end: Int, _ blocked: [Bool]) -> Range<Int>? {
        var stop = end
        while stop > 0, text.kinds[stop - 1] == .space || blocked[stop - 1] { stop -= 1 }
        guard stop >= 2, stop <= 24, !(0..<stop).contains(where: { blocked[$0] }) else { return nil }
        let isLatin = text.kinds[stop - 1] == .letter
        return isLatin || stop <= 6 ? 0..<stop : nil
    }

    /// ocooker微波炉, puma足球: a Latin word of three letters or more that is no technical abbreviation.
    private func latinName(before head: Int, _ blocked: [Bool]) -> Range<Int>? {
        guard text.kind(at: head) == .han else { return nil }
        var start = 0
        while start < head {
            guard text.kinds[start] == .letter, text.kind(at: start - 1) != .letter else { start += 1; continue }
            var end = start
            while end < head, text.kinds[end] == .letter { end += 1 }
            let hasDigits = text.kind(at: end) == .digit || text.kind(at: start - 1) == .digit
            if end - start >= 3, !hasDigits, !blocked[start], TechnicalWords.table.longest(in: text, at: start)?.range != start..<end {
                return start..<end
            }
            start = end
        }
        return nil
    }

    /// 努奥罗, 森海塞耳: three characters in a row that transcribe foreign sounds, at the start.
    private func transcription(_ blocked: [Bool], head: Range<Int>?) -> Range<Int>? {
        var end = 0
        while end < text.count, !blocked[end], TranscriptionCharacters.set.contains(text.scalars[end]), end < (head?.lowerBound ?? text.count) { end += 1 }
        return end >= 3 && end <= 6 ? 0..<end : nil
    }

    // MARK: Category

    /// The catalogue's category node that names the head, else the head by shape.
    func category(blocked: [Bool]) -> Found? {
        let head = HeadNoun(text, blocked: blocked)
        var best: (found: Found, end: Int)?
        let limit = head?.places.upperBound ?? text.count
        for place in 0..<text.count where !blocked[place] {
            lexicon.categories.forEach(in: text, at: place) { range, surface in
                guard !range.contains(where: { blocked[$0] }), range.upperBound <= limit || head == nil else { return }
                // The node must reach the head: 手机 of 手机壳 is not the category.
                if let head, range.upperBound < head.places.upperBound { return }
                if let best, best.end >= range.upperBound { return }
                best = (found(range, lexicon.categories.values(of: surface), 0.9), range.upperBound)
            }
        }
        if let best { return best.found }
        return head.map { found($0.places, [], $0.confidence) }
    }

    // MARK: Parts

    func found(_ places: Range<Int>, _ values: [EntityMatch.Value], _ confidence: Double) -> Found {
        let bytes = text.byteRange(places)
        let utf8 = original.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: bytes.lowerBound)
        let surface = String(utf8[start..<utf8.index(start, offsetBy: bytes.count)]) ?? ""
        return Found(
            match: EntityMatch(surface: surface, range: bytes, values: values, confidence: confidence), places: places,
            isKnown: !values.isEmpty)
    }
}
