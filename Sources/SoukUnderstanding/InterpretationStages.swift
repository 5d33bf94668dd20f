import SoukAnalysis

/// The stages of reading one text; each looks only at what the ones before left.
struct InterpretationStages {
    let text: FoldedText
    let original: String
    let lexicon: CatalogueLexicon

    private var syntax: QuerySyntax?
    private var price: PriceGrammar.Reading?
    private var wording: [PriceWordingScanner.Found] = []
    private var quantities: [QuantityGrammar.Found] = []
    private var marks: [PhraseTable<IntentVocabulary.Mark>.Match] = []
    private var brand: EntityMatcher.Found?
    private var category: EntityMatcher.Found?
    /// What is left when no goods are named: a brand, if the intent turns out so.
    private var name: Range<Int>?
    /// Places read as price, wording, quantity, shop word or syntax.
    private var blocked: [Bool]

    init(text: FoldedText, original: String, lexicon: CatalogueLexicon) {
        self.text = text
        self.original = original
        self.lexicon = lexicon
        blocked = Array(repeating: false, count: text.count + 1)
    }

    private mutating func block(_ range: Range<Int>) {
        for place in range where place < blocked.count { blocked[place] = true }
    }

    // MARK: Stages

    mutating func readSyntax(_ fields: [String]) {
        let syntax = QuerySyntax(text, fields: fields)
        for part in syntax.consumed { block(part) }
        self.syntax = syntax
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
        marks = IntentVocabulary.words.all(in: text)
        // 店 alone speaks of a shop only at the end of a name.
        marks.removeAll { mark in
            mark.tag == .ordinary
                || mark.tag == .shop && mark.range.count == 1 && mark.range.upperBound < text.count
        }
        for mark in marks where mark.tag == .shop { block(mark.range) }
    }

    mutating func readEntities() {
        let matcher = EntityMatcher(lexicon: lexicon, text: text, original: original)
        brand = matcher.brand(blocked: blocked)
        var rest = blocked
        if let brand { for place in brand.places { rest[place] = true } }
        // A coupon is the goods only when nothing else is: 麦当劳优惠券, not 衣服优惠券.
        for mark in marks where isCoupon(mark.range) { for place in mark.range { rest[place] = true } }
        category = matcher.category(blocked: rest)
        let voucher = marks.last { $0.tag == .voucher && !blocked[$0.range.lowerBound] }
        if category == nil, let voucher { category = matcher.found(voucher.range, [], 0.7) }
        if brand == nil {
            let shop = marks.first { $0.tag == .shop }?.range
            brand = matcher.shapedBrand(blocked: rest, head: category?.places, shop: shop)
            if let found = brand, let head = category, found.places.overlaps(head.places) { category = nil }
        }
        if brand == nil, category == nil || category?.places == voucher?.range { name = nameCandidate() }
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
        guard runs.count == 1, let run = runs.first else { return nil }
        let hasHan = run.contains { text.kinds[$0] == .han }
        guard run.count >= 2, run.count <= (hasHan ? 6 : 24) else { return nil }
        return hasHan && isDescribing(run) ? nil : run
    }

    /// Whether a short Han text is made of everyday words rather than a name.
    private func isDescribing(_ run: Range<Int>) -> Bool {
        let isWorded = run.contains { place in
            (GoodsVocabulary.trailing.longest(in: text, at: place)?.range.count ?? 0) >= 2
                || GoodsVocabulary.finalWords.longest(in: text, at: place) != nil
        }
        if isWorded { return true }
        guard lexicon.knowsHanPairs, run.count >= 4 else { return false }
        let common = run.dropLast().filter { lexicon.documentCount(of: text.scalars[$0...$0 + 1]) >= 4 }
        return common.count >= 2
    }

    /// Takes the name left as the brand when the intent asks for one; no goods are read from other texts.
    mutating func acceptName(as intent: Intent) {
        if intent == .other {
            category = nil
            if brand?.isKnown == false { brand = nil }
        }
        guard brand == nil, let name, intent == .brand || intent == .product || intent == .priceComparison
        else { return }
        let matcher = EntityMatcher(lexicon: lexicon, text: text, original: original)
        brand = matcher.found(name, [], 0.35)
    }

    // MARK: Features

    func features() -> Set<IntentFeature> {
        var features: Set<IntentFeature> = []
        addPriceFeatures(&features)
        addWordFeatures(&features)
        addEntityFeatures(&features)
        addShapeFeatures(&features)
        return features
    }

    private func addPriceFeatures(_ features: inout Set<IntentFeature>) {
        if price != nil { features.insert(.price) }
        for found in wording {
            switch found.kind {
            case .asksPrice: features.insert(.asksPrice)
            case .comparison: features.insert(.comparison)
            default: features.insert(.priceWording)
            }
        }
        if !quantities.isEmpty { features.insert(.quantity) }
        if let category,
            marks.contains(where: { isCoupon($0.range) && $0.range.lowerBound >= category.places.upperBound })
        {
            features.insert(.voucherForGoods)
        }
    }

