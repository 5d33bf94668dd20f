import SoukEngine
import SoukUnderstanding

/// Finds rules that contradict each other or themselves, beside what ``RuleFile`` could not read.
///
/// Two rules are held against each other where a query is known that both are for: one that a line names.
/// - Complexity: O(rules² × lines of a rule).
package struct RuleLint {
    package private(set) var problems: [RuleProblem]
    private let rules: [MerchandisingRule]

    /// Every problem of the file, by line.
    package static func problems(in text: String) -> [RuleProblem] {
        let file = RuleFile(text)
        return RuleLint(file).problems.sorted { $0.line < $1.line }
    }

    private init(_ file: RuleFile) {
        rules = file.set.rules
        problems = file.problems
        for rule in rules { check(rule) }
        let scopes = rules.map(RuleScope.init)
        for (place, rule) in rules.enumerated() {
            for (other, scope) in zip(rules[..<place], scopes) where scopes[place].isForSomeQuery(of: scope) {
                check(rule, against: other)
            }
        }
        checkSynonyms()
    }

    private mutating func add(_ line: Int, _ message: String, _ remedy: String) {
        let problem = RuleProblem(line, message, remedy: remedy)
        if !problems.contains(problem) { problems.append(problem) }
    }

    private mutating func check(_ rule: MerchandisingRule) {
        if !rule.hasActions, !problems.contains(where: { $0.line >= rule.line }) {
            add(
                rule.line, "rule '\(rule.name)' does nothing",
                "add a pin, boost, bury, filter or synonym, or remove it")
        }
        if let start = rule.start, let end = rule.end, start >= end {
            add(rule.line, "rule '\(rule.name)' ends before it begins", "write 'from' the earlier moment")
        }
        checkPins(rule.pins, rule.pins, "")
        checkBoosts(rule.boosts, rule.boosts, "")
        checkFilters(rule.filters, rule.filters, "")
    }

    private mutating func check(_ rule: MerchandisingRule, against other: MerchandisingRule) {
        let owner = " of rule '\(other.name)'"
        checkPins(rule.pins, other.pins, owner)
        checkBoosts(rule.boosts, other.boosts, owner)
        checkFilters(rule.filters, other.filters, owner)
    }

    private mutating func checkPins(
        _ pins: [MerchandisingRule.Line<MerchandisingRule.Pin>],
        _ others: [MerchandisingRule.Line<MerchandisingRule.Pin>], _ owner: String
    ) {
        for (place, pin) in pins.enumerated() {
            for other in owner.isEmpty ? others[..<place] : others[...] {
                let otherLine = "line \(other.line)\(owner)"
                if pin.value.id == other.value.id {
                    add(pin.line, "'\(pin.value.id)' is pinned in \(otherLine) too", "remove one of the two")
                } else if let at = pin.value.place, at == other.value.place {
                    add(
                        pin.line, "'\(other.value.id)' is pinned at \(at) in \(otherLine) too",
                        "give them different places, or the rules different scopes")
                }
            }
        }
    }

    private mutating func checkBoosts(
        _ boosts: [MerchandisingRule.Line<MerchandisingRule.Boost>],
        _ others: [MerchandisingRule.Line<MerchandisingRule.Boost>], _ owner: String
    ) {
        for boost in boosts {
            for other in others
            where (owner.isEmpty ? other.line < boost.line : true)
                && FilterParser.isSame(boost.value.filter, other.value.filter)
                && (boost.value.weight > 0) != (other.value.weight > 0)
            {
                let verbs = boost.value.weight > 0 ? ("boosted", "buried") : ("buried", "boosted")
                add(
                    boost.line,
                    "'\(boost.value.filter)' is \(verbs.0) here and \(verbs.1) in line \(other.line)\(owner)",
                    "remove one of the two, or give the rules different scopes")
            }
        }
    }

    private mutating func checkFilters(
        _ filters: [MerchandisingRule.Line<String>], _ others: [MerchandisingRule.Line<String>],
        _ owner: String
    ) {
        for filter in filters {
            for other in others
            where (owner.isEmpty ? other.line <= filter.line : true)
                && FilterConflict.isEmpty(filter.value, other.value)
            {
                let place = other.line == filter.line ? "itself" : "line \(other.line)\(owner)"
                add(
                    filter.line, "no product passes '\(filter.value)' and \(place)",
                    "mend the filters, or give the rules different scopes")
            }
        }
    }

    /// One-way synonyms that lead back to where they began.
    private mutating func checkSynonyms() {
        var next: [String: [(name: String, line: Int)]] = [:]
        for rule in rules {
            for synonym in rule.synonyms {
                guard synonym.value.contains("=>"), let entries = try? SynonymFile(synonym.value).entries
                else { continue }
                for entry in entries {
                    next[RuleText(entry.name).key, default: []].append(
                        (RuleText(entry.alias.text).key, synonym.line))
                }
            }
        }
        for start in next.keys.sorted() {
            guard let chain = chain(from: start, next) else { continue }
            let names = chain.names
            guard names.min() == start else { continue }
            add(
                chain.line, "synonyms lead in a circle: \((names + [start]).joined(separator: " => "))",
                "write them as names of each other: 'synonym \(names.joined(separator: ", "))'")
        }
    }

    /// The shortest way back to a name, and the last line on it.
    private func chain(
        from start: String, _ next: [String: [(name: String, line: Int)]]
    ) -> (names: [String], line: Int)? {
        var ways: [(names: [String], line: Int)] = [([start], 0)]
        var seen: Set<String> = []
        var index = 0
        while index < ways.count {
            let way = ways[index]
            index += 1
            for step in next[way.names[way.names.count - 1]] ?? [] {
                let line = max(way.line, step.line)
                if step.name == start { return (way.names, line) }
                if seen.insert(step.name).inserted { ways.append((way.names + [step.name], line)) }
            }
        }
        return nil
    }
}

extension RuleText {
    /// The folded text.
    var key: String { String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init))) }
}

/// Whether two filters exclude each other, as far as their conditions on numbers tell.
enum FilterConflict {
    static func isEmpty(_ a: String, _ b: String) -> Bool {
        guard let first = FilterParser.numberRanges(in: a), let second = FilterParser.numberRanges(in: b)
        else {
            return false
        }
        var bounds: [String: NumberRange] = [:]
        for (field, range) in first + second {
            guard let known = bounds[field] else {
                bounds[field] = range
                continue
            }
            guard let both = known.intersection(range) else { return true }
            bounds[field] = both
        }
        return false
    }
}
