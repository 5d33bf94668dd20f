/// Where a product stands for a query, or everything that keeps it out.
public struct WhyNot: Sendable, Equatable, Codable {
    /// One thing that keeps a product out, or down.
    public enum Reason: Sendable, Equatable, Codable {
        /// A filter of the request does not let it through.
        case filter(String)
        /// The values chosen in a facet do not let it through: `brand=Acme, Dane`.
        case selection(String)
        /// `field:value` in the query's text does not let it through.
        case fieldFilter(field: String, value: String)
        /// It holds a word that the query excludes.
        case excludedWord(String)
        /// Its price lies outside the bound that the query states.
        case price(Double, from: Double?, to: Double?)
        /// It lacks the product word, which no product may lack.
        case lacksProductWord([String])
        /// It lacks words, all of which are asked for.
        case lacksWords([String])
        /// It holds no word of the query.
        case holdsNothing
        /// It gave up these words, or is named otherwise in its brand or category, and products that gave up less were
        /// enough.
        case tierNotOpened(tier: Int, lacks: [String], isNamedOtherwise: Bool, hitsAbove: Int)
        /// A merchandising rule lets only other products through.
        case rule(name: String, filter: String)
        /// It is found, but another variant of the same product stands for it.
        case variant(of: String, rank: Int)
        /// It is found, but stands behind the page.
        case behindThePage(pageSize: Int, lastScore: Double, largestGap: String?)
    }

    /// The product's key.
    public let id: String
    /// Its place in the whole list, from 1; nil when it is not found.
    public let rank: Int?
    /// Its score, when it is found.
    public let score: Double?
    /// How much of the query it gave up, when it is found.
    public let tier: Int?
    /// Every product that is found.
    public let total: Int
    /// What keeps it out or down; empty when it stands on the page.
    public let reasons: [Reason]
}

extension WhyNot {
    /// The answer in words, a sentence a line.
    public func sentences(_ language: AnswerLanguage) -> [String] {
        var sentences: [String] = []
        if let rank, let score {
            let shown = score.shortText
            sentences.append(
                language.text(
                    "“\(id)” 排在第 \(rank) 位（共 \(total) 件），得分 \(shown)。",
                    "\(id) stands at place \(rank) of \(total) with a score of \(shown)."))
        } else {
            sentences.append(
                language.text(
                    "“\(id)” 不在 \(total) 件结果之中。", "\(id) is not among the \(total) products found."))
        }
        return sentences + reasons.map { $0.sentence(language) }
    }
}

extension WhyNot.Reason {
    /// The reason in words.
    public func sentence(_ language: AnswerLanguage) -> String {
        switch self {
        case .filter(let expression):
            return language.text(
                "筛选条件不满足：\(expression)。", "The filter does not let it through: \(expression).")
        case .selection(let choice):
            return language.text("它不在所选的值之内：\(choice)。", "It has none of the chosen values: \(choice).")
        case .fieldFilter(let field, let value):
            return language.text(
                "查询中的 \(field):\(value) 不满足。", "The query's \(field):\(value) does not let it through.")
        case .excludedWord(let word):
            return language.text("它含有被排除的词“\(word)”。", "It holds “\(word)”, which the query excludes.")
        case .price(let price, let lower, let upper):
            let bound = "\(lower.map(\.shortText) ?? "")…\(upper.map(\.shortText) ?? "")"
            return language.text(
                "价格 \(price.shortText) 不在查询所说的 \(bound) 之内。",
                "Its price of \(price.shortText) lies outside \(bound), which the query states.")
        case .lacksProductWord(let words):
            return language.text(
                "它没有商品词\(list(words, language))，商品词不能省去。",
                "It lacks the product word \(list(words, language)), which is never given up.")
        case .lacksWords(let words):
            return language.text(
                "它没有\(list(words, language))，而要求匹配全部词。",
                "It lacks \(list(words, language)), and all words are asked for.")
        case .holdsNothing:
            return language.text("它不含查询中的任何词。", "It holds no word of the query.")
        case .tierNotOpened(let tier, let words, let isNamedOtherwise, let hitsAbove):
            return tierSentence(tier, words, isNamedOtherwise, hitsAbove, language)
        case .rule(let name, let filter):
            return language.text(
                "商品规则“\(name)”只允许 \(filter)。", "The rule “\(name)” lets only \(filter) through.")
        case .variant(let shown, let rank):
            return language.text(
                "它是同一商品的另一款：由排在第 \(rank) 位的 “\(shown)” 代表。",
                "It is a variant of the product at place \(rank), for which \(shown) stands.")
        case .behindThePage(let size, let score, let gap):
            let reason = gap.map { language.text("，差距最大的是：\($0)", "; the largest gap is in: \($0)") } ?? ""
            return language.text(
                "前 \(size) 位至少得 \(score.shortText) 分\(reason)。",
                "The first \(size) score at least \(score.shortText)\(reason).")
        }
    }

    private func tierSentence(
        _ tier: Int, _ words: [String], _ isNamedOtherwise: Bool, _ hitsAbove: Int, _ language: AnswerLanguage
    ) -> String {
        var causes: [String] = []
        if !words.isEmpty {
            causes.append(language.text("没有\(list(words, language))", "lacks \(list(words, language))"))
        }
        if isNamedOtherwise {
            causes.append(
                language.text(
                    "自己的品牌、品类或价格与查询不符，或只在属性里提到商品词",
                    "has another brand or category of its own, holds the product word among its attributes alone, "
                        + "or has no price to hold against the bound"))
        }
        let cause = causes.joined(separator: language.text("，并且", " and "))
        return language.text(
            "它\(cause)，属于第 \(tier) 级；更完整的结果已有 \(hitsAbove) 件，这一级没有打开。",
            "It \(cause), and so stands in tier \(tier), which was not opened: "
                + "\(hitsAbove) products that gave up less were enough.")
    }

    private func list(_ words: [String], _ language: AnswerLanguage) -> String {
        words.map { "“\($0)”" }.joined(separator: language.text("、", ", "))
    }
}
