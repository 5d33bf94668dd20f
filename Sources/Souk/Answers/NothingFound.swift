/// Why a search found nothing, and the least that has to be given up to find something.
public struct NothingFound: Sendable, Equatable, Codable {
    /// A condition of the search.
    public enum Condition: String, Sendable, Codable, CaseIterable {
        /// Values chosen in facets.
        case selections
        /// The filters of the request.
        case filters
        /// `field:value` in the query's text.
        case fieldFilters
        /// The bound on the price that the query states.
        case price
        /// Words that the query excludes.
        case exclusions
        /// Filters of the shop's rules.
        case rules
        /// That the product word, or all words, have to be held.
        case words
    }

    /// Words of the query that no product holds in any reading.
    public let unknownWords: [String]
    /// What has to be given up; empty when nothing helps.
    public let undone: [Condition]
    /// What has to be given up, as it was written, such as `price < 5`; of some kinds there is no text.
    public let conditions: [String]
    /// Products that are found without it.
    public let total: Int
    /// Where a bound on the price was given up: the price nearest to the bound among the products found.
    public let nearestPrice: Double?

    init(
        unknownWords: [String] = [], givenUp: [(condition: Condition, text: String?)] = [], total: Int = 0,
        nearestPrice: Double? = nil
    ) {
        self.unknownWords = unknownWords
        undone = Condition.allCases.filter { condition in givenUp.contains { $0.condition == condition } }
        conditions = givenUp.compactMap(\.text)
        self.total = total
        self.nearestPrice = nearestPrice
    }
}

extension NothingFound {
    /// The answer in words; at least one sentence.
    public func sentences(_ language: AnswerLanguage) -> [String] {
        var sentences: [String] = []
        if !unknownWords.isEmpty {
            let words = unknownWords.map { "“\($0)”" }.joined(separator: language.text("、", ", "))
            sentences.append(language.text("没有商品含有\(words)。", "No product holds \(words)."))
        }
        guard !undone.isEmpty else {
            if sentences.isEmpty {
                sentences.append(language.text("没有符合条件的商品。", "No product meets what was asked for."))
            }
            return sentences
        }
        let names = undone.map { $0.name(language) }.joined(separator: language.text("和", " and "))
        let texts = conditions.map { language.text("（\($0)）", " (\($0))") }.joined()
        let price = nearestPrice.map {
            language.text("，最接近的价格是 \($0.shortText)", ", the nearest price is \($0.shortText)")
        }
        sentences.append(
            language.text(
                "去掉\(names)\(texts)，有 \(total) 件商品\(price ?? "")。",
                "Without \(names)\(texts) there \(total == 1 ? "is 1 product" : "are \(total) products")\(price ?? "")."
            ))
        return sentences
    }
}

extension NothingFound.Condition {
    fileprivate func name(_ language: AnswerLanguage) -> String {
        switch self {
        case .selections: language.text("所选的值", "the chosen values")
        case .filters: language.text("筛选条件", "the filters")
        case .fieldFilters: language.text("查询中的字段条件", "the field the query names")
        case .price: language.text("价格范围", "the price bound")
        case .exclusions: language.text("排除的词", "the excluded words")
        case .rules: language.text("店铺规则的筛选", "the filter of the shop's rules")
        case .words: language.text("部分词", "some of the words")
        }
    }
}
