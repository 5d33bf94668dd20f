import SoukStorage

/// Draws the queries of every class from a corpus, the same ones for the same seed.
///
/// The classes are those of the reference harness: frequent, middling and rare words by document frequency, words that
/// stand together in a document (so that each conjunction has a hit), frequent words by their weight, beginnings of
/// documents, phrases, prefixes, and slips of the hand. In a corpus of fewer than 200,000 documents the limits of
/// frequency shrink with it.
/// - Complexity: O(words log words + queries).
struct QueryDrawing {
    static let defaultSeed: UInt64 = 20_261_123
    static let defaultCount = 200
    private static let ordinarySize = 200_000.0

    private let corpus: TokenCorpus
    private let seed: UInt64
    private let count: Int
    /// Numbers of all words, in the order of the words themselves, so that a draw does not depend on the documents' order.
    private let vocabulary: [Int]

    init(_ corpus: TokenCorpus, seed: UInt64 = defaultSeed, count: Int = defaultCount) {
        self.corpus = corpus
        self.seed = seed
        self.count = count
        vocabulary = corpus.words.indices.sorted { corpus.words[$0] < corpus.words[$1] }
    }

    func drawn() -> QuerySets {
        QuerySets(
            Dictionary(
                uniqueKeysWithValues: QueryClass.allCases.map { queryClass in
                    var random = SplitMix64(seed: seed, part: queryClass.rawValue)
                    return (queryClass, queries(queryClass, &random))
                }))
    }

    private func queries(_ queryClass: QueryClass, _ random: inout SplitMix64) -> [String] {
        switch queryClass {
        case .rare: (0..<count).map { "zzqqxxnotaterm\($0)" }
        case .termHigh: random.sample(words(from: highest, to: .max), count)
        case .termMid: random.sample(words(from: scaled(500), to: scaled(10_000)), count)
        case .termLow: random.sample(words(from: 5, to: max(6, scaled(500))), count)
        case .multi: neighbours(&random)
        case .frequent: frequentWords(&random)
        case .long: beginnings(&random)
        case .phrase: phrases(&random)
        case .prefix: prefixes(&random)
        case .fuzzy: slips(&random)
        }
    }

    /// A limit of document frequency, smaller in a small corpus.
    private func scaled(_ limit: Int) -> Int {
        max(2, Int(Double(limit) * min(1, Double(corpus.documentCount) / Self.ordinarySize)))
    }

    private var highest: Int { max(scaled(2000), min(scaled(10_000), corpus.documentCount / 90)) }

    /// Words of more than one letter that at least `least` and fewer than `most` documents hold.
    private func words(from least: Int, to most: Int) -> [String] {
        places(from: least, to: most).map { corpus.words[$0] }
    }

    private func places(from least: Int, to most: Int) -> [Int] {
        vocabulary.filter { place in
            (least..<most).contains(corpus.documentFrequencies[place]) && corpus.words[place].utf8.count > 1
        }
    }

    private func neighbours(_ random: inout SplitMix64) -> [String] {
        draw(&random) { place, random in
            let words = corpus.distinctWords(random.below(corpus.documentCount)).filter { $0.utf8.count > 1 }
            let wanted = 2 + place % 3
            return words.count < wanted ? nil : random.sample(words, wanted).joined(separator: " ")
        }
    }

    private func frequentWords(_ random: inout SplitMix64) -> [String] {
        let places = places(from: scaled(2000), to: .max)
        var sums: [Int] = []
        for place in places { sums.append((sums.last ?? 0) + corpus.documentFrequencies[place]) }
        guard let total = sums.last, places.count >= 4 else { return [] }
        return draw(&random) { place, random in
            var chosen = Set<String>()
            while chosen.count < 2 + place % 3 {
                let target = random.below(total)
                chosen.insert(corpus.words[places[sums.partitioningIndex { $0 > target }]])
            }
            return chosen.sorted().joined(separator: " ")
        }
    }

    private func beginnings(_ random: inout SplitMix64) -> [String] {
        draw(&random) { _, random in
            let words = corpus.distinctWords(random.below(corpus.documentCount))
            return words.count < 8 ? nil : words.prefix(12).joined(separator: " ")
        }
    }

    private func phrases(_ random: inout SplitMix64) -> [String] {
        draw(&random) { place, random in
            let document = random.below(corpus.documentCount)
            let body = corpus.body(document)
            let words = body.isEmpty ? corpus.title(document) : body
            let length = 2 + place % 2
            guard words.count >= length else { return nil }
            let start = random.below(words.count - length + 1)
            let phrase = words[start..<start + length]
            return Set(phrase).count < length ? nil : phrase.joined(separator: " ")
        }
    }

    private func prefixes(_ random: inout SplitMix64) -> [String] {
        let candidates = alphabeticWords(from: 5, length: 6)
        guard !candidates.isEmpty else { return [] }
        return (0..<count).map { String(random.element(of: candidates).prefix(3 + $0 % 3)) }
    }

    private func slips(_ random: inout SplitMix64) -> [String] {
        let candidates = alphabeticWords(from: min(50, scaled(500)), length: 5)
        guard !candidates.isEmpty else { return [] }
        return draw(&random) { place, random in
            let word = Array(random.element(of: candidates).utf8)
            let slipped = word.withSlip(SlipKind.allCases[place % SlipKind.allCases.count], &random)
            return slipped == word ? nil : String(decoding: slipped, as: UTF8.self)
        }
    }

    private func alphabeticWords(from least: Int, length: Int) -> [String] {
        words(from: least, to: .max).filter { word in
            word.utf8.count >= length && word.utf8.allSatisfy { $0 >= UInt8(ascii: "a") }
        }
    }

    /// Calls `body` with the number of queries so far until there are enough, or it has given nothing for too long.
    private func draw(
        _ random: inout SplitMix64, _ body: (Int, inout SplitMix64) -> String?
    ) -> [String] {
        var queries: [String] = []
        var attempts = 0
        while queries.count < count, attempts < 1000 * count, corpus.documentCount > 0 {
            attempts += 1
            if let query = body(queries.count, &random) { queries.append(query) }
        }
        return queries
    }
}
