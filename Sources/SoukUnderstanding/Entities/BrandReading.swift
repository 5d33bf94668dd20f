import SoukAnalysis

/// Which of the names in a text is the brand: what the catalogue says, what the tagger sees, what cannot be one.
extension InterpretationStages {
    /// The brand that the tagger is surest of.
    var brandSpan: EntityTagger.Span? {
        let names = spans.filter {
            $0.kind == EntityTagger.brand && isName($0.places) && !isQuantity($0.places)
                && !isNumberedModel($0.places) && !isDescription($0.places)
        }
        // 天猫旗舰店海尔冰箱: where it is bought is the brand only when no other is named.
        let others = names.filter { name in
            !marks.contains { $0.tag == .shop && $0.range.overlaps(name.places) }
                && name.confidence >= EntityTagger.leastConfidence
        }
        let best = (others.isEmpty ? names : others).max { $0.confidence < $1.confidence }
        return best.flatMap {
            $0.confidence >= EntityTagger.leastConfidence && !isOrdinary($0.places) ? $0 : nil
        }
    }

    /// esr 手机壳, 361度跑鞋: what the catalogue has as a brand, nearly always, is one however little it looks like a name.
    ///
    /// Not where something else is read: goods, a category, a word of the rules.
    func backedBrand() -> Range<Int>? {
        var best: Range<Int>?
        var index = 0
        while index < evidence.count {
            let start = index
            index += 1
            guard evidence[start].brand == .strongBegin else { continue }
            while index < evidence.count, evidence[index].brand == .strongInside { index += 1 }
            let places = pieces.pieces[start].places.lowerBound..<pieces.pieces[index - 1].places.upperBound
            let isFree = evidence[start..<index].allSatisfy {
                $0.mark == .none && $0.category == .none && Self.namesNothing($0.word)
            }
            let isLonger = places.count > (best?.count ?? 0)
            if isFree, isLonger, isApart(places), !places.contains(where: isSpent), isName(places) {
                best = places
            }
        }
        return best
    }

    /// Not 360 of fusion360.
    private func isApart(_ places: Range<Int>) -> Bool {
        func isGlued(_ inside: Int, _ outside: Int) -> Bool {
            text.kind(at: inside) != .han
                && (text.kind(at: outside) == .letter || text.kind(at: outside) == .digit)
        }
        return !isGlued(places.lowerBound, places.lowerBound - 1)
            && !(text.kind(at: places.lowerBound) == .digit
                && isGlued(places.upperBound - 1, places.upperBound))
    }

    private static func namesNothing(_ word: PieceEvidence.Word) -> Bool {
        word == .none || word == .goodsEnding
    }

    static let backedConfidence = 0.5

    /// blue dress: a word that some brand has, but that says something else in nearly all products that hold it, beside other
    /// words.
    private func isOrdinary(_ places: Range<Int>) -> Bool {
        guard lexicon.knowsLatinWords, places.count < text.count, text.kinds[places.lowerBound] == .letter
        else { return false }
        var share: Double?
        lexicon.brands.forEach(in: text, at: places.lowerBound) { range, surface in
            if range == places { share = lexicon.share(of: surface, at: range, in: text) }
        }
        return share.map { $0 < Self.leastShare } ?? false
    }

    /// Of the products that hold a brand's word, the share that is of the brand, below which the word is an ordinary one.
    private static let leastShare = 0.05

    /// No name holds a comma, and none but a known one (美的) ends with 的.
    private func isName(_ places: Range<Int>) -> Bool {
        if places.contains(where: { text.scalars[$0] == 0x3001 || text.scalars[$0] == 0x2C }) { return false }
        guard text.has("的", at: places.upperBound - 1) else { return true }
        if GeneralNames.endOfBrand(in: text, at: places.lowerBound) == places.upperBound { return true }
        return zip(pieces.pieces, evidence).contains { places.overlaps($0.places) && $1.brand != .none }
    }

    /// 金属, 加拿大: a material, a manner or a place that no catalogue has as a brand.
    private func isDescription(_ places: Range<Int>) -> Bool {
        Descriptions.isWhole(places, in: text)
            && !zip(pieces.pieces, evidence).contains { places.overlaps($0.places) && $1.brand != .none }
    }

