/// Why a search found nothing, and the least that has to be given up to find something.
public struct NothingFound: Sendable, Equatable, Codable {
    /// A condition of the search.
    public enum Condition: String, Sendable, Codable, CaseIterable {
        /// The filters of the request.
        case filters
        /// `field:value` in the query's text.
        case fieldFilters
        /// The bound on the price that the query states.
        case price
        /// Words that the query excludes.
        case exclusions
        /// That the product word, or all words, have to be held.
        case words
    }

    /// Words of the query that no product holds in any reading.
    public let unknownWords: [String]
    /// What has to be given up; empty when nothing helps.
    public let undone: [Condition]
    /// Products that are found without it.
    public let total: Int
    /// Where the price was given up: the price nearest to the bound among the products found.
    public let nearestPrice: Double?
}

extension NothingFound {
    /// The answer in words.
    public func sentences(_ language: AnswerLanguage) -> [String] {
        var sentences: [String] = []
        if !unknownWords.isEmpty {
            let words = unknownWords.map { "“\($0)”" }.joined(separator: language.text("、", ", "))
            sentences.append(language.text("没有商品含有\(words)。", "No product holds \(words)."))
        }
        guard !undone.isEmpty else { return sentences }
        let names = undone.map { $0.name(language) }.joined(separator: language.text("和", " and "))
        let price = nearestPrice.map {
            language.text("，最接近的价格是 \($0.shortText)", ", the nearest price is \($0.shortText)")
        }
        sentences.append(
            language.text(
                "去掉\(names)，有 \(total) 件商品\(price ?? "")。",
                "Without \(names) there \(total == 1 ? "is 1 product" : "are \(total) products")\(price ?? "")."
            ))
        return sentences
    }
}

extension NothingFound.Condition {
    fileprivate func name(_ language: AnswerLanguage) -> String {
        switch self {
        case .filters: language.text("筛选条件", "the filters")
        case .fieldFilters: language.text("查询中的字段条件", "the field the query names")
        case .price: language.text("价格范围", "the price bound")
        case .exclusions: language.text("排除的词", "the excluded words")
        case .words: language.text("部分词", "some of the words")
        }
    }
}