    private func isCoupon(_ range: Range<Int>) -> Bool {
        range.count >= 3
            && (text.has("券", at: range.upperBound - 1) || text.has("劵", at: range.upperBound - 1))
    }

    private func addWordFeatures(_ features: inout Set<IntentFeature>) {
        for mark in marks {
            switch mark.tag {
            case .service: features.insert(.service)
            case .question: features.insert(.question)
            case .chat: if mark.range.count * 3 >= text.count { features.insert(.chat) }
            case .shop: features.insert(.shop)
            case .series: features.insert(.series)
            case .voucher: features.insert(.voucher)
            case .work: features.insert(.work)
            case .audience: features.insert(.audience)
            case .bestOf: features.insert(.bestOf)
            case .ordinary: break
            }
        }
    }

    private func addEntityFeatures(_ features: inout Set<IntentFeature>) {
        if let category { features.insert(category.isKnown ? .knownCategory : .headNoun) }
        guard let brand else { return }
        features.insert(brand.isKnown ? .knownBrand : .shapedBrand)
        let rest = (0..<text.count).filter { place in
            !blocked[place] && !brand.places.contains(place) && text.kinds[place] != .space
                && text.kinds[place] != .other
        }
        features.insert(rest.isEmpty ? .brandIsAll : .brandAndMore)
        if features.contains(.shop), rest.isEmpty { features.insert(.shopAfterName) }
    }

    private func addShapeFeatures(_ features: inout Set<IntentFeature>) {
        let shape = TextShape(text: text)
        if shape.hasNoWords { features.insert(.noWords) }
        if price == nil, shape.isDigitsOnly { features.insert(.digitsOnly) }
        if shape.hasLongNumber { features.insert(.digitsOnly) }
        if shape.isGibberish { features.insert(.gibberish) }
        if shape.hasModel(blocked: modelBlocked()) { features.insert(.model) }
        if text.count > 20 { features.insert(.longText) }
        if !text.hasHan, shape.isEnglishQuestion { features.insert(.englishQuestion) }
        let matcher = EntityMatcher(lexicon: lexicon, text: text, original: original)
        if brand == nil, matcher.hasUnseenWord(before: category?.places) { features.insert(.namePrefix) }
        guard let name, !features.contains(.model) else { return }
        if name.contains(where: { text.kinds[$0] == .han }) {
            features.insert(.shortName)
        } else {
            addLatinShape(name, &features)
        }
    }

    /// What a model may not be read from: prices, quantities, syntax; shop words do no harm.
    private func modelBlocked() -> [Bool] {
        var result = Array(repeating: false, count: text.count + 1)
        for range in quantities.map(\.places) + [price?.places].compactMap({ $0 }) {
            for place in range { result[place] = true }
        }
        return result
    }

    private func addLatinShape(_ name: Range<Int>, _ features: inout Set<IntentFeature>) {
        let words = text.string(name).split(separator: " ")
        let hasRare =
            lexicon.knowsLatinWords
            && words.contains { word in
                word.count >= 3 && word.allSatisfy(\.isLetter)
                    && lexicon.documentCount(of: word.unicodeScalars.map(\.value)) <= lexicon.rareCount
            }
        if words.count == 1 && name.count >= 3 || hasRare && words.count <= 3 {
            features.insert(.unknownWord)
        } else {
            features.insert(.loneWords)
        }
    }

    // MARK: Result

    func interpretation(intent: Intent, confidence: Double, probabilities: [Intent: Double]) -> Interpretation
    {
        Interpretation(
            text: original, intent: intent, confidence: confidence, probabilities: probabilities,
            brand: brand?.match,
            category: category?.match, price: price?.constraint,
            priceWording: wording.map { PriceWording(kind: $0.kind, range: text.byteRange($0.places)) },
            quantities: quantities.map(\.quantity), keywords: KeywordExtraction(stages: self).keywords(),
            phrases: (syntax?.phrases ?? []).map(text.byteRange),
            exclusions: (syntax?.exclusions ?? []).map(text.byteRange),
            fieldFilters: filters(), residual: residual().map(text.byteRange), corrections: [],
            readByteCount: text.readByteCount)
    }

    private func filters() -> [FieldFilter] {
        (syntax?.filters ?? []).map { filter in
            let bytes = text.byteRange(filter.value)
            let utf8 = original.utf8
            let start = utf8.index(utf8.startIndex, offsetBy: bytes.lowerBound)
            let value = String(utf8[start..<utf8.index(start, offsetBy: bytes.count)]) ?? ""
            return FieldFilter(field: filter.field, value: value, range: text.byteRange(filter.whole))
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
        let consumed = syntax?.consumed ?? []
        return self.runs { place in !consumed.contains { $0.contains(place) } }
    }

    private func runs(_ isKept: (Int) -> Bool) -> [Range<Int>] {
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
            if hasWord { runs.append(at..<stop) }
            at = end
        }
        return runs
    }

    /// Places of the brand and the category, for keyword weights.
    var brandPlaces: Range<Int>? { brand?.places }
    var categoryPlaces: Range<Int>? { category?.places }
}
