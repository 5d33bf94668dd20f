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
        syntax.consumed.forEach { block($0) }
        self.syntax = syntax
    }

    mutating func readPrice() {
        price = PriceGrammar(text).price().flatMap { reading in
            reading.places.contains { blocked[$0] } ? nil : reading
        }
        if let price { block(price.places) }
        wording = PriceWordingScanner(text).wording().filter { found in !found.places.contains { blocked[$0] } }
        wording.forEach { block($0.places) }
    }

    mutating func readQuantities() {
        quantities = QuantityGrammar(text).quantities().filter { found in !found.places.contains { blocked[$0] } }
        quantities = quantities.filter { !isInsideBrand($0.places) }
        quantities.forEach { block($0.places) }
    }

    /// 361度, 3M: a brand of the catalogue that holds the whole quantity.
    private func isInsideBrand(_ places: Range<Int>) -> Bool {
        var isInside = false
        for start in Swift.max(0, places.lowerBound - 6)...places.lowerBound {
            lexicon.brands.forEach(in: text, at: start) { range, surface in
                let coversMore = range.count > places.count || start == 0 && range == places && surface.count >= 5
                if range.upperBound >= places.upperBound, coversMore { isInside = true }
            }
        }
        return isInside
    }

    mutating func readWords() {
        marks = IntentVocabulary.words.all(in: text)
        for mark in marks where mark.tag == .shop { block(mark.range) }
    }

    mutating func readEntities() {
        let matcher = EntityMatcher(lexicon: lexicon, text: text, original: original)
        brand = matcher.brand(blocked: blocked)
        var rest = blocked
        if let brand { for place in brand.places { rest[place] = true } }
        category = matcher.category(blocked: rest)
        if brand == nil {
            let shop = marks.first { $0.tag == .shop }?.range
            brand = matcher.shapedBrand(blocked: blocked, head: category?.places, shop: shop)
            if let found = brand, let head = category, found.places.overlaps(head.places) { category = nil }
        }
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
            }
        }
    }

    private func addEntityFeatures(_ features: inout Set<IntentFeature>) {
        if let category { features.insert(category.isKnown ? .knownCategory : .headNoun) }
        guard let brand else { return }
        features.insert(brand.isKnown ? .knownBrand : .shapedBrand)
        let rest = (0..<text.count).filter { place in
            !blocked[place] && !brand.places.contains(place) && text.kinds[place] != .space && text.kinds[place] != .other
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
        guard brand == nil, category == nil else { return }
        if text.hasHan {
            if text.count <= 6, !features.contains(.model) { features.insert(.shortName) }
        } else {
            addLatinShape(&features)
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

    private func addLatinShape(_ features: inout Set<IntentFeature>) {
        let words = text.string(0..<text.count).split(separator: " ")
        if words.count == 1, words[0].count >= 3 { features.insert(.unknownWord) } else { features.insert(.loneWords) }
    }

    // MARK: Result

    func interpretation(intent: Intent, confidence: Double, probabilities: [Intent: Double]) -> Interpretation {
        Interpretation(
            text: original, intent: intent, confidence: confidence, probabilities: probabilities, brand: brand?.match,
            category: category?.match, price: price?.constraint,
            priceWording: wording.map { PriceWording(kind: $0.kind, range: text.byteRange($0.places)) },
            quantities: quantities.map(\.quantity), keywords: KeywordExtraction(stages: self).keywords(),
            phrases: (syntax?.phrases ?? []).map(text.byteRange), exclusions: (syntax?.exclusions ?? []).map(text.byteRange),
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
            guard isKept(at), text.kinds[at] != .space else { at += 1; continue }
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
