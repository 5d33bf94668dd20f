import SoukEngine

/// A matched part of a product's text, and why it matched.
public struct Highlight: Sendable, Equatable, Codable {
    /// Why a part of a text matched the query.
    public enum Reason: String, Sendable, Codable, CaseIterable {
        /// The query's own words, or words that are cut out of them.
        case exact
        /// A quantity as large as the one asked for, however it is written.
        case quantity
        /// A name of a synonym file or rule.
        case synonym
        /// A name that is known everywhere, or a brand's name in the other script.
        case alias
        /// The Chinese word for an English one.
        case translation
        /// A compound written together or apart.
        case compound
        /// British or American spelling.
        case spelling
        /// The word that was probably meant.
        case typo
        /// The Han word behind Latin letters.
        case pinyin
    }

    /// UTF-8 bytes of the field's text.
    public let range: Range<Int>
    /// Why it matched: of several reasons the one that stands first in ``Reason``.
    public let reason: Reason
}

extension Highlight.Reason {
    init(_ origin: Concept.Origin) {
        switch origin {
        case .literal, .bigrams, .parts, .subword, .phrase: self = .exact
        case .quantity: self = .quantity
        case .synonym: self = .synonym
        case .alias: self = .alias
        case .translation: self = .translation
        case .compound: self = .compound
        case .spelling: self = .spelling
        case .typo: self = .typo
        case .pinyin: self = .pinyin
        }
    }

    /// Its place among the reasons, the strongest first.
    var rank: Int {
        switch self {
        case .exact: 0
        case .quantity: 1
        case .synonym: 2
        case .alias: 3
        case .translation: 4
        case .compound: 5
        case .spelling: 6
        case .typo: 7
        case .pinyin: 8
        }
    }
}
