import SoukAnalysis

/// Finds what a text asks to leave out in words: 手机 不要华为, `phone not huawei`, 除了苹果以外的平板.
///
/// What the catalogue knows as a brand or an attribute, and words that describe goods, are left out. Words that nothing is
/// known of are left out where goods are named before (连衣裙 不要长袖); else they are plain text, as in titles (`To Kill … Not`,
/// 不要和陌生人说话).
struct NegationReader {
    /// One thing that is not wanted.
    struct Found {
        var kind: Exclusion.Kind
        var object: Range<Int>
        var whole: Range<Int>
        var values: [EntityMatch.Value]
        var includesTexts: Bool
    }

    let text: FoldedText
    let lexicon: CatalogueLexicon
    /// Whether a place is read already.
    let blocked: [Bool]
    /// With or without something: both are wanted, so nothing is asked for.
    private(set) var choices: [Range<Int>] = []
    /// Where the first name of goods ends.
    private lazy var firstGoods = endOfFirstGoods()

    init(text: FoldedText, lexicon: CatalogueLexicon, blocked: [Bool]) {
        self.text = text
        self.lexicon = lexicon
        self.blocked = blocked
    }

    mutating func negations() -> [Found] {
        var found: [Found] = []
        var at = 0
        while at < text.count {
            let more = negation(at: at)
            found += more
            at = more.last?.whole.upperBound ?? at + 1
        }
        return found
    }

    /// What a dash excludes: the word, and the brand or the attribute that it names.
    func excluded(_ word: Range<Int>, whole: Range<Int>) -> Found {
        let known = Self.longest(objects(at: word.lowerBound, .close).filter { $0.places == word })
        return Found(
            kind: known?.kind ?? .word, object: word, whole: whole, values: known?.values ?? [],
            includesTexts: true)
    }

    // MARK: One negation

    private mutating func negation(at place: Int) -> [Found] {
        guard !blocked[place], isBegin(place),
            let negating = NegatingWords.table.longest(in: text, at: place), !isInsideName(negating.range)
        else { return [] }
        var found: [Found] = []
        var at = text.skippingSpace(negating.range.upperBound)
        if text.scalar(at: at) == 0x2D { at += 1 }
        if negating.tag == .naming, firstGoods > place { return [] }
        if let choice = choice(negating.range, object: at) {
            choices.append(choice)
            return []
        }
        var takesUnknown =
            negating.tag.takesUnknown && firstGoods <= place && !isInClause(negating.range)
            && !isInTitle(place, at)
        while let object = known(at: at, negating.tag) ?? (takesUnknown ? unknown(at: at) : nil) {
            let end = closed(object.places.upperBound)
            let start = found.last?.whole.upperBound ?? place
            found.append(
                Found(
                    kind: object.kind, object: object.places, whole: start..<end, values: object.values,
                    includesTexts: object.isSure && negating.tag != .lacking))
            guard let joint = NegatingWords.joining.longest(in: text, at: text.skippingSpace(end)) else {
                break
            }
            at = text.skippingSpace(joint.range.upperBound)
            // 不要透明, 苹果15: what follows a comma may be wanted again.
            let sign = joint.range.lowerBound
            takesUnknown = takesUnknown && (text.kinds[sign] != .other || text.has("、", at: sign))
        }
        return found
    }

    private func endOfFirstGoods() -> Int {
        for start in 0..<text.count {
            var end: Int?
            lexicon.categories.forEach(in: text, at: start) { range, _ in
                end = Swift.min(end ?? range.upperBound, range.upperBound)
            }
            if let end { return end }
            if GoodsVocabulary.nameEnds(at: start + 1, in: text) { return start + 1 }
        }
        return .max
    }

    /// This is not a drill: a clause, which denies something else than goods.
    private func isInClause(_ negating: Range<Int>) -> Bool {
        let end = negating.lowerBound - 1
        guard text.kind(at: negating.lowerBound) == .letter, text.kind(at: end) == .space, end > 0 else {
            return false
        }
        var start = end
        while text.kind(at: start - 1) == .letter { start -= 1 }
        return StopWords.contains(text.string(start..<end))
    }

