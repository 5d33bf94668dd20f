/// Chooses the likeliest reading of a whole query: the readings' own scores, and how often their words stand together in
/// products.
///
/// Every two content words count, not neighbours alone, so that the search keeps the best few beginnings in place of one for every
/// last word (a beam instead of Viterbi's table).
/// - Complexity: O(words² × readings × beam), and a count of products for each pair of words that is looked at.
struct SpellingDecoder<Evidence: SpellingEvidence> {
    private static var beamWidth: Int { 8 }

    private struct Path {
        var score: Double
        /// Indices of the readings chosen, one for every word or two that they stand for.
        var choices: [Int] = []
        var words: [Int] = []
    }

    struct Choice {
        var place: Int
        var reading: SpellingReading
        /// By how much the path is better than the best one with the literal words here, made a probability.
        var confidence: Double
    }

    private let evidence: Evidence
    private let readings: [[SpellingReading]]
    private let isContent: (Int) -> Bool
    private var identifiers: [[UInt8]: Int] = [:]
    private var names: [[UInt8]] = []
    private var counts: [Int?] = []
    private var lifts: [UInt64: Double] = [:]

    /// - Parameter isContent: whether the literal reading of a place says something.
    init(_ evidence: Evidence, _ readings: [[SpellingReading]], isContent: @escaping (Int) -> Bool) {
        self.evidence = evidence
        self.readings = readings
        self.isContent = isContent
    }

    /// The readings of the best path that are not literal.
    mutating func decode() throws(Evidence.Failure) -> [Choice] {
        let best = try bestPath(literalAt: nil)
        var choices: [Choice] = []
        var place = 0
        for choice in best.choices {
            let reading = readings[place][choice]
            if choice > 0 {
                let other = try bestPath(literalAt: place)
                choices.append(
                    Choice(
                        place: place, reading: reading,
                        confidence: SpellingScore.probability(best.score - other.score)))
            }
            place += reading.span
        }
        return choices
    }

    private mutating func bestPath(literalAt fixed: Int?) throws(Evidence.Failure) -> Path {
        var paths = [[Path]](repeating: [], count: readings.count + 1)
        paths[0] = [Path(score: 0)]
        for place in readings.indices {
            let begun = paths[place].sorted { $0.score > $1.score }.prefix(Self.beamWidth)
            paths[place] = []
            for path in begun {
                for (index, reading) in readings[place].enumerated()
                where place + reading.span <= readings.count {
                    if let fixed, index > 0, place <= fixed, fixed < place + reading.span { continue }
                    paths[place + reading.span].append(try extend(path, place, index))
                }
            }
        }
        return paths[readings.count].max { $0.score < $1.score } ?? Path(score: 0)
    }

    private mutating func extend(_ path: Path, _ place: Int, _ index: Int) throws(Evidence.Failure) -> Path {
        var path = path
        let reading = readings[place][index]
        path.choices.append(index)
        path.score += reading.score
        guard index > 0 || isContent(place) else { return path }
        for word in reading.words where word.count > 1 {
            let name = identifier(of: word)
            for other in path.words { path.score += SpellingScore.together * (try lift(other, name)) }
            path.words.append(name)
        }
        return path
    }

    private mutating func identifier(of word: [UInt8]) -> Int {
        if let known = identifiers[word] { return known }
        identifiers[word] = names.count
        names.append(word)
        counts.append(nil)
        return names.count - 1
    }

    private mutating func lift(_ a: Int, _ b: Int) throws(Evidence.Failure) -> Double {
        if a == b { return 0 }
        let key = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
        if let known = lifts[key] { return known }
        let (first, second) = (try count(of: a), try count(of: b))
        var lift = 0.0
        if first > 0, second > 0 {
            let both = try evidence.documents(with: names[a], and: names[b])
            lift = SpellingScore.lift(both: both, first, second, of: evidence.documentCount)
        }
        lifts[key] = lift
        return lift
    }

    private mutating func count(of name: Int) throws(Evidence.Failure) -> Int {
        if let known = counts[name] { return known }
        let count = try evidence.documents(with: names[name])
        counts[name] = count
        return count
    }
}
