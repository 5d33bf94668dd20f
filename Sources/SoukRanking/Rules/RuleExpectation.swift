/// What a search has to show for the rules to be right: a line of `expect`.
package struct RuleExpectation: Sendable, Equatable {
    package enum Check: Sendable, Equatable {
        /// The list begins with these.
        case first([String])
        /// They are among the first so many, or not.
        case top(Int, holds: Bool, [String])
        /// The first stands before the second, which may be missing.
        case before(String, String)
        case total(Comparison, Int)
    }

    package enum Comparison: String, Sendable, CaseIterable {
        case equal = "="
        case atLeast = ">="
        case atMost = "<="
    }

    package var line: Int
    package var text: String
    package var query: String
    /// Seconds since 1970; nil: now.
    package var time: Double?
    package var check: Check

    /// How many products of the list the check looks at.
    package var depth: Int {
        switch check {
        case .first(let ids): ids.count
        case .top(let count, _, _): count
        case .before: Self.deepest
        case .total: 1
        }
    }

    private static let deepest = 1000

    /// What was found instead; nil when it is as expected.
    package func failure(list: [String], total: Int) -> String? {
        switch check {
        case .first(let ids):
            let found = Array(list.prefix(ids.count))
            return found == ids ? nil : "found \(Self.text(found))"
        case .top(let count, let holds, let ids):
            let wrong = ids.filter { list.prefix(count).contains($0) != holds }
            guard !wrong.isEmpty else { return nil }
            return wrong.map { id in
                let place = list.firstIndex(of: id)
                return place.map { "\(id) is at \($0 + 1)" } ?? "\(id) is not there"
            }.joined(separator: ", ")
        case .before(let first, let second):
            guard let place = list.firstIndex(of: first) else { return "\(first) is not there" }
            guard let other = list.firstIndex(of: second), other < place else { return nil }
            return "\(first) is at \(place + 1), \(second) at \(other + 1)"
        case .total(let comparison, let number):
            let holds =
                switch comparison {
                case .equal: total == number
                case .atLeast: total >= number
                case .atMost: total <= number
                }
            return holds ? nil : "found \(total)"
        }
    }

    private static func text(_ ids: [String]) -> String {
        ids.isEmpty ? "nothing" : ids.joined(separator: ", ")
    }
}