    /// 以上 of 120hz以上: what makes a quantity a bound.
    func isBound(_ places: Range<Int>) -> Bool {
        !quantities.isEmpty
            && (PriceVocabulary.before.tag(of: places, in: text) != nil
                || PriceVocabulary.after.tag(of: places, in: text) != nil)
    }

    /// 三岁, 6寸, 1元: a quantity or an amount that no catalogue has as a brand.
    private func isQuantity(_ places: Range<Int>) -> Bool {
        if text.kind(at: places.upperBound - 2) == .digit,
            PriceVocabulary.currencyAfter.longest(in: text, at: places.upperBound - 1)?.range.upperBound
                == places.upperBound
        {
            return true
        }
        return quantities.contains {
            $0.places.contains(places.lowerBound) && places.upperBound <= $0.places.upperBound
        }
    }

    /// wr2182, 2: a number, or letters and three digits or more, that neither the catalogue nor anybody has as a brand.
    func isNumberedModel(_ places: Range<Int>) -> Bool {
        let digits = places.count { text.kinds[$0] == .digit }
        guard places.allSatisfy({ text.kinds[$0] != .han }),
            digits >= 3 || digits > 0 && places.allSatisfy({ text.kinds[$0] != .letter })
        else { return false }
        return !zip(pieces.pieces, evidence).contains { places.overlaps($0.places) && $1.brand != .none }
    }

    /// 哈弗 of 哈弗h9: one letter between a name and a number begins the model.
    ///
    /// oppo of oppoa72: the same in letters, where what is left is a brand of the catalogue or one known everywhere.
    func beforeModel(_ places: Range<Int>) -> Range<Int> {
        let last = places.upperBound - 1
        if text.kind(at: last + 1) == .digit, places.count > 3,
            places.allSatisfy({ text.kinds[$0] == .letter })
        {
            for end in [last, last - 1] where isBrandName(places.lowerBound..<end) {
                return isBrandName(places) ? places : places.lowerBound..<end
            }
        }
        guard places.count > 2, text.kind(at: last) == .letter, text.kind(at: last - 1) == .han,
            text.kind(at: last + 1) == .digit
        else { return places }
        return places.lowerBound..<last
    }

    private func isBrandName(_ places: Range<Int>) -> Bool {
        guard places.count >= 2 else { return false }
        let name = text.string(places)
        let folded = FoldedText(name)
        return GeneralNames.endOfBrand(in: folded, at: 0) == folded.count
            || !lexicon.brands.values(named: name).isEmpty
    }

    /// 西门子 of 西门子致琦, 乐高 of 乐高大: a brand that is known everywhere, without a few characters that the tagger read on.
    func trimmed(_ places: Range<Int>) -> Range<Int> {
        guard let end = GeneralNames.endOfBrand(in: text, at: places.lowerBound), end < places.upperBound,
            places.upperBound - end <= 2,
            (places.lowerBound..<places.upperBound).allSatisfy({ text.kinds[$0] == .han })
        else { return places }
        var isLonger = false
        lexicon.brands.forEach(in: text, at: places.lowerBound) { range, _ in
            isLonger = isLonger || range.upperBound > end
        }
        return isLonger ? places : places.lowerBound..<end
    }

    /// All that is left beside price and shop words, when it is a brand of the catalogue or one known everywhere, and no
    /// category: then that decides, whatever it looks like.
    func wholeBrand() -> Range<Int>? {
        let runs = runs { !blocked[$0] }
        guard runs.count == 1, let run = runs.first else { return nil }
        var isBrand = false
        lexicon.brands.forEach(in: text, at: run.lowerBound) { range, _ in isBrand = isBrand || range == run }
        isBrand = isBrand || GeneralNames.endOfBrand(in: text, at: run.lowerBound) == run.upperBound
        guard isBrand else { return nil }
        var isCategory = false
        lexicon.categories.forEach(in: text, at: run.lowerBound) { range, _ in
            isCategory = isCategory || range == run
        }
        return isCategory ? nil : run
    }

    /// 小米 10斤, 苹果 5斤: what is sold by weight is the food of that name.
    func isWeighed(_ range: Range<Int>) -> Bool {
        range.count <= 2 && range.allSatisfy { text.kinds[$0] == .han }
            && quantities.contains {
                $0.quantity.kind == .weight && ["jin", "kg", "liang"].contains($0.quantity.unit)
            }
    }
}
