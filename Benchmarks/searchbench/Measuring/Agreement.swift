import SoukConsole

/// Whether the engines found the same: a measurement of different work is none.
struct Agreement: Codable, Equatable {
    let corpus: String
    let queryClass: String
    let mode: String
    /// What was compared: `counts`, `scores`, `facets`.
    let what: String
    let reference: Engine
    let engine: Engine
    let compared: Int
    let equal: Int
    /// Whether a difference is a failure.
    let isRequired: Bool
    /// The first query with a difference, and both answers.
    let firstDifference: String?

    private enum CodingKeys: String, CodingKey {
        case corpus, mode, what, reference, engine, compared, equal
        case queryClass = "class"
        case isRequired = "required"
        case firstDifference = "first_difference"
    }

    var holds: Bool { equal == compared || !isRequired }
}

/// Compares the answers of several engines to the queries of one cell.
struct AgreementCheck {
    /// Scores are kept in single precision by some engines and lengths rounded by others.
    static let tolerance = 2e-3

    let corpus: String
    let queryClass: String
    let mode: SearchMode
    let queries: [String]
    /// Documents whose lengths some engines round: their scores are not compared.
    var longDocuments: Set<Int> = []

    func compare(_ answers: [(engine: Engine, found: FoundAnswers)]) -> [Agreement] {
        counts(answers) + scores(answers) + facets(answers)
    }

    private func counts(_ answers: [(engine: Engine, found: FoundAnswers)]) -> [Agreement] {
        let counted = answers.compactMap { answer in answer.found.counts.map { (answer.engine, $0) } }
        let reference =
            counted.first { $0.0 == .lucene && $0.0.countsExactly(mode.kind) }
            ?? counted.first { $0.0.countsExactly(mode.kind) && !$0.0.isSouk } ?? counted.first
        return against(reference, counted, what: "counts") {
            "\($0)"
        } isEqual: {
            $0 == $1
        } isRequired: {
            $0.countsExactly(mode.kind) && $1.countsExactly(mode.kind)
        }
    }

    private func scores(_ answers: [(engine: Engine, found: FoundAnswers)]) -> [Agreement] {
        guard mode.hasComparableScores else { return [] }
        let listed = answers.compactMap { answer in answer.found.top.map { (answer.engine, $0) } }
            .filter { $0.0.hasComparableScores }
        return against(listed.first { $0.0 == .lucene } ?? listed.first, listed, what: "scores") {
            Self.text($0)
        } isEqual: {
            $0.count == $1.count && Self.areProportional(exactScores($0), exactScores($1))
        } isRequired: { _, _ in
            true
        }
    }

    private func exactScores(_ documents: [FoundAnswers.FoundDocument]) -> [Double] {
        documents.filter { !longDocuments.contains($0.number) }.map(\.score)
    }

    private func facets(_ answers: [(engine: Engine, found: FoundAnswers)]) -> [Agreement] {
        let counted = answers.compactMap { answer in answer.found.facets.map { (answer.engine, $0) } }
        return against(counted.first { $0.0 == .lucene } ?? counted.first, counted, what: "facets") {
            facets in
            facets.map { $0.map { "\($0.value)=\($0.count)" }.joined(separator: ",") }.joined(separator: "; ")
        } isEqual: {
            // Which of several values with one count come first is each engine's own.
            $0.map { $0.map(\.count) } == $1.map { $0.map(\.count) }
        } isRequired: { _, _ in
            true
        }
    }

    private func against<Answer>(
        _ reference: (Engine, [Answer])?, _ others: [(Engine, [Answer])], what: String,
        text: (Answer) -> String, isEqual: (Answer, Answer) -> Bool, isRequired: (Engine, Engine) -> Bool
    ) -> [Agreement] {
        guard let (referenceEngine, expected) = reference else { return [] }
        return others.filter { $0.0 != referenceEngine }.map { engine, found in
            let pairs = Array(zip(expected, found))
            let differing = pairs.indices.filter { !isEqual(pairs[$0].0, pairs[$0].1) }
            return Agreement(
                corpus: corpus, queryClass: queryClass, mode: mode.name, what: what,
                reference: referenceEngine,
                engine: engine, compared: pairs.count, equal: pairs.count - differing.count,
                isRequired: isRequired(referenceEngine, engine),
                firstDifference: differing.first.map { place in
                    let query = place < queries.count ? queries[place] : "query \(place + 1)"
                    return "'\(query)': \(referenceEngine.rawValue) \(text(pairs[place].0)), "
                        + "\(engine.rawValue) \(text(pairs[place].1))"
                })
        }
    }

    private static func text(_ documents: [FoundAnswers.FoundDocument]) -> String {
        "[" + documents.map { "\($0.number): \(fixed($0.score, 5))" }.joined(separator: ", ") + "]"
    }

    /// Whether two falling lists of scores are equal up to a factor, as far as both go: engines leave (k1 + 1) out, or
    /// divide by the score of a full match.
    static func areProportional(_ a: [Double], _ b: [Double]) -> Bool {
        guard let first = a.first, let second = b.first else { return true }
        guard first > 0, second > 0 else { return a == b }
        return zip(a, b).allSatisfy { abs($0 / first - $1 / second) <= tolerance }
    }
}
