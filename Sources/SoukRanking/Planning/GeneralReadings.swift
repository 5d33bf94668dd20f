import SoukAnalysis
import SoukUnderstanding

/// Names that are known everywhere, by the words of the query that they say otherwise.
///
/// They may be several words (`running shoes`, 跑步鞋) that need not stand together in a product: each of these words stays a
/// concept of its own, which the other name satisfies too. Where no dictionary knows the name (戴|森, 双肩|包), it is a reading of
/// its parts too: they say it in a row, not each by chance, and no other name counts for more than the one that was typed.
struct GeneralReadings {
    private var names: [AliasMatch] = []
    /// What a shop or the query's own letters say: of several words these make one concept.
    private(set) var others: [AliasMatch] = []

    /// The name as it was typed, its characters in a row.
    private static let wholeWeight = 0.99

    /// - Parameters:
    ///   - words: the query's words.
    ///   - text: the query's text in a range of bytes.
    init(_ matches: [AliasMatch], words: [AnalyzedToken], text: (Range<Int>) -> String) {
        for match in matches {
            var general = match.aliases.filter { $0.origin == .general }
            let other = match.aliases.filter { $0.origin != .general }
            if !other.isEmpty { others.append(AliasMatch(range: match.range, aliases: other)) }
            // Of names that overlap the longest is meant: phone in mobile phone says no more.
            let isInside = matches.contains { longer in
                longer.range != match.range && longer.range.lowerBound <= match.range.lowerBound
                    && longer.range.upperBound >= match.range.upperBound
                    && longer.aliases.contains { $0.origin == .general }
            }
            if general.isEmpty || isInside { continue }
            let inside = words.filter {
                match.range.lowerBound <= $0.start && $0.end <= match.range.upperBound
            }
            if inside.count > 1, inside.contains(where: { $0.kind == .word && $0.atomCount == 1 }) {
                general.insert(Alias(text(match.range), weight: Self.wholeWeight, origin: .general), at: 0)
            }
            names.append(AliasMatch(range: match.range, aliases: general))
        }
    }

    /// Other names of what holds a part of the query.
    func aliases(of part: Range<Int>) -> [Alias] {
        names.filter { $0.range.lowerBound <= part.lowerBound && $0.range.upperBound >= part.upperBound }
            .flatMap(\.aliases)
    }
}
