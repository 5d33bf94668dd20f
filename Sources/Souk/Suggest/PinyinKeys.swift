import SoukAnalysis
import SoukUnderstanding

/// Han phrases by their pinyin: the syllables in a row, and their first letters.
enum PinyinKeys {
    /// Phrases that are known by their pinyin, the popular ones.
    private static let maximumPhrases = 20_000
    private static let longestPhrase = 6
    /// First letters say less than syllables.
    private static let initialsWeight: Float = 0.5

    /// - Returns: nil without Han phrases, or when ICU cannot romanize.
    static func keys(
        _ phrases: [SuggestionTable.Phrase], _ words: [TitleWord], _ pinyin: SharedPinyin
    ) -> RankedKeys? {
        var han: [(number: Int, scalars: [UInt32])] = []
        let order = phrases.indices.sorted { a, b in
            phrases[a].popularity != phrases[b].popularity
                ? phrases[a].popularity > phrases[b].popularity : a < b
        }
        for number in order {
            let code = phrases[number].code
            let parts = (0..<code.count).map { words[Int(code.word($0))] }
            guard parts.allSatisfy(\.isHan), parts.reduce(0, { $0 + $1.scalarCount }) <= longestPhrase else {
                continue
            }
            han.append(
                (
                    number,
                    parts.flatMap { String(decoding: $0.key, as: UTF8.self).unicodeScalars.map(\.value) }
                ))
            if han.count == maximumPhrases { break }
        }
        guard !han.isEmpty, let pinyin = pinyin.value else { return nil }
        var builder = RankedKeys.Builder()
        for (number, scalars) in han {
            let popularity = phrases[number].popularity
            for (place, spelling) in pinyin.spellings(of: scalars).enumerated() {
                builder.add(spelling.full, payload: UInt32(number), weight: popularity)
                guard place == 0, scalars.count > 1 else { continue }
                builder.add(spelling.initials, payload: UInt32(number), weight: popularity * initialsWeight)
            }
        }
        return RankedKeys(builder)
    }
}

/// One ``Pinyin`` for all that a table of suggestions romanizes, opened when something first has Han characters: opening takes
/// as long as reading thousands of titles. Not for several tasks at once.
final class SharedPinyin {
    /// Nil when ICU cannot romanize.
    private(set) lazy var value: Pinyin? = try? Pinyin()
}
