/// A span of the query with its weighted readings.
///
/// A document's score for a concept is the maximum over the readings that it matches, never their sum, with the idf
/// of the literal reading, so that a rare misspelling cannot win against the word itself.
package struct Concept: Sendable, Equatable {
    /// How a reading came about; shown by `explain`.
    package enum Origin: String, Sendable, Codable {
        case literal, bigrams, parts, subword, quantity, phrase
        /// Another name: from a synonym file, of a brand in the other script, the Han word behind Latin letters, of a
        /// word in British or American spelling, the Chinese word for an English one.
        case synonym, alias, pinyin, spelling, translation
        /// The word that was meant where another was typed; a compound written together or apart.
        case typo, compound

        /// Whether it is another name of what was typed in its own language, not another writing of it.
        var isName: Bool { self == .synonym || self == .alias }
    }

    package struct Alternative: Sendable, Equatable {
        package enum Pattern: Sendable, Equatable {
            case term([UInt8])
            case phrase([PhraseTerm])
            /// A single Han character, found through the two-character terms that it begins.
            case character([UInt8])
            /// Any term from the first to the second, both included: quantities about as large.
            case terms(from: [UInt8], through: [UInt8])
        }

        package var pattern: Pattern
        /// Share of the literal reading's score that this one earns, in (0, 1].
        package var weight: Double
        package var origin: Origin
        /// Whether a match stands for the whole concept; a part of a word does not.
        package var fulfils: Bool
        /// Whether a text that says it again says no more, as with the number of a model: who lists it thrice fits it or sells parts of it.
        package var countsOnce = false

        /// The most that a match earns, idf apart. Another name earns hardly more than its share of a literal match of frequency 1
        /// in a text of average length, however often and in however many fields a product says it.
        var limit: Double { origin.isName ? Self.mostOfName * weight : .infinity }

        /// A little more than one mention at average length, as a shorter text earns by it.
        private static let mostOfName = 1.1

        /// The frequency that counts of one found.
        func counted(_ frequency: Double) -> Double { countsOnce ? min(frequency, 1) : frequency }

        package init(_ pattern: Pattern, weight: Double = 1, origin: Origin = .literal, fulfils: Bool = true)
        {
            self.pattern = pattern
            self.weight = weight
            self.origin = origin
            self.fulfils = fulfils
        }
    }

    /// What giving the concept up means for a document's tier.
    package enum Role: String, Sendable, Codable {
        /// The product word or model: never given up.
        case head
        /// The product word as the text's shape alone says it: never given up where any product holds it.
        case shapedHead
        /// A word before the product word in the name of the goods: video of video games.
        case goods
        case brand, attribute
        /// A function or shop word: adds to the score, is not required.
        case optional
    }

    /// The span as it stands in the query.
    package var text: String
    package var role: Role
    package var alternatives: [Alternative]
    /// Factor on the concept's score and on its share of the full score.
    package var boost: Double
    /// Whether it is the goods asked for, rather than something that is asked of them, though it may be given up.
    package var namesGoods = false

    /// Whether it is the goods asked for, given up or not.
    package var isGoods: Bool { namesGoods || role == .head || role == .shapedHead }

    package init(text: String, role: Role = .attribute, alternatives: [Alternative], boost: Double = 1) {
        self.text = text
        self.role = role
        self.alternatives = alternatives
        self.boost = boost
    }

    /// The readings that count as the word itself, for its document frequency.
    var isRequired: Bool { role != .optional }
}