    /// 带dr和不带dr: with or without it, as one likes. Nothing is left out.
    private func choice(_ negating: Range<Int>, object: Int) -> Range<Int>? {
        guard text.kind(at: negating.lowerBound) == .han, negating.count == 2 else { return nil }
        let verb = text.scalars[negating.upperBound - 1]
        let end = endOfWord(object)
        guard end > object else { return nil }
        let wanted = [verb] + text.scalars[object..<end]
        var before =
            text.kind(at: negating.lowerBound - 1) == .space ? negating.lowerBound - 1 : negating.lowerBound
        if let joint = NegatingWords.joining.longestEnding(in: text, at: before, longestPhrase: 3) {
            before =
                text.kind(at: joint.range.lowerBound - 1) == .space
                ? joint.range.lowerBound - 1 : joint.range.lowerBound
        }
        guard before >= wanted.count, text.scalars[before - wanted.count..<before].elementsEqual(wanted)
        else {
            return nil
        }
        return before - wanted.count..<end
    }

    /// 小说 不要让我走: a sentence, as titles are. What is sold is not spoken to, and behind a word for a work nearly anything is
    /// its name.
    private func isInTitle(_ negating: Int, _ object: Int) -> Bool {
        guard text.kind(at: object) == .han else { return false }
        if NegatingWords.addressing.longest(in: text, at: object) != nil { return true }
        if (object..<endOfWord(object)).contains(where: { NegatingWords.persons.contains(text.scalars[$0]) })
        {
            return true
        }
        return NegatingWords.works.all(in: text).contains { $0.range.upperBound <= negating }
    }

    /// English words begin after a space; 要不要 and why not negate nothing.
    private func isBegin(_ place: Int) -> Bool {
        guard text.kinds[place] == .han || text.kinds[place] == .letter, text.isNameBoundary(place) else {
            return false
        }
        if text.kinds[place] == .letter, text.kind(at: place - 1) == .digit { return false }
        let before = text.kind(at: place - 1) == .space ? place - 1 : place
        guard before > 0 else { return true }
        return NegatingWords.before.longestEnding(in: text, at: before, longestPhrase: 8) == nil
    }

    /// Not Your Daughter's Jeans: a brand that begins with the word.
    private func isInsideName(_ range: Range<Int>) -> Bool {
        var isInside = false
        lexicon.brands.forEach(in: text, at: range.lowerBound) { brand, _ in
            isInside = isInside || brand.upperBound > range.upperBound
        }
        return isInside
    }

    private func closed(_ place: Int) -> Int {
        let at = text.kind(at: place) == .space ? place + 1 : place
        guard let closing = NegatingWords.closing.longest(in: text, at: at),
            at == place || text.kinds[at] == .letter
        else { return place }
        return closing.range.upperBound
    }

    /// Whether the words are all that is negated: 不要华为p20 asks for no less than Huawei.
    private func isEnd(_ end: Int, of object: Object, _ strength: NegatingWords.Strength) -> Bool {
        switch text.kind(at: end) {
        case .digit, .letter: return false
        case .other: return true
        case .han:
            // 非华为手机, 除了小米手机.
            return end > object.places.upperBound || NegatingWords.joining.longest(in: text, at: end) != nil
                || GoodsVocabulary.finalWords.longest(in: text, at: end) != nil
                || NegatingWords.table.longest(in: text, at: end) != nil
        case .space:
            guard end < text.count, text.kind(at: end + 1) != .digit else { return end >= text.count }
            // without apple logo: the logo is not wanted.
            return strength != .lacking || text.kinds[end + 1] != .letter
                || NegatingWords.joining.longest(in: text, at: end + 1) != nil
        }
    }

    // MARK: Objects

    fileprivate struct Object {
        var kind: Exclusion.Kind
        var places: Range<Int>
        var values: [EntityMatch.Value] = []
        /// False for a brand that is mostly another word.
        var isSure = true
    }

    /// A brand before an attribute before a word, the longest of each.
    fileprivate static func longest(_ objects: [Object]) -> Object? {
        objects.max { ($0.places.count, $0.rank) < ($1.places.count, $1.rank) }
    }

    private func known(at place: Int, _ strength: NegatingWords.Strength) -> Object? {
        guard let object = Self.longest(objects(at: place, strength)),
            !object.places.contains(where: { blocked[$0] }),
            isEnd(closed(object.places.upperBound), of: object, strength)
        else { return nil }
        return object
    }

