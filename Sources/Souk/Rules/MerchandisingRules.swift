import Foundation
import SoukEngine
import SoukRanking

/// Merchandising rules: products first, higher or lower, filters and other names, for some queries, for some time.
///
/// ```swift
/// let rules = try MerchandisingRules(text)
/// try index.useRules(rules)                       // for every search from now on
/// request.rules = rules                           // for one
/// for result in try index.check(rules) where result.failure != nil { print(result) }
/// ```
/// The text is described in `docs/guides/rules.md`. Rules change the order as (pinned, tier, score, id); what boosts do together
/// stays within ±0.5, where 1 is a full match, and every explanation names it.
public struct MerchandisingRules: Sendable, Equatable {
    let ruleSet: RuleSet

    /// Reads rules.
    /// - Throws: ``SearchError/invalidRules(_:)`` with everything that ``problems(in:)`` finds.
    public init(_ text: String) throws(SearchError) {
        let problems = Self.problems(in: text)
        guard problems.isEmpty else { throw .invalidRules(problems) }
        ruleSet = RuleFile(text).set
    }

    /// What is wrong with a text of rules, by line: what is malformed, contradictory or circular.
    public static func problems(in text: String) -> [RuleProblem] { RuleLint.problems(in: text) }

    /// The text.
    public var text: String { ruleSet.text }

    /// Names of the rules, in order.
    public var names: [String] { ruleSet.rules.map(\.name) }
}

/// What came of one `expect` line, or of a rule that the index cannot follow.
public struct RuleCheck: Sendable, Equatable, CustomStringConvertible {
    /// The line, from 1.
    public let line: Int
    /// What was expected.
    public let text: String
    /// What was found instead; nil when it is as expected.
    public let failure: String?

    /// `line 7: … : what was found instead`.
    public var description: String { "line \(line): \(text): \(failure ?? "as expected")" }
}

extension SearchPipeline {
    /// Follows every `expect` line, and looks whether the index has the fields and products that the rules name.
    ///
    /// - Complexity: one search for each line.
    package func check(_ rules: RuleSet, _ options: SearchOptions = SearchOptions()) throws(SearchError)
        -> [RuleCheck]
    {
        var checks = try problems(of: rules).map {
            RuleCheck(line: $0.line, text: $0.message, failure: $0.remedy)
        }
        for expectation in rules.expectations {
            var options = options
            options.rules = rules
            options.count = max(expectation.depth, 10)
            options.highlights = false
            options.time = expectation.time ?? options.time
            let page = try search(expectation.query, options)
            checks.append(
                RuleCheck(
                    line: expectation.line, text: "expect " + expectation.text,
                    failure: expectation.failure(list: page.hits.map(\.id), total: page.total)))
        }
        return checks.sorted { $0.line < $1.line }
    }
}

extension ProductIndex {
    /// What the products of this index show to be wrong with rules, by line: unknown products, fields and categories, filters
    /// that no product passes, pinned products that a filter keeps out, boosts and burials of the very same products.
    ///
    /// ``useRules(_:)`` takes such rules all the same, since products come and go.
    public func problems(of rules: MerchandisingRules) throws(SearchError) -> [RuleProblem] {
        guard let catalogue = current.withLock({ $0 }) else { return [] }
        return try SearchPipeline(catalogue).problems(of: rules.ruleSet)
    }

    /// Puts rules in the place of the index's own, for every search from now on; nil takes them away.
    public func useRules(_ rules: MerchandisingRules?) throws {
        try commit { writer in
            try RuleAttachment.write(rules?.text, to: directory, writer)
            do { _ = try writer.commit() } catch let error as IndexError { throw SearchError(error) }
        }
    }

    /// The index's rules.
    public var rules: MerchandisingRules? {
        guard let set = current.withLock({ $0?.rules }), !set.rules.isEmpty else { return nil }
        return MerchandisingRules(ruleSet: set)
    }

    /// Follows the `expect` lines of rules, and looks whether the index has the fields and products that they name.
    ///
    /// - Complexity: one search for each line.
    public func check(_ rules: MerchandisingRules) throws(SearchError) -> [RuleCheck] {
        guard let catalogue = current.withLock({ $0 }) else { return [] }
        return try SearchPipeline(catalogue).check(rules.ruleSet)
    }
}

extension MerchandisingRules {
    init(ruleSet: RuleSet) { self.ruleSet = ruleSet }
}
