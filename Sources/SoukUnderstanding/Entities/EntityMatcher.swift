import SoukAnalysis

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
        return UnitTable.longest(in: text, at: range.upperBound)?.unit == nil
            && PriceContext.otherUnits.longest(in: text, at: range.upperBound) == nil
    }

    /// 小米 10斤, 苹果 5斤: what is sold by weight is the food of that name.
    private func isWeighed(_ range: Range<Int>) -> Bool {
        let quantities = QuantityGrammar(text).quantities()
        return quantities.contains {
            $0.quantity.kind == .weight && ["jin", "kg", "liang"].contains($0.quantity.unit)
        }
    }

    /// A brand no catalogue has, told by its shape: 宝湖牌, a name before 旗舰店, a Latin name before Han goods.
    func shapedBrand(blocked: [Bool], head: Range<Int>?, shop: Range<Int>?) -> Found? {
        if let name = nameBeforeMark(blocked) { return found(name, [], 0.6) }
        if let shop, let name = name(before: shop.lowerBound, blocked) { return found(name, [], 0.6) }
        if let head, let name = latinName(before: head.lowerBound, blocked) { return found(name, [], 0.5) }
        if let name = nameBeforeModel(blocked) { return found(name, [], 0.5) }
        if let name = transcription(blocked, head: head) { return found(name, [], 0.45) }
        if let name = unseenName(before: head, blocked) { return found(name, [], 0.35) }
        return nil
    }

    /// 宝湖牌焊帽: the name before 牌, unless it is a tag of something (价格牌).
    private func nameBeforeMark(_ blocked: [Bool]) -> Range<Int>? {
        guard let mark = (2..<6).first(where: { text.has("牌", at: $0) }), text.kind(at: mark + 1) == .han,
            !blocked[mark]
        else { return nil }
        let isTag = (0..<mark).contains { start in
            PriceWordingTable.notWording.longest(in: text, at: start).map { $0.range.contains(mark) } ?? false
                || PriceWordingTable.words.longest(in: text, at: start) != nil
        }
        return isTag ? nil : 0..<mark
    }

    /// 宝峰a5, 美能达x7a: a short Han name at the start, directly before a model.
    private func nameBeforeModel(_ blocked: [Bool]) -> Range<Int>? {
        var end = 0
        while end < text.count, text.kinds[end] == .han, !blocked[end] { end += 1 }
        guard end >= 2, end <= 4, text.kind(at: end) == .letter || text.kind(at: end) == .digit else {
            return nil
        }
        var (at, letters, digits) = (end, 0, 0)
        while at < text.count, text.kinds[at] == .letter || text.kinds[at] == .digit {
            if text.kinds[at] == .letter { letters += 1 } else { digits += 1 }
            at += 1
        }
        guard letters > 0, digits > 0, !blocked[end], !isDescription(0..<end) else { return nil }
        return 0..<end
    }

    /// Whether the words end in goods or describe goods.
    private func isDescription(_ range: Range<Int>) -> Bool {
        GoodsVocabulary.finalWords.longestEnding(in: text, at: range.upperBound, longestPhrase: 6) != nil
            || GoodsVocabulary.trailing.longestEnding(in: text, at: range.upperBound, longestPhrase: 5) != nil
            || GoodsVocabulary.trailing.longest(in: text, at: range.lowerBound) != nil
            || GoodsVocabulary.finalCharacters.contains(text.scalars[range.upperBound - 1])
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
            guard text.kinds[start] == .letter, text.kind(at: start - 1) != .letter else {
                start += 1
                continue
            }
            var end = start
            while end < head, text.kinds[end] == .letter { end += 1 }
            let hasDigits = text.kind(at: end) == .digit || text.kind(at: start - 1) == .digit
            if end - start >= 3, !hasDigits, !blocked[start],
                TechnicalWords.table.longest(in: text, at: start)?.range != start..<end
            {
                return start..<end
            }
            start = end
        }
        return nil
    }

    /// 努奥罗, 森海塞耳: three characters in a row that transcribe foreign sounds, at the start.
    private func transcription(_ blocked: [Bool], head: Range<Int>?) -> Range<Int>? {
        var end = 0
        while end < text.count, !blocked[end], TranscriptionCharacters.set.contains(text.scalars[end]),
            end < (head?.lowerBound ?? text.count)
        { end += 1 }
        return end >= 3 && end <= 6 ? 0..<end : nil
    }

    /// 杭固美缝剂: at the start, before the goods, something the catalogue never says.
    private func unseenName(before head: Range<Int>?, _ blocked: [Bool]) -> Range<Int>? {
        guard let head, head.lowerBound >= 2, !blocked[0] else { return nil }
        guard text.kinds[0] == .han, lexicon.knowsHanPairs else { return nil }
        var end = 0
        // A pair the catalogue never has, inside the name or across its end.
        while end < head.lowerBound, !blocked[end], isUnseenPair(at: end) { end += 1 }
        return end >= 2 && end <= 4 && GoodsVocabulary.trailing.longest(in: text, at: 0) == nil
            ? 0..<end : nil
    }

    /// overstreet stools: a Latin word at the start that the catalogue hardly has, before the goods. A collection
    /// or a series: it makes a product of the query, not a brand.
    func hasUnseenWord(before head: Range<Int>?) -> Bool {
        guard let head, text.kind(at: 0) == .letter, lexicon.knowsLatinWords else { return false }
        var end = 0
        while end < head.lowerBound, text.kinds[end] == .letter { end += 1 }
        guard end >= 4, end < head.lowerBound, text.kind(at: end) == .space else { return false }
        if GoodsVocabulary.nouns.longest(in: text, at: 0) != nil { return false }
        return lexicon.documentCount(of: text.scalars[0..<end]) <= lexicon.rareCount
    }

    private func isUnseenPair(at place: Int) -> Bool {
        guard text.kind(at: place) == .han else { return false }
        guard text.kind(at: place + 1) == .han else { return true }
        return lexicon.documentCount(of: text.scalars[place...place + 1]) == 0
    }

    // MARK: Category

    /// The catalogue's category node that names the head, else the head by shape.
    func category(blocked: [Bool]) -> Found? {
        let head = HeadNoun(text, blocked: blocked)
        var best: (found: Found, end: Int)?
        let limit = head?.places.upperBound ?? text.count
        for place in 0..<text.count where !blocked[place] {
            lexicon.categories.forEach(in: text, at: place) { range, surface in
                guard !range.contains(where: { blocked[$0] }), range.upperBound <= limit || head == nil else {
                    return
                }
                // The node must reach the head: 手机 of 手机壳 is not the category.
                if let head, range.upperBound < head.places.upperBound { return }
                if let best, best.end >= range.upperBound { return }
                best = (found(range, lexicon.categories.values(of: surface), 0.9), range.upperBound)
            }
        }
        if let best { return best.found }
        return head.map { found(widened($0.places, blocked), [], $0.confidence) }
    }

    /// 燥机 becomes 干燥机: the character before belongs to the head when the catalogue binds it more closely.
    private func widened(_ head: Range<Int>, _ blocked: [Bool]) -> Range<Int> {
        let before = head.lowerBound - 1
        guard lexicon.knowsHanPairs, head.count == 2, text.kind(at: before) == .han,
            text.kinds[head.lowerBound] == .han,
            !blocked[before]
        else { return head }
        let inside = lexicon.documentCount(of: text.scalars[head])
        let across = lexicon.documentCount(of: text.scalars[before...before + 1])
        return across > 2 * inside + 1 ? before..<head.upperBound : head
    }

    // MARK: Parts

    func found(_ places: Range<Int>, _ values: [EntityMatch.Value], _ confidence: Double) -> Found {
        let bytes = text.byteRange(places)
        let utf8 = original.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: bytes.lowerBound)
        let surface = String(utf8[start..<utf8.index(start, offsetBy: bytes.count)]) ?? ""
        return Found(
            match: EntityMatch(surface: surface, range: bytes, values: values, confidence: confidence),
            places: places,
            isKnown: !values.isEmpty)
    }
}
