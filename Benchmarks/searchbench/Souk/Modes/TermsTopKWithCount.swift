import SoukAnalysis
import SoukEngine

/// `or_top10count`, `and_top10count`: the ten best documents and the exact number, each found in its own fastest way.
struct TermsTopKWithCount: PreparedQueries {
    private let best: TermsTopK
    private let counts: TermsCount

    init(_ mode: SearchMode, _ lines: [String], _ index: SoukIndex, _ analyzer: Analyzer) {
        best = TermsTopK(mode, lines, index, analyzer)
        counts = TermsCount(mode, lines, index, analyzer)
    }

    var count: Int { best.count }

    func run(_ place: Int) throws {
        try best.run(place)
        try counts.run(place)
    }

    func answer(_ place: Int) throws -> QueryAnswer {
        var answer = try best.answer(place)
        answer.count = try counts.answer(place).count
        return answer
    }
}
