import Foundation

/// A question that could be asked, and how much its answer is expected to tell.
struct ClarificationChoice {
    var kind: Clarification.Kind
    var field: String
    var answers: [Answer]
    /// Products that are what was asked for, and those that have an answer.
    var total: Int
    var covered: Int

    struct Answer {
        var label: String
        var value: String
        /// Of the products that are what was asked for.
        var count: Int
        /// Of all products found, where that was counted.
        var left: Int?

        /// - Parameter label: as the catalogue has it: what is left of markup in it is read, and `_` is a space.
        init(label: String, value: String, count: Int) {
            self.label = label.contains("&") || label.contains("_") ? Self.readable(label) : label
            self.value = value
            self.count = count
        }

        private static let entities = [
            "amp": "&", "quot": "\"", "apos": "'", "lt": "<", "gt": ">", "nbsp": " ",
        ]

        /// `Toys_and_Games` → `Toys and Games`, `Bose&#xAE;` → `Bose®`.
        private static func readable(_ text: String) -> String {
            var result = ""
            var rest = text[...]
            while let start = rest.firstIndex(of: "&") {
                result += rest[..<start]
                rest = rest[start...]
                guard let end = rest.prefix(10).firstIndex(of: ";") else {
                    result.append(rest.removeFirst())
                    continue
                }
                let name = rest[rest.index(after: start)..<end].lowercased()
                let digits = name.dropFirst(name.hasPrefix("#x") ? 2 : 1)
                let number = name.hasPrefix("#") ? UInt32(digits, radix: name.hasPrefix("#x") ? 16 : 10) : nil
                let scalar = number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
                if let character = scalar ?? entities[name] {
                    result += character
                    rest = rest[rest.index(after: end)...]
                } else {
                    result.append(rest.removeFirst())
                }
            }
            return (result + rest).replacingOccurrences(of: "_", with: " ")
        }
    }

    /// What stands in a field where there is no value.
    fileprivate static let placeholders: Set<String> = [
        "no brand", "nobrand", "unbranded", "generic", "none", "n/a", "na", "null", "unknown", "other",
        "others", "-", "无", "无品牌",
        "其他", "其它", "未知", "其他品牌",
    ]

    /// Answers that a shopper can look over.
    static let mostAnswers = 6
    /// An answer that nearly all products share tells nothing.
    private static let dominantShare = 0.9
    private static let leastCoverage = 0.5
    /// Share of the products that the answers shown have to lead to: else most answers would be missing.
    private static let leastShown = 0.4
    /// Share of what the answers shown lead to that each of them has.
    private static let leastShare = 0.05
    /// A single product is no answer.
    private static let leastProducts = 2

    /// Bits: the entropy of the answers shown and of all others together, times the share of products that have any.
    ///
    /// A product with several answers counts for each, in proportion.
    var gain: Double {
        let shown = shownAnswers.map { Double($0.count) }
        let all = Double(answers.reduce(0) { $0 + $1.count })
        guard all > 0, total > 0 else { return 0 }
        let rest = all - shown.reduce(0, +)
        let entropy = (shown + [rest]).reduce(0) { sum, count in
            count > 0 ? sum - count / all * log2(count / all) : sum
        }
        return entropy * min(Double(covered) / Double(total), 1)
    }

    /// The answers that are shown: the commonest, without those that hardly a product has; of a number all of its bands.
    var shownAnswers: [Answer] {
        let first = answers.prefix(Self.mostAnswers)
        let sum = first.reduce(0) { $0 + $1.count }
        return kind == .price
            ? Array(first)
            : first.filter {
                $0.count >= Self.leastProducts && Double($0.count) >= Self.leastShare * Double(sum)
            }
    }

    private var shown: Int { shownAnswers.reduce(0) { $0 + $1.count } }

    var isWorthAsking: Bool {
        guard shownAnswers.count > 1, let most = answers.map(\.count).max() else { return false }
        return Double(most) < Self.dominantShare * Double(total)
            && Double(covered) >= Self.leastCoverage * Double(total)
            && Double(shown) >= Self.leastShown * Double(total)
    }

    /// What the gain counts for: which goods are meant comes before how they should be, and what shoppers always know (price, brand)
    /// before what they may not (an attribute).
    var weight: Double {
        switch kind {
        case .category: 1.5
        case .price: 1.1
        case .brand: 1
        case .attribute: 0.75
        }
    }
}

extension [ClarificationChoice.Answer] {
    /// The answers that say something, each once: a choice takes a value in every writing of its case, and so does its answer.
    var distinct: [ClarificationChoice.Answer] {
        var places: [String: Int] = [:]
        var result: [ClarificationChoice.Answer] = []
        for answer in self {
            let key = answer.label.lowercased()
            if ClarificationChoice.placeholders.contains(key) { continue }
            if let place = places[answer.value.lowercased()] {
                result[place].count += answer.count
            } else {
                places[answer.value.lowercased()] = result.count
                result.append(answer)
            }
        }
        // Of equally common ones the first stays first.
        return result.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .map(\.element)
    }
}
