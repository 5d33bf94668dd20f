/// What a query asks to leave out: `-word`, 不要华为, `not huawei`.
package struct Exclusion: Sendable, Equatable, Codable {
    /// Where the words are looked for that leave a product out.
    package enum Kind: String, Sendable, Codable {
        /// In the product's texts.
        case word
        /// In the product's texts, and its brand.
        case brand
        /// In the product's texts, and its attributes.
        case attribute
    }

    package var kind: Kind
    /// UTF-8 bytes of the excluded words.
    package var range: Range<Int>
    /// The same with the dash or the word that negates.
    package var whole: Range<Int>
    /// The catalogue's values that the words name: a brand, or an attribute's name and value. Products with one are left out
    /// whatever their texts say.
    package var values: [EntityMatch.Value]
    /// Whether a product is left out whose texts hold the words. Not for `without sugar`, which `sugar free` says too.
    package var includesTexts: Bool
}
