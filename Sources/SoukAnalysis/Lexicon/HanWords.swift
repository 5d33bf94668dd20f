/// Where an analyzer takes the words of Han runs from.
package enum HanWords: Sendable {
    /// The lattice over ICU's dictionary; ICU's own iterator if the dictionary cannot be read.
    case dictionary
    /// The lattice over these words.
    case lexicon(Lexicon)
    /// ICU's own iterator: slower and less exact; to measure beside.
    case icuIterator

    /// Nil for ICU's iterator.
    var lexicon: Lexicon? {
        switch self {
        case .dictionary: Lexicon.icu
        case .lexicon(let lexicon): lexicon
        case .icuIterator: nil
        }
    }
}
