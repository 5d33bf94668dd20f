import SoukAnalysis

/// A plain text file of synonyms, one rule a line.
///
/// ```text
/// # Two-way: each name finds the others.
/// 手机, 移动电话, mobile phone
/// # One-way: who asks for a laptop finds notebooks too, at 0.8 of the score of a laptop.
/// laptop => notebook @0.8
/// # Only in queries that name the category.
/// 苹果, apple in 手机
/// ```
/// Names are separated by commas; `@` gives the share of a literal match's score, above 0 and below 1 (0.75 when it is not
/// given); `in` names a node of the category that the query must name. What follows `#` at a line's beginning or behind a space is a
/// remark: `c#` is a name. Rules are not chained: a synonym's synonyms are its own only where a rule says so, and rules in a circle are
/// as good as any. A pair may come several times: its greatest weight counts. Signs may be those of a Chinese keyboard (`，` `、`
/// `＝＞` `→` `⇒` `＠` `＃`). Names that differ in case, width or accents alone are one name.
package struct SynonymFile: Sendable {
    /// So low that a product which says a synonym in its title and its category stands behind one that says the word once.
    package static let usualWeight = 0.75
    /// Limits against files that are no synonym files.
    package static let maximumRules = 1_000_000
    package static let maximumNames = 64
    package static let maximumNameLength = 64

    package private(set) var entries: [(name: String, alias: Alias)] = []

    /// - Parameter file: what errors call it.
    /// - Throws: ``SynonymFileError`` for the first line that is no rule.
    package init(_ text: String, file: String = "synonyms") throws(SynonymFileError) {
        var ruleCount = 0
        let lines = text.drop { $0 == "\u{FEFF}" }.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, raw) in lines.enumerated() {
            let line = Self.plain(raw)[...].trimmed
            if line.isEmpty { continue }
            ruleCount += 1
            let place = SynonymFileError.Place(file: file, line: index + 1, text: String(raw))
            guard ruleCount <= Self.maximumRules else {
                throw SynonymFileError(place, .tooManyRules)
            }
            try add(Rule(line, place))
        }
    }

    /// A line with plain signs and without its remark.
    private static func plain(_ line: Substring) -> String {
        var plain = ""
        var isBeginning = true
        for character in line {
            let sign = signs[character] ?? String(character)
            if sign == "#", isBeginning { break }
            // ＝> and =＞ are arrows too.
            if sign == ">", plain.last == "＝" { plain = plain.dropLast() + "=" }
            plain += sign
            isBeginning = character.isWhitespace
        }
        return plain
    }

    private static let signs: [Character: String] = [
        "，": ",", "、": ",", "＠": "@", "＃": "#", "＞": ">", "→": "=>", "⇒": "=>", "➔": "=>",
    ]

    private mutating func add(_ rule: Rule) throws(SynonymFileError) {
        for name in rule.names {
            for other in rule.others where other != name {
                let alias = Alias(other, weight: rule.weight, origin: .synonym, category: rule.category)
                entries.append((name, alias))
            }
        }
    }

    package var table: AliasTable { AliasTable(entries) }

    /// One line taken apart.
    private struct Rule {
        var names: [String]
        /// What the names find.
        var others: [String]
        var weight = SynonymFile.usualWeight
        var category: String?

        init(_ line: Substring, _ place: SynonymFileError.Place) throws(SynonymFileError) {
            var rest = line
            if let range = rest.ranges(of: " in ").last,
                !rest[range.upperBound...].contains(where: { ",=@".contains($0) })
            {
                let name = rest[range.upperBound...].trimmed
                guard !name.isEmpty else { throw SynonymFileError(place, .noCategory) }
                category = String(name)
                rest = rest[..<range.lowerBound].trimmed
            }
            if let at = rest.lastIndex(of: "@") {
                let number = rest[rest.index(after: at)...].trimmed
                guard let weight = Double(number), weight > 0, weight < 1 else {
                    throw SynonymFileError(place, .weight(String(number)))
                }
                self.weight = weight
                rest = rest[..<at].trimmed
            }
            let sides = rest.split(separator: "=>", omittingEmptySubsequences: false)
            guard sides.count <= 2 else { throw SynonymFileError(place, .severalArrows) }
            names = try Self.names(sides[0], place)
            others = sides.count == 2 ? try Self.names(sides[1], place) : names
            let distinct = Set((names + others).map { FoldedText($0, maximumCount: 256).scalars })
            guard distinct.count > 1 else { throw SynonymFileError(place, .oneName) }
        }

        /// Letters, digits, emoji.
        private static func canBeFound(_ scalar: Unicode.Scalar) -> Bool {
            let properties = scalar.properties
            return properties.isAlphabetic || properties.numericType != nil
                || scalar.value > 0xFF && properties.isEmoji
        }

        private static func names(
            _ side: Substring, _ place: SynonymFileError.Place
        ) throws(SynonymFileError) -> [String] {
            var names: [String] = []
            for part in side.split(separator: ",", omittingEmptySubsequences: false) {
                let name = part.trimmed
                guard !name.isEmpty else { throw SynonymFileError(place, .emptyName) }
                guard name.unicodeScalars.contains(where: canBeFound) else {
                    throw SynonymFileError(place, .nothingToFind(String(name)))
                }
                guard name.count <= SynonymFile.maximumNameLength else {
                    throw SynonymFileError(place, .longName(String(name)))
                }
                names.append(String(name))
            }
            guard names.count <= SynonymFile.maximumNames else {
                throw SynonymFileError(place, .tooManyNames)
            }
            return names
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var rest = self
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return rest
    }
}
