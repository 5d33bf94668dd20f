import Foundation
import SoukEngine
import SoukRanking
import SoukStorage

extension SearchPipeline {
    /// Bits that an answer has to tell at least.
    private static let leastGain = 0.8
    /// A result that fits on a page needs no question.
    private static let fewProducts = 10
    /// Over more documents attributes are not counted.
    private static let mostDocuments = 50_000
    private static let mostValues = 2_000
    /// The highest price is so many times the lowest.
    private static let leastSpread = 1.5
    /// Products for each band of a price.
    private static let productsOfBand = 3

    /// The question worth asking; nil when the result is small, is not what the query asks for, or nothing tells its products apart.
    ///
    /// The question is chosen by the products that are what was asked for (``ClarificationFocus``); each answer says what it leaves of all.
    /// - Complexity: that of a facet for each of brand, category, price and the attributes.
    func clarification(
        _ listing: Listing, _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> Clarification? {
        // Where words were given up the result is not ambiguous but poor: its products are not what was asked for.
        guard listing.outcome.lastTier == 0, listing.total > max(options.count, Self.fewProducts) else {
            return nil
        }
        let snapshot = catalogue.snapshot
        let focus = try SearchError.wrapping { () throws(StorageError) in
            try ClarificationFocus(plan, listing.outcome, snapshot, analyzer)
        }
        guard let focus else { return nil }
        let counter = ResultCounter(snapshot, listing.groups, in: focus.documents)
        let all = ResultCounter(snapshot, listing.groups, in: listing.outcome.matched)
        let total = focus.isWhole ? listing.total : focus.count(listing.groups)
        let settled = try settledFields(plan, options)
        let language = try language(plan, listing)
        var choices = [
            brandChoice(counter, total, plan, settled),
            categoryChoice(counter, total, settled),
            focus.isModel ? nil : priceChoice(counter, all, total, plan, settled, language),
        ].compactMap { $0 }
        if listing.outcome.total <= Self.mostDocuments {
            choices += attributeChoices(counter, total, plan, settled)
        }
        let worthy = choices.filter { $0.isWorthAsking && $0.gain >= Self.leastGain }
        // Of equals the first: the order of `choices` is fixed.
        guard var best = worthy.first else { return nil }
        for choice in worthy.dropFirst() where choice.gain * choice.weight > best.gain * best.weight {
            best = choice
        }
        return Clarification(
            kind: best.kind, field: best.field,
            text: ClarificationText(language, subject(plan, names: focus.names)).question(best),
            options: shownOptions(best, focus.isWhole ? nil : all), gain: best.gain)
    }

    /// The answers shown, with what each leaves of all products found; without a counter the products weighed are all.
    private func shownOptions(_ choice: ClarificationChoice, _ all: ResultCounter?) -> [Clarification.Option]
    {
        var left: [String: Int] = [:]
        let place = choice.kind == .price ? nil : try? facetField(choice.field)
        if let all, let place {
            let counts = all.count(field: place.field, attribute: place.attribute, limit: .max)
            for count in counts { left[count.value.lowercased(), default: 0] += count.count }
        }
        let options = choice.shownAnswers.map {
            Clarification.Option(
                label: $0.label, value: $0.value, count: left[$0.value.lowercased()] ?? $0.left ?? $0.count)
        }
        guard choice.kind != .price else { return options }
        // Of equally common ones the first stays first.
        return options.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .map(\.element)
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
        _ counter: ResultCounter, _ all: ResultCounter, _ total: Int, _ plan: SearchPlan,
        _ settled: Set<String>, _ language: AnswerLanguage
    ) -> ClarificationChoice? {
        guard let field = field(.price, settled) else { return nil }
        var currency: String?
        if let place = catalogue.snapshot.schema.index(withRole: .currency) {
            let counts = all.count(field: place, attribute: nil, limit: 2)
            // Prices of two currencies do not make bands.
            guard counts.count < 2 || counts[1].count * 20 < counts[0].count else { return nil }
            currency = counts.first?.value
        }
        let numbers = counter.numbers(field: field.place)
        // Prices that lie close together are no reason to ask.
        guard let low = numbers.min(), let high = numbers.max(), high >= Self.leastSpread * low else {
            return nil
        }
        let count = max(min(PriceBands.usualCount, numbers.count / Self.productsOfBand), 2)
        let bands = PriceBands(of: numbers, count: count).bands
        let text = ClarificationText(language, .unknown)
        let counts = counter.counts(field: field.place, of: bands)
        let left = all.counts(field: field.place, of: bands)
        let answers = bands.indices.map { place in
            var answer = ClarificationChoice.Answer(
                label: text.price(bands[place], currency), value: bands[place].label, count: counts[place])
            answer.left = left[place]
            return answer
        }
        return ClarificationChoice(
            kind: .price, field: field.name, answers: answers, total: total,
            covered: counts.reduce(0, +))
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
}