    /// Words that nothing is known of: one run of Han, or up to three words of letters. Longer runs of Han are sentences, as in
    /// titles; of more words only the first is surely meant.
    private func unknown(at place: Int) -> Object? {
        guard NegatingWords.joining.longest(in: text, at: place) == nil else { return nil }
        var start = place
        while let filling = NegatingWords.filling.longest(in: text, at: start) {
            let next = text.skippingSpace(filling.range.upperBound)
            // 带子 is a word.
            guard endOfWord(next) - next >= 2 else { break }
            start = next
        }
        var end = endOfWord(start)
        guard isUnknownWord(start..<end) else { return nil }
        if text.kinds[start] == .han {
            guard (start..<end).count(where: { text.kinds[$0] == .han }) <= Self.longestHan else {
                return nil
            }
        } else {
            let first = end
            var count = 1
            while count <= Self.mostWords, text.kind(at: end) == .space {
                let next = end + 1..<endOfWord(end + 1)
                guard isUnknownWord(next) else { break }
                end = next.upperBound
                count += 1
            }
            if count > Self.mostWords { end = first }
        }
        // Every product holds some single character.
        return Object(kind: .word, places: start..<end, isSure: end - start > 1)
    }

    private static let longestHan = 6
    private static let mostWords = 3

    private func isUnknownWord(_ word: Range<Int>) -> Bool {
        guard let first = word.first, text.kinds[first] != .digit else { return false }
        return !StopWords.contains(text.string(word))
            && NegatingWords.table.longest(in: text, at: first) == nil
            && NegatingWords.cutting.longest(in: text, at: first) == nil
    }

    /// Where the letters, digits and Han characters that begin at a place end, with signs inside; at the place itself if none do.
    private func endOfWord(_ start: Int) -> Int {
        var end = start
        while end < text.count, !blocked[end], text.kinds[end] != .space {
            if text.kinds[end] == .other {
                let isJoint = [0x2D, 0x27, 0x2E].contains(text.scalars[end])
                guard end > start, isJoint,
                    text.kind(at: end + 1) == .letter || text.kind(at: end + 1) == .digit
                else { break }
            } else if end > start, text.kinds[end] == .han {
                let isNegating = NegatingWords.table.longest(in: text, at: end).map { $0.tag != .glued }
                if isNegating == true || NegatingWords.cutting.longest(in: text, at: end) != nil { break }
            }
            end += 1
        }
        return end
    }

    private func objects(at place: Int, _ strength: NegatingWords.Strength) -> [Object] {
        guard place < text.count else { return [] }
        var objects: [Object] = []
        lexicon.brands.forEach(in: text, at: place) { range, surface in
            objects.append(
                Object(
                    kind: .brand, places: range, values: lexicon.brands.values(of: surface),
                    isSure: lexicon.share(of: surface, at: range, in: text) >= Self.leastShare))
        }
        if strength == .naming {
            if let end = GeneralNames.endOfBrand(in: text, at: place) {
                objects.append(Object(kind: .brand, places: place..<end))
            }
            return objects.filter(\.isSure)
        }
        lexicon.attributes.forEach(in: text, at: place) { range, surface in
            objects.append(
                Object(kind: .attribute, places: range, values: lexicon.attributes.values(of: surface)))
        }
        guard strength != .lacking else { return objects }
        if let end = GeneralNames.endOfBrand(in: text, at: place) {
            objects.append(Object(kind: .brand, places: place..<end))
        }
        if let word = GoodsVocabulary.trailing.longest(in: text, at: place), word.range.count > 1 {
            objects.append(Object(kind: .word, places: word.range))
        }
        if let word = TechnicalWords.table.longest(in: text, at: place) {
            objects.append(Object(kind: .word, places: word.range))
        }
        guard strength.takesGoods else { return objects }
        lexicon.categories.forEach(in: text, at: place) { range, _ in
            objects.append(Object(kind: .word, places: range))
        }
        if let goods = GoodsVocabulary.finalWords.longest(in: text, at: place) {
            objects.append(Object(kind: .word, places: goods.range))
        }
        return objects
    }

    /// What share of the products that hold a brand's word are of the brand, where the word alone means it.
    private static let leastShare = 0.1
}

extension NegationReader.Object {
    fileprivate var rank: Int {
        switch kind {
        case .brand: 2
        case .attribute: 1
        case .word: 0
        }
    }
}
