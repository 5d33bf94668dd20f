import SoukAnalysis

/// The stages of reading one text; each looks only at what the ones before left.
struct InterpretationStages {
    let text: FoldedText
    let original: String
    let lexicon: CatalogueLexicon

    private var syntax: QuerySyntax?
    private var negations: [NegationReader.Found] = []
    /// Places of syntax and of what is not wanted.
    private var consumed: [Range<Int>] = []
    private(set) var price: PriceGrammar.Reading?
    private(set) var wording: [PriceWordingScanner.Found] = []
    private(set) var quantities: [QuantityGrammar.Found] = []
    private(set) var marks: [PhraseTable<IntentVocabulary.Mark>.Match] = []
    /// What is labelled, what is known of it, and the labels' entities.
    private(set) var pieces: TextPieces
    var evidence: [PieceEvidence] = []
    private(set) var spans: [EntityTagger.Span] = []
    private(set) var brand: EntityMatcher.Found?
    private(set) var category: EntityMatcher.Found?
    /// What is left when no goods are named: a brand, if the intent turns out so.
    private(set) var name: Range<Int>?
    /// Places read as price, wording, quantity, shop word or syntax.
    private(set) var blocked: [Bool]

    init(text: FoldedText, original: String, lexicon: CatalogueLexicon) {
        self.text = text
        self.original = original
        self.lexicon = lexicon
        blocked = Array(repeating: false, count: text.count + 1)
        pieces = TextPieces(text, limit: 0)
    }

    private mutating func block(_ range: Range<Int>) {
        for place in range where place < blocked.count { blocked[place] = true }
    }

    // MARK: Stages

    mutating func readSyntax(_ fields: QuerySyntax.FieldNames, exclusions: Bool = true) {
        let syntax = QuerySyntax(text, fields: fields, readsExclusions: exclusions)
        for part in syntax.consumed { block(part) }
        consumed = syntax.consumed
        self.syntax = syntax
    }

    mutating func readNegations() {
        var reader = NegationReader(text: text, lexicon: lexicon, blocked: blocked)
        let found = reader.negations()
        for negation in found {
            block(negation.whole)
            consumed.append(negation.whole)
        }
        for choice in reader.choices {
            block(choice)
            consumed.append(choice)
        }
        negations = (syntax?.exclusions ?? []).map { words in
            let isQuoted = text.scalar(at: words.lowerBound - 1) == 0x22
            return reader.excluded(
                words,
                whole: isQuoted
                    ? words.lowerBound - 2..<words.upperBound + 1 : words.lowerBound - 1..<words.upperBound)
        }
        negations += found
    }

    mutating func readPrice() {
        price = PriceGrammar(text).price().flatMap { reading in
            reading.places.contains { blocked[$0] } ? nil : reading
        }
        if let price { block(price.places) }
        wording = PriceWordingScanner(text).wording().filter { found in !found.places.contains { blocked[$0] }
        }
        for part in wording { block(part.places) }
        // 便宜的手机: the particle goes with the wording.
        for part in wording.map(\.places) + [price?.places].compactMap({ $0 })
        where text.has("的", at: part.upperBound) {
            block(part.upperBound..<part.upperBound + 1)
        }
    }

    mutating func readQuantities() {
        quantities = QuantityGrammar(text).quantities().filter { found in
            !found.places.contains { blocked[$0] }
        }
        quantities = quantities.filter { !isInsideBrand($0.places) }
        for part in quantities { block(part.places) }
    }

    /// 361度, 3M: a brand of the catalogue that holds the whole quantity.
    private func isInsideBrand(_ places: Range<Int>) -> Bool {
        var isInside = false
        for start in Swift.max(0, places.lowerBound - 6)...places.lowerBound {
            lexicon.brands.forEach(in: text, at: start) { range, surface in
                let coversMore =
                    range.count > places.count || start == 0 && range == places && surface.count >= 5
                if range.upperBound >= places.upperBound, coversMore { isInside = true }
            }
        }
        return isInside
    }

    mutating func readWords() {
        // 店 alone speaks of a shop only at the end of a name.
        marks = IntentVocabulary.words.all(in: text).filter { mark in
            mark.tag != .ordinary
                && !(mark.tag == .shop && mark.range.count == 1 && mark.range.upperBound < text.count)
        }
        for mark in marks where mark.tag == .shop { block(mark.range) }
    }

