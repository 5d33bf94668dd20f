import SoukUnderstanding

/// The rules of a file, with what its `expect` lines ask of searches.
///
/// ```text
/// # Everything after a # is a remark.
/// rule launch of the mate 60
///     when contains 华为
///     when category 手机
///     from 2026-11-01
///     until 2026-11-11
///     pin p-17, p-18
///     boost 0.2 brand = "华为"
///     bury 0.2 category:"手机 > 配件"
///     filter stock > 0
///     synonym 果机, iphone
///
/// expect 华为手机 first p-17, p-18
/// expect "huawei phone" on 2026-11-12 top 3 lacks p-17
/// ```
/// `docs/guides/rules.md` is the user's view; ``RuleFile`` reads the text, ``RuleLint`` finds what is wrong with it.
package struct RuleSet: Sendable, Equatable {
    package var rules: [MerchandisingRule] = []
    package var expectations: [RuleExpectation] = []
    /// The text that was read.
    package var text = ""

    /// The most that all rules together may add to a product's score or take from it; 1 is a full match of usual strength.
    package static let largestEffect = 0.5

    package init() {}

    /// What the rules say of a query at a moment.
    /// - Parameter seconds: since 1970.
    package func active(for interpretation: Interpretation, at seconds: Double) -> ActiveRules {
        rules.isEmpty
            ? .none : ActiveRules(rules.filter { $0.applies(to: interpretation, at: seconds) })
    }

    /// Whether a rule begins or ends between two moments, in seconds since 1970.
    package func change(after first: Double, until second: Double) -> Bool {
        rules.contains { rule in
            [rule.start, rule.end].contains { $0.map { first < $0 && $0 <= second } ?? false }
        }
    }
}
