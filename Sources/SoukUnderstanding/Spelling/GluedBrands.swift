import SoukAnalysis

/// The brands that a word of letters and digits may begin with: the catalogue's own, and those known under several names.
package struct GluedBrands: Sendable {
    /// Fewer letters are no brand to cut letters after, unless they are one known under several names (hp).
    private static let shortestName = 3
    private static let shortestKnownName = 2

    private let understanding: QueryUnderstanding
    private let aliases: QueryAliases

    package init(_ understanding: QueryUnderstanding, _ aliases: QueryAliases) {
        self.understanding = understanding
        self.aliases = aliases
    }

    /// Whether a text is the name of a brand, of the catalogue or of those known under several names.
    func isBrand(_ name: String) -> Bool {
        if !understanding.brands(named: name).isEmpty { return true }
        let scalars = FoldedText(name).scalars
        return aliases.brandNames(beginning: scalars).contains { $0.length == scalars.count }
    }

    /// Lengths of the brands' names that a word begins with, longest first, each with the other names of the brand.
    func beginnings(of word: [UInt8]) -> [(length: Int, others: [String])] {
        let scalars = word.lazy.map(UInt32.init)
        var found = aliases.brandNames(beginning: scalars).filter { $0.length >= Self.shortestKnownName }
        for length in understanding.brandLengths(beginning: scalars) where length >= Self.shortestName {
            if !found.contains(where: { $0.length == length }) { found.append((length, [])) }
        }
        return found.sorted { $0.length > $1.length }
    }
}

/// Brands that a model is written to: `huaweip60`, `samsungs25`.
extension SpellingCorrector {
    /// A brand and the model that follows it in one word of letters and digits; nil where no product holds both, the brand under
    /// any of its names, or where digits follow the brand: these are cut everywhere.
    ///
    /// The word may stand in the catalogue as it is: others write the same apart.
    /// - Complexity: a few lookups for each brand that the word begins with.
    func brandAndModel(of word: [UInt8]) throws(Evidence.Failure) -> [[UInt8]]? {
        guard let brands, isGlued(word) else { return nil }
        for (length, others) in brands.beginnings(of: word) where length + 2 <= word.count {
            let (name, model) = (Array(word[..<length]), Array(word[length...]))
            guard model[0].isSmallLetter, model.contains(where: \.isDecimalDigit) else { continue }
            if try stands([name] + others.map { Array($0.utf8) }, beside: model) { return [name, model] }
        }
        return nil
    }

    /// Whether some product holds one of the names, and the model in one piece or in its runs in a row.
    private func stands(_ names: [[UInt8]], beside model: [UInt8]) throws(Evidence.Failure) -> Bool {
        let runs = model.runs
        let isRow = runs.count > 1 ? try evidence.documents(withPhrase: runs) > 0 : false
        for name in names {
            if try evidence.documents(with: name, and: model) > 0 { return true }
            guard isRow else { continue }
            var isBeside = true
            for run in runs where isBeside { isBeside = try evidence.documents(with: name, and: run) > 0 }
            if isBeside { return true }
        }
        return false
    }
}

extension [UInt8] {
    /// Runs of digits and of anything else.
    var runs: [[UInt8]] {
        var result: [[UInt8]] = []
        for byte in self {
            if let last = result.last?.last, last.isDecimalDigit == byte.isDecimalDigit {
                result[result.count - 1].append(byte)
            } else {
                result.append([byte])
            }
        }
        return result
    }
}
