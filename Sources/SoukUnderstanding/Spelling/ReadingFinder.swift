/// Finds the ways to read each word of a query: the candidates that ``SpellingDecoder`` chooses from.
struct ReadingFinder<Evidence: SpellingEvidence> {
    /// Readings of a word that are weighed against its neighbours, the likeliest by themselves.
    static var maximumReadings: Int { 8 }
    /// Words two errors away whose cost is worked out: the commonest.
    private static var farNeighbours: Int { 48 }

    let evidence: Evidence

    /// Readings by the word that they begin with; the literal one first.
    func readings(of words: [QueryWord]) throws(Evidence.Failure) -> [[SpellingReading]] {
        var frequencies: [WordFrequency] = []
        for word in words {
            frequencies.append(word.isPlain ? try frequency(of: word.letters) : WordFrequency())
        }
        var result: [[SpellingReading]] = []
        for (place, word) in words.enumerated() {
            var literal = SpellingReading(
                kind: .literal, words: [word.letters],
                score: score(word, frequencies[place], isAlone: words.count == 1))
            var others: [SpellingReading] = []
            if word.isPlain {
                if isWeighed(word, frequencies[place], isAlone: words.count == 1),
                    frequencies[place].documents < SpellingScore.frequent
                {
                    let typos = try self.typos(of: word.letters, frequencies[place])
                    if typos.isSlip { literal.score = SpellingScore.slip(frequencies[place]) }
                    others += typos.readings
                    others += try splits(of: word.letters, frequencies[place], literal.score)
                }
                if place + 1 < words.count, words[place + 1].isPlain, word.isBeforeSpace {
                    others += try joins(words[place...place + 1], frequencies[place...place + 1])
                }
            }
            others.sort { $0.score > $1.score }
            result.append([literal] + others.prefix(Self.maximumReadings))
        }
        return result
    }

    private func score(_ word: QueryWord, _ frequency: WordFrequency, isAlone: Bool = false) -> Double {
        isWeighed(word, frequency, isAlone: isAlone)
            ? SpellingScore.literal(frequency, newWordShare: evidence.newWordShare) : 0
    }

    /// Whether a word may be another one mistyped: a short one only beside others, and where the catalogue hardly has it.
    private func isWeighed(_ word: QueryWord, _ frequency: WordFrequency, isAlone: Bool) -> Bool {
        guard word.isPlain else { return false }
        let count = word.letters.count
        return count >= SpellingScore.shortestWord
            || (count >= SpellingScore.shortestMissingWord && !isAlone
                && frequency.documents < SpellingScore.rare)
    }

    /// A regular plural of which the catalogue has the singular only counts as that.
    private func frequency(of word: [UInt8]) throws(Evidence.Failure) -> WordFrequency {
        let found = try evidence.frequency(of: word)
        guard found.documents == 0, word.count > SpellingScore.shortestWord, word.last == UInt8(ascii: "s"),
            let before = word.dropLast().last, !Self.hissing.contains(before)
        else { return found }
        let singular = try evidence.frequency(of: word.dropLast())
        return singular.documents >= SpellingScore.frequent ? singular : found
    }

    /// Letters after which the plural is -es.
    private static var hissing: [UInt8] { Array("shxz".utf8) }

    // MARK: - Typing errors

    /// - Returns: the readings, and whether the catalogue's own uses of the word are probably slips too.
    private func typos(
        of word: [UInt8], _ literal: WordFrequency
    ) throws(Evidence.Failure) -> (readings: [SpellingReading], isSlip: Bool) {
        let isKnown = literal.documents >= SpellingScore.rare
        var found = readings(of: word, try evidence.neighbours(of: word, errors: 1), literal)
        // Two errors are looked for where one explains nothing well: they cost ten times as much to find.
        if word.count >= SpellingScore.twoErrorLength, !isKnown,
            !found.readings.contains(where: { $0.score >= SpellingScore.goodTypo })
        {
            found = readings(of: word, try evidence.neighbours(of: word, errors: 2), literal)
        }
        found.readings.sort { $0.score > $1.score }
        for index in found.readings.indices.prefix(Self.checkedReadings) {
            if let meant = try whatIsMeant(by: found.readings[index]) {
                found.readings[index].words = [meant]
            }
        }
        return found
    }

