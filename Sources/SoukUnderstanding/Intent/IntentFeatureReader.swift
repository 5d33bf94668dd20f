/// The named features of a text's intent: what its stages found.
extension InterpretationStages {
    func namedFeatures() -> IntentFeatureSet {
        var features = IntentFeatureSet()
        addPriceFeatures(&features)
        addWordFeatures(&features)
        addEntityFeatures(&features)
        addShapeFeatures(&features)
        return features
    }

    private func addPriceFeatures(_ features: inout IntentFeatureSet) {
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

    /// Whether anything in the text is about a price: without that, it does not decide.
    var speaksOfPrice: Bool {
        price != nil || !wording.isEmpty || marks.contains { $0.tag == .voucher || isCoupon($0.range) }
    }

    func isCoupon(_ range: Range<Int>) -> Bool {
        range.count >= 3
            && (text.has("券", at: range.upperBound - 1) || text.has("劵", at: range.upperBound - 1))
    }

    private func addWordFeatures(_ features: inout IntentFeatureSet) {
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

    private func addEntityFeatures(_ features: inout IntentFeatureSet) {
        if let category { features.insert(category.isKnown ? .knownCategory : .headNoun) }
        guard let brand else { return }
        features.insert(isKnown(brand.places) ? .knownBrand : .shapedBrand)
        let rest = (0..<text.count).filter { place in
            !blocked[place] && !brand.places.contains(place) && text.kinds[place] != .space
                && text.kinds[place] != .other
        }
        features.insert(rest.isEmpty ? .brandIsAll : .brandAndMore)
        if features.contains(.shop), rest.isEmpty { features.insert(.shopAfterName) }
    }

    private func addShapeFeatures(_ features: inout IntentFeatureSet) {
        let shape = TextShape(text: text)
        if shape.hasNoWords { features.insert(.noWords) }
        if price == nil, shape.isDigitsOnly { features.insert(.digitsOnly) }
        if shape.hasLongNumber { features.insert(.digitsOnly) }
        if shape.isGibberish { features.insert(.gibberish) }
        if shape.hasModel(blocked: modelBlocked()) { features.insert(.model) }
        if text.count > 20 { features.insert(.longText) }
        if !text.hasHan, shape.isEnglishQuestion { features.insert(.englishQuestion) }
        if brand == nil, hasUnseenWord { features.insert(.namePrefix) }
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

    private func addLatinShape(_ name: Range<Int>, _ features: inout IntentFeatureSet) {
        let words = zip(pieces.pieces, evidence).filter { name.overlaps($0.0.places) }
        let hasRare = words.contains { piece, evidence in
            piece.kind == .letter && piece.places.count >= 3
                && (evidence.frequency == .unseen || evidence.frequency == .rare)
        }
        if words.count == 1 && name.count >= 3 || hasRare && words.count <= 3 {
            features.insert(.unknownWord)
        } else {
            features.insert(.loneWords)
        }
    }

    /// overstreet stools: a Latin word at the start that the catalogue hardly has, before the goods. A collection or a
    /// series: it makes a product of the query, not a brand.
    private var hasUnseenWord: Bool {
        guard let head = category?.places, let first = pieces.pieces.first, let evidence = evidence.first
        else {
            return false
        }
        return first.kind == .letter && first.places.count >= 4 && first.places.upperBound < head.lowerBound
            && text.kind(at: first.places.upperBound) == .space && evidence.word == .none
            && (evidence.frequency == .unseen || evidence.frequency == .rare)
    }

    /// Whether the catalogue's evidence backs a brand; the same for a catalogue and for a simulated one.
    private func isKnown(_ places: Range<Int>) -> Bool {
        zip(pieces.pieces, evidence).contains { piece, evidence in
            places.overlaps(piece.places) && evidence.brand != .none
        }
    }
}
