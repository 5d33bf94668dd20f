#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// One way to read some words of a query: as they are, corrected, joined or split.
struct SpellingReading: Sendable {
    enum Kind: Sendable { case literal, typo, split, join }

    var kind: Kind
    /// The words meant.
    var words: [[UInt8]]
    /// Query words that it stands for.
    var span = 1
    /// Log of how likely it is by itself, up to a constant.
    var score: Double
}

/// How readings are scored: log-linear, in nats.
///
/// A literal reading earns with the number of products that write the word; a correction with those that do so in their
/// heading, less the cost of its typing errors. Fitted with the costs of ``TypingErrors``.
enum SpellingScore {
    /// Of fewer letters only words that the catalogue lacks are corrected.
    static let shortestWord = 4
    /// Fewer letters are never corrected.
    static let shortestMissingWord = 3
    /// What the correction of so short a word costs: it has more neighbours by chance.
    static let shortWord = 3.0
    /// So many letters allow a second error.
    static let twoErrorLength = 5
    /// A word in so many products stays as it is.
    static let frequent = 100
    /// In fewer products a word is taken for a slip of the catalogue.
    static let rare = 3
    /// A reading of one error that scores so high leaves no need for two, nor for any farther one.
    static let goodReading = 1.0
    /// Parts of a split word stand in at least so many products.
    static let commonPart = 5
    /// Of fewer letters no part of a split word is mistyped, or shares a letter with the other.
    static let shortestMistypedSplit = 7
    /// What a typing error in a part of a split word costs more than in a word by itself, where the first error is nearly free
    /// since it is known that there is one: here the missing space is.
    static let splitTypo = 4.0
    /// What a letter costs that ends one part of a split word, begins the other and is typed once (`quarteround`).
    static let sharedLetter = 1.2
    /// A compound the catalogue writes so many times as often is the better writing.
    static let muchCommoner = 15.0
    /// How much the evidence that two words stand together counts.
    static let together = 0.32

    /// A word that is missing says little in a catalogue that often has new words, and even less since shoppers then ask for
    /// more that it does not have: the share counts twice.
    ///
    /// - Parameter newWordShare: the catalogue's, see ``SpellingEvidence``.
    static func literal(_ frequency: WordFrequency, newWordShare: Double) -> Double {
        let documents = frequency.documents
        guard documents > 0 else { return -5.26 + 2 * log(max(newWordShare, 0.001) / usualNewWordShare) }
        let known = 0.99 * log(Double(documents))
        return documents < rare ? slip(frequency) : known + 2.89
    }

    /// Of a word that is probably mistyped wherever the catalogue has it.
    static func slip(_ frequency: WordFrequency) -> Double { 0.99 * log(Double(frequency.documents)) - 1.86 }

    /// Whether a word is to the catalogue what it is to shoppers, an easy error: of a word a dozen times as common.
    ///
    /// - Parameter isSaidAlike: so many errors one hears nothing of (`extention`); then fifty times as common is enough.
    static func isSlip(
        _ word: WordFrequency, of meant: WordFrequency, cost: Double, isSaidAlike: () -> Bool
    ) -> Bool {
        guard word.documents >= rare else { return false }
        return cost <= -1 && meant.documents >= 12 * word.documents
            || cost <= 3 && meant.documents >= 50 * word.documents && isSaidAlike()
    }

    /// Whether a word that nobody typed, only one like it, is rather an error of the catalogue: a word of few products, next
    /// to one a dozen times as common.
    static func isProbablySlip(_ word: WordFrequency, of meant: WordFrequency, cost: Double) -> Bool {
        word.documents < hardlyKnown && cost <= 1 && meant.documents >= 12 * word.documents
    }

    static let hardlyKnown = 10

    /// Of the catalogue that the scores were fitted on.
    private static let usualNewWordShare = 0.009

    /// Corrections that are less probable are not made. The less a missing word says, the surer one has to be.
    static func leastConfidence(newWordShare: Double) -> Double { min(0.6 + 3 * newWordShare, 0.95) }

    static func prior(_ frequency: WordFrequency) -> Double { 0.45 * logarithm(frequency.headings) }

    static func typo(_ cost: Double, _ frequency: WordFrequency) -> Double { prior(frequency) - cost }

    static func split(_ parts: [WordFrequency], shortest: Int) -> Double {
        let priors = parts.reduce(0) { $0 + 0.15 * logarithm($1.headings) }
        return priors - (shortest < 3 ? 5 : 3)
    }

    /// - Parameter cost: of an error in the joined word; nil: none.
    static func join(_ frequency: WordFrequency, cost: Double?) -> Double {
        prior(frequency) - (cost.map { $0 + 1 } ?? 0)
    }

    /// What a much commoner writing of a compound earns more than its known words.
    static let betterWriting = 2.0

    /// Log of how much oftener two words stand together than by chance, 0 where not oftener.
    static func lift(both: Int, _ a: Int, _ b: Int, of documents: Int) -> Double {
        guard both > 0, documents > 0 else { return 0 }
        let expected = Double(a) * Double(b) / Double(documents)
        return min(max(log((Double(both) + 0.1) / (expected + 0.1)), 0), 6)
    }

    /// Of an advantage in nats.
    static func probability(_ advantage: Double) -> Double { 1 / (1 + exp(-advantage)) }

    private static func logarithm(_ count: Int) -> Double { log(Double(count) + 0.5) }
}