    /// What is known of each piece before anything is labelled.
    mutating func readEvidence() {
        pieces = TextPieces(text)
        var reader = EvidenceReader(text: text, lexicon: lexicon)
        for part in consumed { reader.mark(part, .syntax) }
        if let price { reader.mark(price.places, .price) }
        for part in wording { reader.mark(part.places, .wording) }
        for part in quantities { reader.mark(part.places, .quantity) }
        for mark in marks { if let kind = mark.tag.evidence { reader.mark(mark.range, kind) } }
        evidence = reader.evidence(of: pieces)
    }

    mutating func readEntities(_ tagger: EntityTagger, ignoring ignored: Set<InterpretationPart> = []) {
        let matcher = EntityMatcher(lexicon: lexicon, text: text, original: original)
        spans = tagged(tagger, ignoring: ignored)
        if !ignored.contains(.brand) { brand = namedBrand(matcher) }
        let voucher = marks.last { $0.tag == .voucher && !blocked[$0.range.lowerBound] }
        if !ignored.contains(.category) { category = namedGoods(matcher, voucher?.range) }
        if category == nil, !ignored.contains(.category), let goods = goodsAlone() {
            category = matcher.found(goods, [], Self.brandAsGoods)
            brand = nil
        }
        if brand == nil, category == nil || category?.places == voucher?.range { name = nameCandidate() }
    }

    private func namedBrand(_ matcher: EntityMatcher) -> EntityMatcher.Found? {
        if let whole = wholeBrand() { return matcher.brand(at: whole, confidence: 0.95) }
        if let span = brandSpan, !isWeighed(span.places) {
            let places = beforeModel(trimmed(span.places))
            if !isBound(places) { return matcher.brand(at: places, confidence: span.confidence) }
        }
        if let backed = backedBrand(), !isWeighed(backed) {
            return matcher.brand(at: backed, confidence: Self.backedConfidence)
        }
        return nil
    }

    /// The goods that are asked for beside the brand.
    private func namedGoods(_ matcher: EntityMatcher, _ voucher: Range<Int>?) -> EntityMatcher.Found? {
        var rest = blocked
        if let brand { for place in brand.places { rest[place] = true } }
        // A coupon is the goods only when nothing else is: 麦当劳优惠券, not 衣服优惠券.
        for mark in marks where isCoupon(mark.range) { for place in mark.range { rest[place] = true } }
        var category = matcher.category(blocked: rest)
        if let found = category, let seen = seenCategory(instead: found) {
            category = matcher.found(seen.places, [], seen.confidence)
        }
        if category == nil, let voucher { category = matcher.found(voucher, [], 0.7) }
        let goods = spans.last {
            $0.kind == EntityTagger.category && brand?.places.overlaps($0.places) != true
        }
        if category == nil, let goods { category = matcher.found(goods.places, [], goods.confidence) }
        if let found = category, !found.isKnown, matcher.isBrand(found) {
            category?.match.confidence = min(found.match.confidence, Self.brandAsGoods)
        }
        return category
    }

    /// 擦手纸, not 手纸: what the tagger reads as the goods, where the head has nothing but its last character to show. Goods before
    /// the head only go with it (加湿器除垢剂).
    private func seenCategory(instead head: EntityMatcher.Found) -> EntityTagger.Span? {
        guard !head.isKnown, head.match.confidence < Self.sureHead, text.kinds[head.places.lowerBound] == .han
        else { return nil }
        return spans.last { span in
            span.kind == EntityTagger.category && span.confidence >= Self.leastSeen
                && (2...5).contains(span.places.count) && span.places.upperBound >= head.places.upperBound
                && span.places.overlaps(head.places)
                && brand?.places.overlaps(span.places) != true && !endsDescribing(span.places)
        }
    }

    /// 栏杆小, 灯条暖白: goods with what describes them.
    private func endsDescribing(_ places: Range<Int>) -> Bool {
        Descriptions.start(endingAt: places.upperBound, in: text, from: places.lowerBound) != nil
    }

