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

    /// The brand that was found at some places, with the catalogue's values of its name: of the whole, else of the longest
    /// part at its beginning.
    func brand(at places: Range<Int>, confidence: Double) -> Found {
        var values: [EntityMatch.Value] = []
        lexicon.brands.forEach(in: text, at: places.lowerBound) { range, surface in
            if range.upperBound <= places.upperBound { values = lexicon.brands.values(of: surface) }
        }
        return found(places, values, confidence)
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

    /// The last two characters of a query are a head by their shape alone: they may begin inside a word.
    ///
    /// 音器 becomes 扩音器, a word of the dictionary; 地机 becomes 扫地机, since 扫地 is one; 燥机 becomes 干燥机, when the
    /// catalogue binds the character before more closely.
    private func widened(_ head: Range<Int>, _ blocked: [Bool]) -> Range<Int> {
        let before = head.lowerBound - 1
        guard head.count == 2, isHan(before..<head.upperBound, blocked) else { return head }
        if let dictionary = Lexicon.icu {
            func isWord(_ places: Range<Int>) -> Bool {
                isHan(places, blocked) && dictionary.cost(of: text.string(places)) != nil
            }
            for length in [4, 3] where isWord(head.upperBound - length..<head.upperBound) {
                return head.upperBound - length..<head.upperBound
            }
            if isWord(head) { return head }
            if isWord(before..<head.upperBound - 1) { return before..<head.upperBound }
        }
        // 除垢剂, 绞肉机: what ends so is named by the two characters before.
        if Self.suffixes.contains(text.scalars[head.upperBound - 1]) { return before..<head.upperBound }
        guard lexicon.knowsHanPairs else { return head }
        let inside = lexicon.documentCount(of: text.scalars[head])
        let across = lexicon.documentCount(of: text.scalars[before...before + 1])
        return across > 2 * inside + 1 ? before..<head.upperBound : head
    }

    private static let suffixes = Set("器机仪剂液".unicodeScalars.map(\.value))

    private func isHan(_ places: Range<Int>, _ blocked: [Bool]) -> Bool {
        places.lowerBound >= 0 && places.allSatisfy { text.kinds[$0] == .han && !blocked[$0] }
    }

    // MARK: Parts

    /// Whether the catalogue knows a brand by the name of goods: 小米 may be millet, but who sells it as a brand means that.
    func isBrand(_ goods: Found) -> Bool {
        var isBrand = false
        lexicon.brands.forEach(in: text, at: goods.places.lowerBound) { range, _ in
            if range == goods.places { isBrand = true }
        }
        return isBrand
    }

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
