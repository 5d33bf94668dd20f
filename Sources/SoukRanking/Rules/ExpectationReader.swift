/// Reads `QUERY [on DAY] CHECK`, what follows the word expect.
struct ExpectationReader {
    private static let form =
        "expect 华为手机 first p-17, p-18; expect \"huawei phone\" top 3 has p-17; … top 10 lacks p-9; "
        + "… p-17 before p-18; … total >= 10"

    private let line: Int
    private let text: Substring
    private var rest: Substring

    init(line: Int, _ text: Substring) {
        self.line = line
        self.text = text
        rest = text
    }

    private func problem(_ message: String) -> RuleProblem {
        RuleProblem(line, message, remedy: "write as in \(Self.form)")
    }

    mutating func read() throws(RuleProblem) -> RuleExpectation {
        let query = try word("a query")
        var time: Double?
        if rest.firstWord.word == "on" {
            rest = rest.firstWord.rest
            time = try RuleFile.moment(Substring(try word("a day")), line).start
        }
        return RuleExpectation(
            line: line, text: String(text), query: query, time: time, check: try check())
    }

    /// The next word, or the text in quotation marks.
    private mutating func word(_ purpose: String) throws(RuleProblem) -> String {
        if rest.first == "\"" {
            let inside = rest.dropFirst()
            guard let end = inside.firstIndex(of: "\"") else {
                throw problem("the quotation marks are not closed")
            }
            rest = inside[inside.index(after: end)...].trimmed
            return String(inside[..<end])
        }
        let (word, after) = rest.firstWord
        guard !word.isEmpty else { throw problem("\(purpose) is missing") }
        rest = after
        return String(word)
    }

    private mutating func check() throws(RuleProblem) -> RuleExpectation.Check {
        let verb = try word("a check")
        switch verb {
        case "first": return .first(try RuleFile.ids(rest, line))
        case "top":
            guard let count = Int(try word("a number")), (1...1000).contains(count) else {
                throw problem("no number from 1 to 1000 after 'top'")
            }
            let holds = try word("'has' or 'lacks'")
            guard holds == "has" || holds == "lacks" else { throw problem("'\(holds)' is no check") }
            return .top(count, holds: holds == "has", try RuleFile.ids(rest, line))
        case "total":
            let next = try word("a number")
            let comparison = RuleExpectation.Comparison(rawValue: next)
            guard let number = Int(comparison == nil ? next : try word("a number")), number >= 0 else {
                throw problem("no number after 'total'")
            }
            return .total(comparison ?? .equal, number)
        default:
            guard rest.firstWord.word == "before" else { throw problem("'\(verb)' is no check") }
            rest = rest.firstWord.rest
            return .before(verb, try word("a key"))
        }
    }
}