    /// 银杏树, 消渴丸: what was taken for a brand that no product has, not surely, and ends as goods do, where no goods are named.
    private func goodsAlone() -> Range<Int>? {
        guard let brand, !brand.isKnown, brand.match.confidence < Self.sureBrand, brand.places.count >= 3,
            brand.places.allSatisfy({ text.kinds[$0] == .han }),
            GoodsVocabulary.finalCharacters.contains(text.scalars[brand.places.upperBound - 1]),
            !marks.contains(where: { $0.tag == .shop })
        else { return nil }
        return brand.places
    }

    /// What the goods of a query are worth that are a brand of the catalogue.
    private static let brandAsGoods = 0.5
    private static let sureHead = 0.8
    private static let sureBrand = 0.9
    private static let leastSeen = 0.6

    /// `the for`: nothing that a shopper could want.
    func isOfFunctionWords(_ places: Range<Int>) -> Bool {
        // No Chinese one is longer.
        if text.kinds[places.lowerBound] == .han, places.count > 3 { return false }
        var at = places.lowerBound
        while at < places.upperBound {
            let end = places[at...].first { text.kinds[$0] == .space } ?? places.upperBound
            if end > at, !StopWords.contains(text.string(at..<end)) { return false }
            at = end + 1
        }
        return true
    }

    /// Whether a place is read as price or syntax, or speaks of service, which no entity holds.
    func isSpent(_ place: Int) -> Bool {
        price?.places.contains(place) == true || consumed.contains { $0.contains(place) }
            || marks.contains { ($0.tag == .service || $0.tag == .chat) && $0.range.contains(place) }
    }

    /// The one run of text left beside price, shop and voucher words and descriptions, when it is short enough
    /// for a name.
    private func nameCandidate() -> Range<Int>? {
        var rest = blocked
        for mark in marks where mark.tag == .voucher { for place in mark.range { rest[place] = true } }
        if marks.contains(where: {
            $0.tag == .question || $0.tag == .service || $0.tag == .chat || $0.tag == .series
        }) {
            return nil
        }
        for match in GoodsVocabulary.trailing.all(in: text) where match.range.upperBound == text.count {
            if match.range.count >= 2 { for place in match.range { rest[place] = true } }
        }
        let runs = runs { !rest[$0] }
        guard runs.count == 1, let run = runs.first, !isBound(run) else { return nil }
        let hasHan = run.contains { text.kinds[$0] == .han }
        guard run.count >= 2, run.count <= (hasHan ? 6 : 24) else { return nil }
        // nosuch:foo is syntax for another catalogue.
        if run.contains(where: { text.scalars[$0] == 0x3A }) { return nil }
        return hasHan && isDescribing(run) || isOfFunctionWords(run) ? nil : run
    }

    /// Whether a short Han text is made of everyday words rather than a name.
    private func isDescribing(_ run: Range<Int>) -> Bool {
        let isWorded = run.contains { place in
            (GoodsVocabulary.trailing.longest(in: text, at: place)?.range.count ?? 0) >= 2
                || GoodsVocabulary.finalWords.longest(in: text, at: place) != nil
        }
        if isWorded { return true }
        let common = zip(pieces.pieces, evidence).filter { piece, evidence in
            run.dropFirst().contains(piece.places.lowerBound) && evidence.frequency == .common
        }
        return run.count >= 4 && common.count >= 2
    }

    /// Takes the name left as the brand when the intent asks for one; no goods are read from other texts.
    mutating func acceptName(as intent: Intent, ignoring ignored: Set<InterpretationPart> = []) {
        if intent == .other {
            category = nil
            if brand?.isKnown == false { brand = nil }
        }
        guard brand == nil, let name, !ignored.contains(.brand),
            intent == .brand || intent == .product || intent == .priceComparison, !isNumberedModel(name)
        else { return }
        let matcher = EntityMatcher(lexicon: lexicon, text: text, original: original)
        brand = matcher.found(name, [], 0.35)
    }

    // MARK: Result

