import Foundation
import SoukEngine
import SoukRanking

extension SearchPipeline {
    /// Bits that an answer has to tell at least.
    private static let leastGain = 0.8
    /// A result that fits on a page needs no question.
    private static let fewProducts = 10
    /// Over more documents attributes are not counted.
    private static let mostDocuments = 50_000
    private static let mostValues = 2_000

    /// The question worth asking; nil when the result is small or nothing tells its products apart.
    ///
    /// - Complexity: that of a facet for each of brand, category, price and the attributes.
    func clarification(
        _ listing: Listing, _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> Clarification? {
        // Where words were given up the result is not ambiguous but poor: its products are not what was asked for.
        guard listing.outcome.lastTier == 0, listing.total > max(options.count, Self.fewProducts) else {
            return nil
        }
        let counter = ResultCounter(catalogue.snapshot, listing.groups, in: listing.outcome.matched)
        let settled = try settledFields(plan, options)
        let language = AnswerLanguage(of: plan.interpretation.text)
        var choices = [
            brandChoice(counter, listing.total, plan, settled),
            categoryChoice(counter, listing.total, settled),
            priceChoice(counter, listing.total, plan, settled, language),
        ].compactMap { $0 }
        if listing.outcome.total <= Self.mostDocuments {
            choices += attributeChoices(counter, listing.total, plan, settled)
        }
        let worthy = choices.filter { $0.isWorthAsking && $0.gain >= Self.leastGain }
        // Of equals the first: the order of `choices` is fixed.
        guard var best = worthy.first else { return nil }
        for choice in worthy.dropFirst() where choice.gain * choice.weight > best.gain * best.weight {
            best = choice
        }
        return Clarification(
            kind: best.kind, field: best.field,
            text: ClarificationText(language, subject(plan)).question(best),
            options: best.shownAnswers.map {
                Clarification.Option(label: $0.label, value: $0.value, count: $0.count)
            }, gain: best.gain)
    }

    /// Fields that a filter, the query or an earlier answer speaks of, as facets name them.
    private func settledFields(
        _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> Set<String> {
        let schema = catalogue.snapshot.schema
        var names = Set(options.selections.map(\.field) + plan.fieldFilters.map(\.field))
        func collect(_ expression: FilterExpression) {
            switch expression {
            case .all(let parts), .any(let parts): parts.forEach(collect)
            case .not: break
            case .number(let field, _): names.insert(schema.fields[field].name)
            case .value(let field, let attribute, _):
                names.insert(schema.fields[field].name + (attribute.map { "." + $0 } ?? ""))
            case .quantity, .exists: break
            }
        }
        for filter in options.filters {
            if let expression = try? FilterParser.parse(filter, schema) { collect(expression) }
        }
        if plan.price != nil || plan.priceWish != nil || plan.interpretation.price != nil,
            let price = schema.field(with: .price)
        {
            names.insert(price.name)
        }
        for attribute in plan.interpretation.description.attributes {
            for field in schema.fields where field.type == .attributes {
                names.insert(field.name + "." + attribute.name)
            }
        }
        return names
    }

    private func field(_ role: FieldRole, _ settled: Set<String>) -> (place: Int, name: String)? {
        let schema = catalogue.snapshot.schema
        guard let place = schema.index(withRole: role), !settled.contains(schema.fields[place].name) else {
            return nil
        }
        return (place, schema.fields[place].name)
    }

    private func brandChoice(
        _ counter: ResultCounter, _ total: Int, _ plan: SearchPlan, _ settled: Set<String>
    ) -> ClarificationChoice? {
        guard plan.interpretation.brand == nil, let field = field(.brand, settled) else { return nil }
        let counts = counter.count(field: field.place, attribute: nil, limit: Self.mostValues)
        let answers = counts.map {
            ClarificationChoice.Answer(label: $0.value, value: $0.value, count: $0.count)
        }.distinct
        return ClarificationChoice(
            kind: .brand, field: field.name, answers: answers, total: total,
            covered: answers.reduce(0) { $0 + $1.count })
    }

    /// The categories below the one that nearly all products share.
    private func categoryChoice(
        _ counter: ResultCounter, _ total: Int, _ settled: Set<String>
    ) -> ClarificationChoice? {
        guard let field = field(.category, settled) else { return nil }
        let counts = counter.count(field: field.place, attribute: nil, limit: Self.mostValues)
        var path: [String] = []
        while true {
            let children = counts.map {
                (path: CategoryPath.split($0.value), count: $0.count, value: $0.value)
            }
            .filter { $0.path.count == path.count + 1 && $0.path.starts(with: path) }
            guard let first = children.first else { return nil }
            if Double(first.count) >= 0.9 * Double(total) {
                path = first.path
                continue
            }
            let answers = children.map {
                ClarificationChoice.Answer(label: $0.path.last ?? $0.value, value: $0.value, count: $0.count)
            }.distinct
            return ClarificationChoice(
                kind: .category, field: field.name, answers: answers, total: total,
                covered: answers.reduce(0) { $0 + $1.count })
        }
    }

    private func priceChoice(
        _ counter: ResultCounter, _ total: Int, _ plan: SearchPlan, _ settled: Set<String>,
        _ language: AnswerLanguage
    ) -> ClarificationChoice? {
        guard let field = field(.price, settled) else { return nil }
        var currency: String?
        if let place = catalogue.snapshot.schema.index(withRole: .currency) {
            let counts = counter.count(field: place, attribute: nil, limit: 2)
            // Prices of two currencies do not make bands.
            guard counts.count < 2 || counts[1].count * 20 < counts[0].count else { return nil }
            currency = counts.first?.value
        }
        let bands = counter.bands(field: field.place, count: PriceBands.usualCount)
        let text = ClarificationText(language, .unknown)
        return ClarificationChoice(
            kind: .price, field: field.name,
            answers: bands.map {
                .init(label: text.price($0.band, currency), value: $0.band.label, count: $0.count)
            }, total: total, covered: bands.reduce(0) { $0 + $1.count })
    }

    private func attributeChoices(
        _ counter: ResultCounter, _ total: Int, _ plan: SearchPlan, _ settled: Set<String>
    ) -> [ClarificationChoice] {
        var choices: [ClarificationChoice] = []
        for (place, field) in catalogue.snapshot.schema.fields.enumerated() where field.type == .attributes {
            var names: [String] = []
            var answers: [String: [ClarificationChoice.Answer]] = [:]
            for count in counter.count(field: place, attribute: nil, limit: Self.mostValues) {
                let (name, value) = KeywordColumn.attribute(of: count.value)
                if answers[name] == nil { names.append(name) }
                answers[name, default: []].append(.init(label: value, value: value, count: count.count))
            }
            for name in names where !settled.contains(field.name + "." + name) {
                let list = (answers[name] ?? []).distinct
                choices.append(
                    ClarificationChoice(
                        kind: .attribute, field: field.name + "." + name, answers: list, total: total,
                        covered: list.reduce(0) { $0 + $1.count }))
            }
        }
        return choices
    }

    /// What is being looked for, in the query's words: goods, or whatever the query is about.
    private func subject(_ plan: SearchPlan) -> ClarificationText.Subject {
        let interpretation = plan.interpretation
        let text = interpretation.text.trimmingCharacters(in: .whitespaces)
        let isPlain =
            plan.fieldFilters.isEmpty && plan.exclusions.isEmpty && interpretation.price == nil
            && interpretation.brand == nil && !text.contains("\"")
        let isShort = text.count <= 24 && text.split(separator: " ").count <= 4
        if let category = interpretation.category?.surface {
            return .goods(isPlain && isShort ? text : category)
        }
        if isShort, isPlain || interpretation.brand?.surface == text { return .topic(text) }
        let keyword = interpretation.keywords.first { $0.weight == 1 }?.text ?? ""
        return keyword.isEmpty ? .unknown : .topic(keyword)
    }
}

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
