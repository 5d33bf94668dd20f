import SoukEngine
import SoukRecommend
import SoukUnderstanding

/// Reads the text of rules, line by line; a line that is none is a problem, and reading goes on.
/// - Complexity: O(length).
package struct RuleFile {
    package private(set) var set = RuleSet()
    package private(set) var problems: [RuleProblem] = []

    private static let lineWords = [
        "rule", "when", "from", "until", "pin", "boost", "bury", "filter", "synonym", "expect",
    ]
    private static let mostLines = 100_000
    private static let secondsOfDay = 86_400.0

    package init(_ text: String) {
        set.text = text
        let lines = text.drop { $0 == "\u{FEFF}" }.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, raw) in lines.enumerated() {
            let line = Self.withoutRemark(raw).trimmed
            if line.isEmpty { continue }
            guard index < Self.mostLines else {
                problems.append(
                    RuleProblem(
                        index + 1, "more than \(Self.mostLines) lines", remedy: "this is no file of rules"))
                return
            }
            do throws(RuleProblem) { try read(line, index + 1) } catch { problems.append(error) }
        }
    }

    /// A remark begins with a # at the line's beginning or after a space, outside quotation marks.
    private static func withoutRemark(_ line: Substring) -> Substring {
        var isQuoted = false
        var previous: Character = " "
        for index in line.indices {
            let character = line[index]
            if character == "\"" { isQuoted.toggle() }
            if character == "#", !isQuoted, previous.isWhitespace { return line[..<index] }
            previous = character
        }
        return line
    }

    private mutating func read(_ line: Substring, _ number: Int) throws(RuleProblem) {
        let (word, rest) = line.firstWord
        switch word {
        case "rule": try begin(rest, number)
        case "expect":
            var reader = ExpectationReader(line: number, rest)
            set.expectations.append(try reader.read())
        case "when", "from", "until", "pin", "boost", "bury", "filter", "synonym":
            guard !set.rules.isEmpty else {
                throw RuleProblem(
                    number, "'\(word)' belongs to no rule", remedy: "write a line 'rule NAME' before it")
            }
            guard !rest.isEmpty else {
                throw RuleProblem(number, "'\(word)' says nothing", remedy: "write \(Self.form(word))")
            }
            try add(word, rest, number)
        default:
            let near = Self.lineWords.filter { Self.isNear($0, String(word)) }
            throw RuleProblem(
                number, "'\(word)' begins no line of rules",
                remedy: near.first.map { "did you mean '\($0)'?" }
                    ?? "lines begin with \(Self.lineWords.joined(separator: ", "))")
        }
    }

    private static func form(_ word: Substring) -> String {
        switch word {
        case "when": "'when query TEXT', 'when contains WORDS' or 'when category PATH'"
        case "from", "until": "a day or a moment, such as '\(word) 2026-11-11'"
        case "pin": "keys of products, such as 'pin p-17, p-18' or 'pin p-17 at 3'"
        case "boost", "bury": "a weight and a filter, such as '\(word) 0.2 brand = \"华为\"'"
        case "filter": "a filter, such as 'filter stock > 0'"
        default: "names, such as 'synonym 果机, iphone' or 'synonym laptop => notebook @0.8'"
        }
    }

    /// Whether one word is the other with one letter more, less or other, or has its letters in another order.
    private static func isNear(_ a: String, _ b: String) -> Bool {
        if a.sorted() == b.sorted() { return true }
        let (short, long) = a.count <= b.count ? (Array(a), Array(b)) : (Array(b), Array(a))
        guard long.count - short.count <= 1, !short.isEmpty else { return false }
        let start = zip(short, long).prefix { $0 == $1 }.count
        let end = zip(short.reversed(), long.reversed()).prefix { $0 == $1 }.count
        return start + end >= long.count - 1
    }

    private mutating func begin(_ name: Substring, _ line: Int) throws(RuleProblem) {
        set.rules.append(MerchandisingRule(name: String(name), line: line))
        guard !name.isEmpty else {
            throw RuleProblem(line, "the rule has no name", remedy: "write 'rule NAME': explanations show it")
        }
        if let other = set.rules.dropLast().first(where: { $0.name == name }) {
            throw RuleProblem(
                line, "a rule in line \(other.line) has the name '\(name)' too",
                remedy: "name one of them otherwise")
        }
    }

    private mutating func add(_ word: Substring, _ rest: Substring, _ line: Int) throws(RuleProblem) {
        let place = set.rules.count - 1
        switch word {
        case "when": try addScope(rest, line)
        case "from":
            set.rules[place].start = try Self.moment(rest, line).start
        case "until":
            set.rules[place].end = try Self.moment(rest, line).end
        case "pin": try addPins(rest, line)
        case "boost", "bury": try addBoost(word, rest, line)
        case "filter":
            try Self.checkFilter(rest, line)
            set.rules[place].filters.append(.init(value: String(rest), line: line))
        default:
            do throws(SynonymFileError) { _ = try SynonymFile(String(rest)) } catch {
                throw RuleProblem(
                    line, "no synonyms: \(error.message)", remedy: "write \(Self.form("synonym"))")
            }
            set.rules[place].synonyms.append(.init(value: String(rest), line: line))
        }
    }

    private mutating func addScope(_ rest: Substring, _ line: Int) throws(RuleProblem) {
        let place = set.rules.count - 1
        let (kind, text) = rest.firstWord
        let value = MerchandisingRule.Line(value: String(text.unquoted), line: line)
        switch kind {
        case "query" where !text.isEmpty: set.rules[place].queries.append(value)
        case "contains" where !text.isEmpty: set.rules[place].words.append(value)
        case "category" where !text.isEmpty: set.rules[place].categories.append(value)
        default: throw RuleProblem(line, "no scope", remedy: "write \(Self.form("when"))")
        }
    }

    /// The first second of a day or moment, and the first after it.
    static func moment(_ text: Substring, _ line: Int) throws(RuleProblem) -> (start: Double, end: Double) {
        guard text.contains("-"), let seconds = EventMoment.seconds(String(text)) else {
            throw RuleProblem(
                line, "'\(text)' is no moment", remedy: "write 2026-11-11 or 2026-11-11T20:00:00+08:00")
        }
        let isDay = !text.contains { $0 == "T" || $0 == ":" }
        return (seconds, isDay ? seconds + secondsOfDay : seconds)
    }

    private mutating func addPins(_ rest: Substring, _ line: Int) throws(RuleProblem) {
        var list = rest
        var place: Int?
        if let range = rest.ranges(of: " at ").last {
            guard let number = Int(rest[range.upperBound...].trimmed), (1...100).contains(number) else {
                throw RuleProblem(
                    line, "'\(rest[range.upperBound...])' is no place", remedy: "write a number from 1 to 100"
                )
            }
            place = number
            list = rest[..<range.lowerBound]
        }
        let ids = try Self.ids(list, line)
        if place != nil, ids.count > 1 {
            throw RuleProblem(line, "several products at one place", remedy: "write a line for each")
        }
        let pins = ids.map { MerchandisingRule.Pin(id: $0, place: place) }
        set.rules[set.rules.count - 1].pins += pins.map { .init(value: $0, line: line) }
    }

    /// Keys separated by commas.
    static func ids(_ text: Substring, _ line: Int) throws(RuleProblem) -> [String] {
        let ids = text.split(separator: ",", omittingEmptySubsequences: false).map {
            String($0.trimmed.unquoted)
        }
        guard ids.allSatisfy({ !$0.isEmpty }) else {
            throw RuleProblem(line, "a key is empty", remedy: "separate keys by one comma, as in p-17, p-18")
        }
        return ids
    }

    private mutating func addBoost(
        _ word: Substring, _ rest: Substring, _ line: Int
    ) throws(RuleProblem) {
        let (number, filter) = rest.firstWord
        guard let weight = Double(number), weight > 0, weight <= RuleSet.largestEffect else {
            throw RuleProblem(
                line, "'\(number)' is no weight",
                remedy: "write a number above 0, at most \(RuleSet.largestEffect), before the filter; "
                    + "1 is what a full match earns")
        }
        try Self.checkFilter(filter, line)
        set.rules[set.rules.count - 1].boosts.append(
            .init(
                value: .init(weight: word == "bury" ? -weight : weight, filter: String(filter)), line: line))
    }

    private static func checkFilter(_ filter: Substring, _ line: Int) throws(RuleProblem) {
        guard let error = FilterParser.syntaxError(in: String(filter)) else { return }
        throw RuleProblem(
            line, "no filter: \(error.message)",
            remedy:
                "mend it at byte \(error.byteOffset + 1) of '\(filter)'; docs/guides/filters.md has the form")
    }
}

extension Substring {
    var trimmed: Substring {
        var rest = self
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return rest
    }

    /// The text without the quotation marks around it.
    var unquoted: Substring {
        count >= 2 && first == "\"" && last == "\"" ? dropFirst().dropLast() : self
    }

    /// What stands before the first space, and what after it.
    var firstWord: (word: Substring, rest: Substring) {
        guard let space = firstIndex(where: \.isWhitespace) else { return (self, "") }
        return (self[..<space], self[space...].trimmed)
    }
}
