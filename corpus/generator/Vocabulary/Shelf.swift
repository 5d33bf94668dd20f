/// A leaf of the category tree with everything that may stand on it, as written in `vocabulary/*.json`.
///
/// A row is one product line, its cells separated by `|`; a cell holds one option or several, separated by
/// `;`. Columns named in `axes` make the variants of one product (a group); columns named in `each` make
/// products of their own, as many as their number says; of any other column with several options a product
/// has one. `defaults` serve rows without the cell, `when` replaces cells for a chosen option.
struct Shelf: Decodable {
    /// Beginning of the product ids.
    var key: String
    /// Path with slots, as `美妆个护 > 面部护肤 > {kind}`.
    var category: String
    /// What the products are about, in words shared by the languages: near shelves share words.
    var topics: String
    var lang: String
    var columns: String
    var rows: [String]
    var axes: [String]?
    /// At most so many variants in a group.
    var variants: Int?
    /// `"device 4"`: four of the options, each a product of its own.
    var each: [String]?
    var defaults: [String: String]?
    /// `{"audience=儿童": {"size": "28; 30"}}`.
    var when: [String: [String: String]]?
    var titles: [String]
    var descriptions: [String]
    /// `"颜色: {color}"`, in the order in which they are shown; one whose slot is empty is left out.
    var attributes: [String]
    /// Added to the logarithm of the sales: cables sell oftener than sofas.
    var demand: Double?
}

/// A brand as shops write it.
struct Brand {
    /// The plain common name, the value of the product's `brand`.
    var name: String
    /// The name in the other script, or nothing.
    var other: String
    /// How well known it is, 0...1; sales, reviews and ratings follow it.
    var fame: Double

    /// Both names, Chinese first: `苹果 Apple`.
    var both: String {
        if other.isEmpty { return name }
        let latinFirst = name.unicodeScalars.first.map { $0.value < 0x2E80 } ?? false
        return latinFirst ? "\(other) \(name)" : "\(name) \(other)"
    }
}
