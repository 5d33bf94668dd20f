/// What a catalogue knows of words: the evidence for and against a correction.
///
/// Latin words are lower-case ASCII letters as they are written, not stems.
package protocol SpellingEvidence {
    associatedtype Failure: Error

    var documentCount: Int { get }

    /// Whether the catalogue has many Han words: a Latin word that it lacks is then rather a name.
    var isHan: Bool { get }

    /// The chance that a word of a product is one that no other product has: how little a missing word says.
    var newWordShare: Double { get throws(Failure) }

    /// Whether so many words are new in each product that one which is missing says little.
    var knowsFewWords: Bool { get throws(Failure) }

    /// In how many products a word is written so.
    func frequency(of word: [UInt8]) throws(Failure) -> WordFrequency

    /// The catalogue's words within `errors` (1 or 2) typing errors: insertions, deletions, substitutions of a letter and
    /// exchanges of two neighbours. May include the word itself.
    func neighbours(of word: [UInt8], errors: Int) throws(Failure) -> [NeighbourWord]

    /// The `limit` commonest of the catalogue's words that sound like `word` and are not rare, by ``SoundKey``. May include
    /// the word itself.
    func words(
        soundingLike word: [UInt8], limit: Int
    ) throws(Failure) -> [(word: [UInt8], frequency: WordFrequency)]

    /// Products that hold the word in any inflection.
    func documents(with word: [UInt8]) throws(Failure) -> Int

    /// Products that hold both words, in any inflection, anywhere.
    func documents(with a: [UInt8], and b: [UInt8]) throws(Failure) -> Int

    /// Products that hold the words in a row.
    func documents(withPhrase words: [[UInt8]]) throws(Failure) -> Int

    /// The words of a Han text, as UTF-8 byte ranges, each with the products that hold it.
    func hanWords(in text: String) throws(Failure) -> [(range: Range<Int>, documents: Int)]

    /// Products that hold the Han characters in a row.
    func documents(withHan text: String) throws(Failure) -> Int

    /// The catalogue's commonest Han words and pairs of characters that are said like `text`.
    func sameSound(_ text: String) throws(Failure) -> [(text: String, documents: Int)]
}

extension SpellingEvidence {
    /// The frequency of a word; of a plural that hardly any product has, its singular's: who asks for power banks means each.
    func frequencyInEitherNumber(of word: [UInt8]) throws(Failure) -> WordFrequency {
        var found = try frequency(of: word)
        guard found.documents < SpellingScore.rare, word.count > SpellingScore.shortestWord,
            word.last == UInt8(ascii: "s")
        else { return found }
        for singular in EnglishPlural.variants(of: word.map(UInt32.init)) {
            let other = try frequency(of: singular.map { UInt8(truncatingIfNeeded: $0) })
            if other.documents > found.documents { found = other }
        }
        return found
    }
}

/// In how many products a word is written.
package struct WordFrequency: Sendable, Equatable {
    package var documents: Int
    /// Products with the word in the fields that count most, such as the title.
    package var headings: Int

    package init(documents: Int = 0, headings: Int = 0) {
        self.documents = documents
        self.headings = headings
    }
}

/// A word of the catalogue near another one.
package struct NeighbourWord: Sendable, Equatable {
    package var word: [UInt8]
    package var errors: Int
    package var frequency: WordFrequency

    package init(word: [UInt8], errors: Int, frequency: WordFrequency) {
        self.word = word
        self.errors = errors
        self.frequency = frequency
    }
}