    /// Audience, models and attributes in what brand, category, price and quantities left.
    private func description() -> QueryDescription {
        var description = QueryDescription()
        var isTaken = blocked
        for places in [brand?.places, category?.places].compactMap({ $0 }) {
            for place in places { isTaken[place] = true }
        }
        func take(_ places: Range<Int>) -> QueryDescription.Part? {
            guard !places.contains(where: { isTaken[$0] }) else { return nil }
            for place in places { isTaken[place] = true }
            return QueryDescription.Part(surface: surface(places), range: text.byteRange(places))
        }
        for mark in marks where mark.tag == .audience {
            if let part = take(mark.range) { description.audience.append(part) }
        }
        for places in TextShape(text: text).models(blocked: isTaken) {
            if let part = take(places) { description.models.append(part) }
        }
        for place in 0..<text.count where !lexicon.attributes.isEmpty && !isTaken[place] {
            var longest: (places: Range<Int>, surface: CatalogueLexicon.Surface)?
            lexicon.attributes.forEach(in: text, at: place) { longest = ($0, $1) }
            guard let longest, let value = lexicon.attributes.values(of: longest.surface, limit: 1).first,
                let part = take(longest.places)
            else { continue }
            description.attributes.append(
                QueryDescription.Attribute(part: part, name: value.path[0], value: value.path[1]))
        }
        return description
    }

    private func surface(_ places: Range<Int>) -> String {
        let bytes = text.byteRange(places)
        let utf8 = original.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: bytes.lowerBound)
        return String(utf8[start..<utf8.index(start, offsetBy: bytes.count)]) ?? ""
    }

    func interpretation(_ prediction: IntentPrediction) -> Interpretation {
        Interpretation(
            text: original, intent: prediction.intent, confidence: prediction.confidence,
            probabilities: prediction.probabilities,
            brand: brand?.match,
            category: category?.match, price: price?.constraint,
            priceWording: wording.map { PriceWording(kind: $0.kind, range: text.byteRange($0.places)) },
            quantities: quantities.map(\.quantity), description: description(),
            keywords: keywords(),
            phrases: (syntax?.phrases ?? []).map { text.byteRange($0) },
            exclusions: negations.map { exclusion($0) },
            fieldFilters: filters(), residual: residual().map { text.byteRange($0) }, corrections: [],
            readByteCount: text.readByteCount)
    }

    private func exclusion(_ found: NegationReader.Found) -> Exclusion {
        Exclusion(
            kind: found.kind, range: text.byteRange(found.object), whole: text.byteRange(found.whole),
            values: found.values, includesTexts: found.includesTexts)
    }

    private func filters() -> [FieldFilter] {
        (syntax?.filters ?? []).map { filter in
            FieldFilter(
                field: filter.field, value: surface(filter.value), range: text.byteRange(filter.whole))
        }
    }

    /// Places that are searched: all but price, wording, shop words and syntax. Quantities are searched too.
    func isSearched(_ place: Int) -> Bool {
        !blocked[place] || quantities.contains { $0.places.contains(place) }
    }

    /// Maximal searched runs without outer spaces. When nothing is left, everything but syntax is searched.
    func residual() -> [Range<Int>] {
        let runs = runs { isSearched($0) }
        if !runs.isEmpty { return runs }
        func isLeft(_ place: Int) -> Bool { !consumed.contains { $0.contains(place) } }
        let words = self.runs(isLeft)
        // A text of signs alone asks for them: titles hold emoji.
        return words.isEmpty ? self.runs(ofWordsOnly: false, isLeft) : words
    }

    func runs(ofWordsOnly: Bool = true, _ isKept: (Int) -> Bool) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var at = 0
        while at < text.count {
            guard isKept(at), text.kinds[at] != .space else {
                at += 1
                continue
            }
            var end = at
            while end < text.count, isKept(end) { end += 1 }
            var stop = end
            while stop > at, text.kinds[stop - 1] == .space { stop -= 1 }
            let hasWord = (at..<stop).contains { text.kinds[$0] != .space && text.kinds[$0] != .other }
            if stop > at, hasWord || !ofWordsOnly { runs.append(at..<stop) }
            at = end
        }
        return runs
    }

    /// Places of the brand and the category, for keyword weights.
    var brandPlaces: Range<Int>? { brand?.places }
    var categoryPlaces: Range<Int>? { category?.places }
}
