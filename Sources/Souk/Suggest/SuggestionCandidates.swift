import SoukAnalysis
import SoukEngine
import SoukStorage
import SoukUnderstanding

/// Texts that a typed text may become, by what the titles of a catalogue hold.
struct SuggestionCandidates {
    struct Candidate {
        var text: String
        /// Sum of the weights of the titles that hold it.
        var popularity: Float
        /// Its words, in whatever order: texts of the same words are one suggestion.
        var stems: [UInt32]
    }

    /// Titles that a conjunction looks at, and words of them that it counts: they bound its time.
    private static let maximumTitles = 2_000
    private static let maximumCounts = 8_000
    /// Words that pinyin may stand for.
    private static let maximumPinyin = 64
    /// Typing errors are looked for in words of so many letters.
    private static let correctedLength = 4...24
    private static let maximumCorrections = 3

    let table: SuggestionTable
    let limit: Int
    /// Whether Han words are shown in simplified characters, whatever titles write.
    let isSimplified: Bool

    /// The popular ones first.
    func find(_ typed: TypedText) -> [Candidate] {
        var candidates = phrases(typed) + conjunctions(typed)
        if typed.endsWithLetters, !typed.isCorrected { candidates += spelled(typed) }
        var seen: Set<[UInt32]> = []
        return candidates.sorted { a, b in
            a.popularity != b.popularity ? a.popularity > b.popularity : a.text < b.text
        }.filter { seen.insert($0.stems).inserted }
    }

    /// The same for the likeliest words that were meant by a last word with a typing error.
    func findCorrected(_ typed: TypedText) -> [Candidate] {
        guard typed.endsWithLetters, Self.correctedLength.contains(typed.tail.count) else { return [] }
        var meant: [(tail: [UInt8], weight: Float)] = []
        let certain = (1..<typed.tail.count).prefix {
            !table.byWord.range(withPrefix: Array(typed.tail[..<$0])).isEmpty
        }
        let neighbours = typed.neighbours(certain: certain.count) {
            !table.byWord.range(withPrefix: $0).isEmpty
        }
        for neighbour in neighbours {
            table.byWord.forEachHeaviest(in: table.byWord.range(withPrefix: neighbour)) { _, weight in
                meant.append((neighbour, weight))
                return false
            }
        }
        meant.sort { $0.weight > $1.weight }
        for (tail, _) in meant.prefix(Self.maximumCorrections) {
            let found = find(typed.replacingTail(tail))
            if !found.isEmpty { return found }
        }
        return []
    }

    /// Phrases that begin with the whole text.
    private func phrases(_ typed: TypedText) -> [Candidate] {
        best(table.byKey, typed.key)
    }

    private func best(_ keys: RankedKeys, _ prefix: [UInt8]) -> [Candidate] {
        var found: [Candidate] = []
        var seen: Set<[UInt32]> = []
        keys.forEachHeaviest(in: keys.range(withPrefix: prefix)) { place, weight in
            let phrase = table.phrases[Int(keys.payload(place))]
            let stems = table.stems(phrase.code).sorted()
            if seen.insert(stems).inserted {
                found.append(
                    Candidate(
                        text: table.text(phrase.code, isSimplified: isSimplified), popularity: weight,
                        stems: stems))
            }
            return found.count < limit
        }
        return found
    }

    /// Han words behind Latin letters.
    private func spelled(_ typed: TypedText) -> [Candidate] {
        guard let keys = table.byPinyin else { return [] }
        let letters = typed.key.filter { $0 != 0x20 }
        if letters.count >= 2, letters.allSatisfy({ $0 &- 0x61 < 26 }) { return best(keys, letters) }
        guard typed.tail.count >= 2, typed.hasHead else { return [] }
        var words: Set<UInt32> = []
        keys.forEachHeaviest(in: keys.range(withPrefix: typed.tail)) { place, _ in
            let code = table.phrases[Int(keys.payload(place))].code
            if code.count == 1 { words.insert(code.word(0)) }
            return words.count < Self.maximumPinyin
        }
        return conjunctions(typed) { words.contains($0) }
    }

    /// Words that titles hold beside all the complete words, wherever they stand.
    private func conjunctions(_ typed: TypedText) -> [Candidate] {
        let range = table.byWord.range(withPrefix: typed.tail)
        guard !range.isEmpty else { return [] }
        return conjunctions(typed) { range.contains(Int(table.wordRanks[Int($0)])) }
    }

    private func conjunctions(_ typed: TypedText, _ isMeant: (UInt32) -> Bool) -> [Candidate] {
        var heads: [UInt32] = []
        for term in typed.headTerms {
            guard let stem = table.sample.stems[term] else { return [] }
            if !heads.contains(stem) { heads.append(stem) }
        }
        guard let rarest = heads.min(by: { table.titles(ofStem: $0).count < table.titles(ofStem: $1).count })
        else { return [] }
        let counts = count(table.titles(ofStem: rarest), heads, isMeant)
        return counts.heaviest(limit).map { code, weight in
            Candidate(
                text: typed.completed(with: table.text(code, isSimplified: isSimplified)), popularity: weight,
                stems: Array(Set(heads + table.stems(code))).sorted())
        }
    }

    /// One or two words from a meant word on, of the titles that hold all of `heads`.
    private func count(
        _ numbers: ArraySlice<UInt32>, _ heads: [UInt32], _ isMeant: (UInt32) -> Bool
    ) -> PhraseCounts {
        let sample = table.sample
        var counts = PhraseCounts()
        var (titles, counted) = (0, 0)
        var last: UInt32?
        for number in numbers where number != last {
            last = number
            titles += 1
            guard titles <= Self.maximumTitles, counted < Self.maximumCounts else { break }
            let title = sample.titles[Int(number)]
            let isWhole = heads.allSatisfy { head in
                sample.places[title.places].contains { sample.words[Int($0.word)].stem == head }
            }
            guard isWhole else { continue }
            for place in title.places {
                let word = sample.places[place].word
                guard isMeant(word), !heads.contains(sample.words[Int(word)].stem) else { continue }
                let code = PhraseCode(word)
                if SuggestionTable.isSuggestion(code, sample.words) {
                    counts.add(code, title: Int(number), weight: title.weight)
                    counted += 1
                }
                guard place + 1 < title.places.upperBound, let gap = sample.places[place + 1].gap else {
                    continue
                }
                let next = sample.places[place + 1].word
                let longer = code.appending(next, after: gap)
                if !heads.contains(sample.words[Int(next)].stem), sample.words[Int(word)].mayBegin,
                    SuggestionTable.isSuggestion(longer, sample.words)
                {
                    counts.add(longer, title: Int(number), weight: title.weight)
                    counted += 1
                }
            }
        }
        return counts
    }
}
