import SoukEngine
import SoukRanking
import SoukStorage
import SoukUnderstanding

/// What an index cannot follow of a set of rules, and what its products show to be contradictory.
///
/// Beside what ``RuleLint`` tells from the text alone: unknown products, fields and categories; filters that no product passes,
/// alone or together; pinned products that a filter keeps out; boosts and burials of the very same products. Two rules are held
/// against each other where a query is known that both are for.
/// - Complexity: a filter for each line, O(rules²).
struct RuleIndexLint {
    private(set) var problems: [RuleProblem] = []
    private let snapshot: IndexSnapshot
    private var documents: [String: [DocumentSet]] = [:]

    init(_ rules: RuleSet, _ snapshot: IndexSnapshot) throws(SearchError) {
        self.snapshot = snapshot
        for rule in rules.rules { try check(rule) }
        let scopes = rules.rules.map(RuleScope.init)
        for (place, rule) in rules.rules.enumerated() {
            for (other, scope) in zip(rules.rules[...place], scopes)
            where other.line == rule.line || scopes[place].isForSomeQuery(of: scope) {
                checkFilters(rule, other)
                checkPins(rule, other)
                if other.line != rule.line { checkPins(other, rule) }
                checkBoosts(rule, other)
            }
        }
        problems.sort { $0.line < $1.line }
    }

    private mutating func add(_ line: Int, _ message: String, _ remedy: String) {
        let problem = RuleProblem(line, message, remedy: remedy)
        if !problems.contains(problem) { problems.append(problem) }
    }

    private mutating func check(_ rule: MerchandisingRule) throws(SearchError) {
        for pin in rule.pins where snapshot.address(of: pin.value.id) == nil {
            add(
                pin.line, "the index has no product '\(pin.value.id)' to pin",
                "correct the key, or remove the pin")
        }
        for filter in rule.filters { try look(up: filter.value, filter.line, "passes") }
        for boost in rule.boosts { try look(up: boost.value.filter, boost.line, "is meant by") }
        for category in rule.categories where !isKnown(category.value) {
            add(
                category.line, "no product is in a category '\(category.value)'",
                "write the name of a category, or the end of its path, as products have it")
        }
    }

    private mutating func look(up filter: String, _ line: Int, _ verb: String) throws(SearchError) {
        guard documents[filter] == nil else { return }
        let expression: FilterExpression
        do throws(FilterSyntaxError) { expression = try FilterParser.parse(filter, snapshot.schema) } catch {
            add(line, "the index cannot follow '\(filter)'", error.message)
            return
        }
        var sets = try SearchError.wrapping { () throws(StorageError) in
            try FilterEvaluator(snapshot).evaluate(expression)
        }
        for index in sets.indices { sets[index].formIntersection(snapshot.live[index]) }
        documents[filter] = sets
        if sets.allSatisfy({ $0.count == 0 }) {
            add(
                line, "no product \(verb) '\(filter)'",
                "write values as products have them, or remove the line")
        }
    }

    private func isKnown(_ category: String) -> Bool {
        guard let field = snapshot.schema.index(withRole: .category) else { return false }
        return snapshot.segments.contains { segment in
            guard let column = segment.keywords[field] else { return false }
            return (0..<column.valueCount).contains {
                MerchandisingRule.names(category, categoryOf: CategoryPath.split(column.value($0)))
            }
        }
    }

    // MARK: Two lines

    private mutating func checkFilters(_ rule: MerchandisingRule, _ other: MerchandisingRule) {
        for filter in rule.filters {
            for theirs in other.filters where theirs.line < filter.line {
                guard let first = documents[filter.value], let second = documents[theirs.value],
                    first.contains(where: { $0.count > 0 }), second.contains(where: { $0.count > 0 }),
                    !shares(first, second)
                else { continue }
                add(
                    filter.line,
                    "no product passes '\(filter.value)' and '\(theirs.value)' in line \(theirs.line)"
                        + owner(other, rule),
                    "mend the filters, or give the rules different scopes")
            }
        }
    }

    private mutating func checkPins(_ rule: MerchandisingRule, _ other: MerchandisingRule) {
        for pin in rule.pins {
            guard let address = snapshot.address(of: pin.value.id) else { continue }
            for filter in other.filters {
                guard let sets = documents[filter.value], !sets[address.segment].contains(address.document)
                else { continue }
                add(
                    pin.line,
                    "the pinned product '\(pin.value.id)' cannot show: it does not pass '\(filter.value)' in line \(filter.line)"
                        + owner(other, rule),
                    "remove one of the two, or give the rules different scopes")
            }
        }
    }

    private mutating func checkBoosts(_ rule: MerchandisingRule, _ other: MerchandisingRule) {
        for boost in rule.boosts {
            for theirs in other.boosts
            where theirs.line < boost.line && (theirs.value.weight > 0) != (boost.value.weight > 0) {
                guard let first = documents[boost.value.filter], let second = documents[theirs.value.filter],
                    first.contains(where: { $0.count > 0 }), first == second
                else { continue }
                let verbs = boost.value.weight > 0 ? ("boosted", "buried") : ("buried", "boosted")
                add(
                    boost.line,
                    "the products of '\(boost.value.filter)' are \(verbs.0) here and \(verbs.1) in line \(theirs.line)"
                        + owner(other, rule),
                    "remove one of the two, or give the rules different scopes")
            }
        }
    }

    private func owner(_ other: MerchandisingRule, _ rule: MerchandisingRule) -> String {
        other.line == rule.line ? "" : " of rule '\(other.name)'"
    }

    private func shares(_ first: [DocumentSet], _ second: [DocumentSet]) -> Bool {
        zip(first, second).contains { one, other in
            var both = one
            both.formIntersection(other)
            return both.count > 0
        }
    }
}

extension SearchPipeline {
    /// What the index cannot follow of rules, and what its products show to be contradictory, by line.
    package func problems(of rules: RuleSet) throws(SearchError) -> [RuleProblem] {
        try RuleIndexLint(rules, catalogue.snapshot).problems
    }
}
