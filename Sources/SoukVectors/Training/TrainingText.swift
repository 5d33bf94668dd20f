/// Texts as numbers of words, with the words and how often they occur: what vectors are trained on.
package struct TrainingText: Sendable {
    /// Words of all texts, one after another, numbered by ``words``.
    package private(set) var tokens: [UInt32] = []
    /// Where each text ends in ``tokens``.
    package private(set) var ends: [Int] = []
    package private(set) var words: [String] = []
    package private(set) var counts: [Int] = []
    private var numbers: [String: UInt32] = [:]

    package init() {}

    package mutating func add(_ text: some Sequence<String>) {
        for word in text {
            if let number = numbers[word] {
                counts[Int(number)] += 1
                tokens.append(number)
            } else {
                let number = UInt32(words.count)
                numbers[word] = number
                words.append(word)
                counts.append(1)
                tokens.append(number)
            }
        }
        ends.append(tokens.count)
    }

    /// The same texts without words that occur less often than `least`; the others are numbered anew, commonest first, then
    /// by their bytes, so that the order of the texts does not matter to the numbers.
    package func keeping(least: Int) -> TrainingText {
        let kept = words.indices.filter { counts[$0] >= least }.sorted { a, b in
            counts[a] != counts[b]
                ? counts[a] > counts[b] : words[a].utf8.lexicographicallyPrecedes(words[b].utf8)
        }
        var result = TrainingText()
        var renumbered = [UInt32?](repeating: nil, count: words.count)
        for (number, old) in kept.enumerated() {
            renumbered[old] = UInt32(number)
            result.words.append(words[old])
            result.counts.append(counts[old])
            result.numbers[words[old]] = UInt32(number)
        }
        var start = 0
        for end in ends {
            for token in tokens[start..<end] {
                if let number = renumbered[Int(token)] { result.tokens.append(number) }
            }
            result.ends.append(result.tokens.count)
            start = end
        }
        return result
    }
}
