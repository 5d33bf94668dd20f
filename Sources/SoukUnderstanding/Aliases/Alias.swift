/// Another way to say a part of a query.
package struct Alias: Sendable, Hashable {
    package enum Origin: String, Sendable, Codable {
        /// From a synonym file.
        case synonym
        /// Another name of a brand, as the catalogue's own brand field has it.
        case brand
        /// The Han word behind Latin letters.
        case pinyin
        /// A name that is known everywhere, see ``GeneralNames``.
        case general
        /// The British or American spelling of an English word.
        case spelling
        /// The Chinese word for an English one.
        case translation
    }

    package var text: String
    /// Share of the literal score that a product earns which says it so, in (0, 1): always below a literal match.
    package var weight: Double
    package var origin: Origin
    /// The category that a query has to name for this alias to count, by the name of any node of its path; nil: any query.
    package var category: String?

    package init(_ text: String, weight: Double, origin: Origin, category: String? = nil) {
        self.text = text
        self.weight = weight
        self.origin = origin
        self.category = category
    }
}

/// A part of a query text with its aliases, heaviest first.
package struct AliasMatch: Sendable, Equatable {
    /// Bytes of the text.
    package var range: Range<Int>
    package var aliases: [Alias]

    package init(range: Range<Int>, aliases: [Alias]) {
        self.range = range
        self.aliases = aliases
    }

    /// Whether these are translations, which stand apart from other names of the same part.
    package var isTranslation: Bool { aliases.allSatisfy { $0.origin == .translation } }
}
