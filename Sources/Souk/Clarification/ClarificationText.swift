import SoukEngine

/// Questions in words.
struct ClarificationText {
    /// What a question is about.
    enum Subject {
        /// A kind of goods: 手机.
        case goods(String)
        /// Something else that products have to do with: a brand, a model, a theme.
        case topic(String)
        case unknown
    }

    private let language: AnswerLanguage
    private let subject: String
    /// As it was typed; empty: unknown.
    private let name: String

    init(_ language: AnswerLanguage, _ subject: Subject) {
        self.language = language
        switch subject {
        case .goods(let text): (self.subject, name) = (text, text)
        case .topic(let text):
            self.subject = language.text("“\(text)”商品", "“\(text)” products")
            name = text
        case .unknown:
            self.subject = language.text("商品", "products")
            name = ""
        }
    }

    func question(_ choice: ClarificationChoice) -> String {
        switch choice.kind {
        case .price:
            return language.text(
                "请问您对\(subject)的价格范围有什么要求？", "What price range do you have in mind for \(subject)?")
        case .brand:
            return language.text("请问您想要哪个品牌的\(subject)？", "Which brand of \(subject) would you like?")
        case .category:
            return name.isEmpty
                ? language.text("请问您要找哪一类商品？", "Which kind of product are you looking for?")
                : language.text("请问您说的“\(name)”是指哪一类商品？", "Which kind of product do you mean by “\(name)”?")
        case .attribute:
            let name = choice.field.drop { $0 != "." }.dropFirst()
            return language.text("请问您对\(subject)的\(name)有什么要求？", "Which \(name) should \(subject) have?")
        }
    }

    /// A band in words: `1999元以下`, `$20–$50`.
    func price(_ band: PriceBands.Band, _ currency: String?) -> String {
        func amount(_ number: Double) -> String {
            let digits = number.shortText
            switch currency {
            case "CNY": return language == .zh ? digits + "元" : "¥" + digits
            case "USD": return "$" + digits
            case "EUR": return "€" + digits
            case "GBP": return "£" + digits
            case let other?: return "\(other) \(digits)"
            case nil: return digits
            }
        }
        switch (band.lower, band.upper) {
        case (nil, let upper?): return language.text(amount(upper) + "以下", "up to " + amount(upper))
        case (let lower?, nil): return language.text(amount(lower) + "以上", "over " + amount(lower))
        case (let lower?, let upper?):
            // 999–1499元: the unit once, where it stands behind.
            let ends = language == .zh && currency == "CNY"
            return (ends ? lower.shortText : amount(lower)) + "–" + amount(upper)
        case (nil, nil): return ""
        }
    }
}