    /// Readings that are asked whether they are slips of the catalogue themselves.
    private static var checkedReadings: Int { 3 }

    /// The common word of which a reading's rare one is a slip (`florescent` of `fluorescent`).
    private func whatIsMeant(by reading: SpellingReading) throws(Evidence.Failure) -> [UInt8]? {
        guard let word = reading.words.first else { return nil }
        let known = try evidence.frequency(of: word)
        guard known.documents < SpellingScore.hardlyKnown else { return nil }
        let others = try evidence.neighbours(of: word, errors: 1).filter { $0.errors > 0 }
        return others.map { ($0, TypingErrors.cost(typed: word, meant: $0.word)) }
            .filter { SpellingScore.isProbablySlip(known, of: $0.0.frequency, cost: $0.1) }
            .min { a, b in
                a.1 != b.1 ? a.1 < b.1 : a.0.word.lexicographicallyPrecedes(b.0.word)
            }?.0.word
    }

    private func readings(
        of word: [UInt8], _ neighbours: [NeighbourWord], _ literal: WordFrequency
    ) -> (readings: [SpellingReading], isSlip: Bool) {
        let least = max(
            SpellingScore.rare, literal.documents >= SpellingScore.rare ? 2 * literal.documents : 0)
        var near = neighbours.filter { $0.errors > 0 && $0.frequency.documents >= least }
        near.sort { a, b in
            if a.errors != b.errors { return a.errors < b.errors }
            let (left, right) = (a.frequency, b.frequency)
            if left.headings != right.headings { return left.headings > right.headings }
            return a.word.lexicographicallyPrecedes(b.word)
        }
        let closest = near.firstIndex { $0.errors > 1 } ?? near.count
        var readings: [SpellingReading] = []
        var isSlip = false
        for neighbour in near.prefix(closest + Self.farNeighbours) {
            let cost = TypingErrors.cost(typed: word, meant: neighbour.word)
            isSlip = isSlip || SpellingScore.isSlip(literal, of: neighbour.frequency, cost: cost)
            let short = word.count < SpellingScore.shortestWord ? SpellingScore.shortWord : 0
            readings.append(
                SpellingReading(
                    kind: .typo, words: [neighbour.word],
                    score: SpellingScore.typo(cost, neighbour.frequency) - short))
        }
        return (readings, isSlip)
    }

    // MARK: - Compounds

    private func splits(
        of word: [UInt8], _ literal: WordFrequency, _ literalScore: Double
    ) throws(Evidence.Failure) -> [SpellingReading] {
        var found: [SpellingReading] = []
        guard word.count >= 4 else { return found }
        for place in 2...word.count - 2 {
            let parts = [Array(word[..<place]), Array(word[place...])]
            var frequencies: [WordFrequency] = []
            for part in parts {
                let frequency = try evidence.frequency(of: part)
                guard frequency.documents >= SpellingScore.commonPart else { break }
                frequencies.append(frequency)
            }
            guard frequencies.count == 2 else { continue }
            var score = SpellingScore.split(frequencies, shortest: min(place, word.count - place))
            if literal.documents >= SpellingScore.rare {
                // A word that is known is split only where it is written apart much oftener.
                let apart = try evidence.documents(withPhrase: parts)
                guard Double(apart) >= SpellingScore.muchCommoner * Double(literal.documents) else {
                    continue
                }
                score = literalScore + 0.1
            }
            found.append(SpellingReading(kind: .split, words: parts, score: score))
        }
        return found
    }

    private func joins(
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
            let literal = zip(words, frequencies).reduce(0) { $0 + score($1.0, $1.1) }
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
