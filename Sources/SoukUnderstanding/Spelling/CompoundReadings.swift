/// Words that are written apart for one, or as one for two: readings for ``SpellingDecoder``.
extension ReadingFinder {
    func splits(
        of word: [UInt8], _ literal: WordFrequency, _ literalScore: Double
    ) throws(Evidence.Failure) -> [SpellingReading] {
        var found: [SpellingReading] = []
        guard word.count >= 4 else { return found }
        // Asked for when a split is first likely: a plural is as well known as its singular.
        var known: Int?
        for place in 2...word.count - 2 {
            let parts = [Array(word[..<place]), Array(word[place...])]
            var frequencies: [WordFrequency] = []
            for part in parts {
                let isFirst = frequencies.isEmpty
                let frequency =
                    isFirst
                    ? try evidence.frequency(of: part) : try evidence.frequencyInEitherNumber(of: part)
                guard frequency.documents >= SpellingScore.commonPart else { break }
                frequencies.append(frequency)
            }
            // Rarer parts will do where they are found side by side.
            if frequencies.count < 2 {
                guard place >= 3, word.count - place >= 3,
                    let rare = try frequenciesOfPhrase(parts)
                else { continue }
                frequencies = rare
            }
            var score = SpellingScore.split(frequencies, shortest: min(place, word.count - place))
            let together: Int
            if let known {
                together = known
            } else {
                together = max(literal.documents, try evidence.frequencyInEitherNumber(of: word).documents)
                known = together
            }
            if together >= SpellingScore.rare {
                // A word that is known is split only where it is written apart much oftener.
                let apart = try evidence.documents(withPhrase: parts)
                guard Double(apart) >= SpellingScore.muchCommoner * Double(together) else {
                    continue
                }
                score = literalScore + 0.1
            }
            found.append(SpellingReading(kind: .split, words: parts, score: score))
        }
        return found
    }

    private func frequenciesOfPhrase(_ parts: [[UInt8]]) throws(Evidence.Failure) -> [WordFrequency]? {
        var frequencies: [WordFrequency] = []
        for part in parts {
            let frequency = try evidence.frequencyInEitherNumber(of: part)
            guard frequency.documents >= SpellingScore.rare else { return nil }
            frequencies.append(frequency)
        }
        return try evidence.documents(withPhrase: parts) >= SpellingScore.rare ? frequencies : nil
    }

    /// Two words run together of which one is mistyped, or that share the letter where they meet; the likeliest.
    ///
    /// The other one stands as it is: with an error in each, too much is a split.
    /// - Complexity: a search for neighbours at each of the word's letters.
    func mistypedSplits(of word: [UInt8]) throws(Evidence.Failure) -> [SpellingReading] {
        guard (SpellingScore.shortestMistypedSplit...TypingErrors.longestWord).contains(word.count) else {
            return []
        }
        var found: [SpellingReading] = []
        for place in 3...word.count - 3 {
            let (first, second) = (Array(word[..<place]), Array(word[place...]))
            let known = (try evidence.frequency(of: first), try evidence.frequency(of: second))
            if known.0.documents >= SpellingScore.commonPart {
                let shared = Array(word[(place - 1)...])
                let frequency = try evidence.frequency(of: shared)
                if frequency.documents >= SpellingScore.commonPart {
                    found.append(
                        split([first, shared], [known.0, frequency], cost: SpellingScore.sharedLetter))
                }
                if second.count >= SpellingScore.shortestWord, known.1.documents < SpellingScore.rare {
                    found += try meanings(of: second).map { meant, cost in
                        split([first, meant.word], [known.0, meant.frequency], cost: cost)
                    }
                }
            } else if known.1.documents >= SpellingScore.commonPart,
                first.count >= SpellingScore.shortestWord,
                known.0.documents < SpellingScore.rare
            {
                found += try meanings(of: first).map { meant, cost in
                    split([meant.word, second], [meant.frequency, known.1], cost: cost)
                }
            }
        }
        return Array(found.sorted { $0.score > $1.score }.prefix(Self.mistypedSplits))
    }

    /// Mistyped splits that are weighed, the likeliest by themselves.
    private static var mistypedSplits: Int { 4 }

    private func split(
        _ words: [[UInt8]], _ frequencies: [WordFrequency], cost: Double
    ) -> SpellingReading {
        let score = SpellingScore.split(frequencies, shortest: words.map(\.count).min() ?? 0) - cost
        return SpellingReading(kind: .split, words: words, score: score)
    }

    /// What a mistyped part of a word may mean, and at what cost.
    private func meanings(of part: [UInt8]) throws(Evidence.Failure) -> [(meant: NeighbourWord, cost: Double)]
    {
        try evidence.neighbours(of: part, errors: 1).filter {
            $0.errors > 0 && $0.frequency.documents >= SpellingScore.commonPart
        }.map { ($0, SpellingScore.splitTypo + TypingErrors.cost(typed: part, meant: $0.word)) }
    }

    func joins(
        _ words: ArraySlice<QueryWord>, _ frequencies: ArraySlice<WordFrequency>
    ) throws(Evidence.Failure) -> [SpellingReading] {
        let joined = words.flatMap(\.letters)
        guard joined.count > SpellingScore.shortestWord else { return [] }
        let isMissing = frequencies.contains { $0.documents < SpellingScore.rare }
        let together = try evidence.frequency(of: joined)
        func reading(_ word: [UInt8], _ score: Double) -> SpellingReading {
            SpellingReading(kind: .join, words: [word], span: 2, score: score)
        }
        if together.documents >= SpellingScore.rare {
            if isMissing { return [reading(joined, SpellingScore.join(together, cost: nil))] }
            guard words.allSatisfy(\.isContent) else { return [] }
            let apart = try evidence.documents(withPhrase: words.map(\.letters))
            guard Double(together.documents) >= SpellingScore.muchCommoner * (Double(apart) + 0.5) else {
                return []
            }
            var literal = 0.0
            for (word, frequency) in zip(words, frequencies) { literal += try score(word, frequency) }
            return [reading(joined, literal + SpellingScore.betterWriting)]
        }
        guard isMissing, joined.count >= 6, words.allSatisfy({ $0.isContent || $0.letters.count == 1 }) else {
            return []
        }
        return try evidence.neighbours(of: joined, errors: 1).filter {
            $0.errors == 1 && $0.frequency.documents >= SpellingScore.rare
        }.map {
            let cost = TypingErrors.cost(typed: joined, meant: $0.word)
            return reading($0.word, SpellingScore.join($0.frequency, cost: cost))
        }
    }
}
