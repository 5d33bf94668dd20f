/// What the catalogue and the rules know about one piece of a text, beside its characters.
///
/// The tagger's features are made from this, so that a model trained on one catalogue's evidence serves another's: what it
/// learns is how far each kind of evidence is to be trusted.
package struct PieceEvidence: Sendable, Equatable {
    /// Place in a brand of the catalogue, or, where it has none, in one that is known everywhere.
    package enum Brand: UInt8, Sendable {
        case none, weakBegin, weakInside, strongBegin, strongInside, generalBegin, generalInside
    }
    /// Place in a category of the catalogue.
    package enum Category: UInt8, Sendable { case none, begin, inside }
    /// How often the catalogue has the piece beside the one before it (Han), or the word (Latin).
    package enum Frequency: UInt8, Sendable { case unknown, unseen, rare, common }
    /// What the rules read there.
    package enum Mark: UInt8, Sendable {
        case none, price, wording, quantity, syntax, shop, service, question, chat, series, voucher, work
        case audience, bestOf
    }
    /// Place in a word of the goods vocabulary.
    package enum Word: UInt8, Sendable {
        case none, goodsBegin, goodsInside, describingBegin, describingInside, technical, goodsEnding
    }

    package var brand = Brand.none
    package var category = Category.none
    package var frequency = Frequency.unknown
    package var mark = Mark.none
    package var word = Word.none
    /// Words of ICU's dictionary that hold the character: one of two characters begins (1) or ends (2) here, a longer one
    /// covers it (4); 8: there is a dictionary.
    package var dictionary: UInt8 = 0

    package init() {}
}
