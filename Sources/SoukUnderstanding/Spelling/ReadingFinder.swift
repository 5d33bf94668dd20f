/// Finds the ways to read each word of a query: the candidates that ``SpellingDecoder`` chooses from.
struct ReadingFinder<Evidence: SpellingEvidence> {
    /// Readings of a word that are weighed against its neighbours, the likeliest by themselves.
    static var maximumReadings: Int { 8 }
    /// Words two errors away whose cost is worked out: the commonest.
    private static var farNeighbours: Int { 48 }
    /// Words of the same sound whose cost is worked out: the commonest.
    private static var soundingAlike: Int { 16 }

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
                score: try score(word, frequencies[place], isAlone: words.count == 1))
            var others: [SpellingReading] = []
            if word.isPlain {
                if isWeighed(word, frequencies[place], isAlone: words.count == 1),
                    frequencies[place].documents < SpellingScore.frequent
                {
                    // What is said of trade in general is asked only of words that the catalogue lacks.
                    let isKnown =
                        KnownWords.isBrand(word.letters)
                        || frequencies[place].documents < SpellingScore.rare
                            && KnownWords.isOfTrade(word.letters)
                    if !isKnown {
                        let typos = try self.typos(of: word.letters, frequencies[place])
                        if typos.isSlip { literal.score = SpellingScore.slip(frequencies[place]) }
                        others += typos.readings
                    }
                    others += try splits(of: word.letters, frequencies[place], literal.score)
                    if frequencies[place].documents < SpellingScore.rare, !others.contains(where: isGood) {
                        others += try mistypedSplits(of: word.letters)
                    }
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

    func score(
        _ word: QueryWord, _ frequency: WordFrequency, isAlone: Bool = false
    ) throws(Evidence.Failure) -> Double {
        guard isWeighed(word, frequency, isAlone: isAlone) else { return 0 }
        // The share is asked for only where a word is missing: it takes a walk over all words.
        let share = frequency.documents > 0 ? 1 : try evidence.newWordShare
        return SpellingScore.literal(frequency, newWordShare: share)
    }

    /// Whether a word may be another one mistyped: a short one only beside others, and where the catalogue hardly has it.
    private func isWeighed(_ word: QueryWord, _ frequency: WordFrequency, isAlone: Bool) -> Bool {
        guard word.isPlain else { return false }
        let count = word.letters.count
        return count >= SpellingScore.shortestWord
            || (count >= SpellingScore.shortestMissingWord && !isAlone
                && frequency.documents < SpellingScore.rare)
    }

    /// A regular plural of which the catalogue has the singular only counts as that, and a singular of which it has the plural.
    private func frequency(of word: [UInt8]) throws(Evidence.Failure) -> WordFrequency {
        if let joined = try joinedFrequency(of: word) { return joined }
        let found = try evidence.frequency(of: word)
        if found.documents == 0, let last = word.last, !Self.hissing.contains(last) {
            let plural = try evidence.frequency(of: word + [UInt8(ascii: "s")])
            if plural.documents >= SpellingScore.rare { return plural }
        }
        guard found.documents == 0, word.count > SpellingScore.shortestWord, word.last == UInt8(ascii: "s"),
            let before = word.dropLast().last, !Self.hissing.contains(before)
        else { return found }
        let singular = try evidence.frequency(of: word.dropLast())
        return singular.documents >= SpellingScore.frequent ? singular : found
    }

    /// A word that products write with a hyphen is as good as written (tshirt, usbc): its term is there, and so are its parts
    /// in a row. Nil for others; the term alone proves nothing, since stems are no words (furnitur).
    private func joinedFrequency(of word: [UInt8]) throws(Evidence.Failure) -> WordFrequency? {
        guard word.count >= SpellingScore.shortestWord, try evidence.frequency(of: word).documents == 0 else {
            return nil
        }
        let documents = try evidence.documents(with: word)
        guard documents >= SpellingScore.rare else { return nil }
        for place in 1..<word.count {
            let parts = [Array(word[..<place]), Array(word[place...])]
            let apart = try evidence.documents(withPhrase: parts)
            if apart >= SpellingScore.rare, 2 * documents >= apart {
                return WordFrequency(documents: documents, headings: documents)
            }
        }
        return nil
    }

    /// Letters after which the plural is -es.
    private static var hissing: [UInt8] { Array("shxz".utf8) }

    // MARK: - Typing errors

    /// - Returns: the readings, and whether the catalogue's own uses of the word are probably slips too.
    private func typos(
        of word: [UInt8], _ literal: WordFrequency
    ) throws(Evidence.Failure) -> (readings: [SpellingReading], isSlip: Bool) {
        let isKnown = literal.documents >= SpellingScore.rare
        let near = try evidence.neighbours(of: word, errors: 1)
        var found = readings(of: word, near + (isKnown ? [] : try respelled(word, besides: near)), literal)
        // Two errors are looked for where one explains nothing well: they cost ten times as much to find.
        if word.count >= SpellingScore.twoErrorLength, !isKnown,
            !found.readings.contains(where: isGood)
        {
            found = readings(of: word, try evidence.neighbours(of: word, errors: 2), literal)
            if !found.readings.contains(where: isGood) {
                found.readings += try soundAlikes(of: word, literal, besides: found.readings)
            }
        }
        found.readings.sort { $0.score > $1.score }
        for index in found.readings.indices.prefix(Self.checkedReadings) {
            if let meant = try whatIsMeant(by: found.readings[index]) {
                found.readings[index].words = [meant]
            }
        }
        return found
    }

    /// The catalogue's words with ph for an f of the word, or f for its ph: two letters, and one error of who writes by ear.
    private func respelled(
        _ word: [UInt8], besides near: [NeighbourWord]
    ) throws(Evidence.Failure) -> [NeighbourWord] {
        var found: [NeighbourWord] = []
        for place in word.indices {
            var other: [UInt8] = []
            if word[place] == UInt8(ascii: "f") {
                other = word[..<place] + Array("ph".utf8) + word[(place + 1)...]
            } else if word[place...].starts(with: "ph".utf8) {
                other = word[..<place] + Array("f".utf8) + word[(place + 2)...]
            }
            guard !other.isEmpty, !near.contains(where: { $0.word == other }) else { continue }
            let frequency = try evidence.frequency(of: other)
            if frequency.documents > 0 {
                found.append(NeighbourWord(word: other, errors: 1, frequency: frequency))
            }
        }
        return found
    }

    /// Words that are more than two errors away and sound the same.
    private func soundAlikes(
        of word: [UInt8], _ literal: WordFrequency, besides near: [SpellingReading]
    ) throws(Evidence.Failure) -> [SpellingReading] {
        let found = try evidence.words(soundingLike: word, limit: Self.soundingAlike)
        let far = found.filter { found in !near.contains { $0.words == [found.word] } }
        return readings(
            of: word, far.map { NeighbourWord(word: $0.word, errors: 3, frequency: $0.frequency) }, literal
        )
        .readings
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

    /// Whether a reading explains its words so well that no farther one is looked for.
    private func isGood(_ reading: SpellingReading) -> Bool { reading.score >= SpellingScore.goodReading }

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
            isSlip =
                isSlip
                || SpellingScore.isSlip(literal, of: neighbour.frequency, cost: cost) {
                    SoundKey.areSaidAlike(word, neighbour.word)
                }
            let short = word.count < SpellingScore.shortestWord ? SpellingScore.shortWord : 0
            readings.append(
                SpellingReading(
                    kind: .typo, words: [neighbour.word],
                    score: SpellingScore.typo(cost, neighbour.frequency) - short))
        }
        return (readings, isSlip)
    }
}
