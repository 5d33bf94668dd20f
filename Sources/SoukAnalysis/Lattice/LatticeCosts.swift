/// The costs of the lattice, in the dictionary's unit: −``perNat`` · ln of a probability.
///
/// Found on the PKU and Weibo development texts, one at a time; each stands on a plateau (± 10 changes word F1 by
/// less than 0.003). A word's cost in ICU's dictionary lies between 27 and 255.
enum LatticeCosts {
    /// Units a nat: with it, the probabilities of all words of ICU's dictionary sum to 1.
    static let perNat = 8.2
    /// What a word more costs less: ICU's own costs favour long words.
    static let wordDiscount = 18
    /// A character that is no word of the dictionary.
    static let unknownCharacter = 110
    /// A word of two characters that is not in the dictionary, beside the costs of its beginning and its end.
    static let unknownWord = 8
    /// What the beginning and the end of an unknown word cost less each, beside a general dictionary that a user states: what
    /// even that lacks is rather a name.
    static let besideStated = 3
    /// A number of several numerals, or with its unit of date.
    static let number = 40
    /// An ending on a word.
    static let suffix = 30
    /// A foreign name: beside this, what each of its characters costs.
    static let foreignName = 50
    static let foreignNameCharacter = 25
    /// On a word that is a function character and a word, if the two are not much commoner together than apart.
    static let looseWord = 20
    /// The same where a user's dictionary states the word.
    static let looseStatedWord = 8
    /// "Much commoner": by this in the costs.
    static let cohesion = 40
}
