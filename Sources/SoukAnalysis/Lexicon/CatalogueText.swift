/// Chinese text of a catalogue, gathered to learn its words from: titles for ``WordMiner``, and names, which are words
/// because a field says so.
///
/// - Complexity: two bytes a character, at most ``longestText`` of a text.
package struct CatalogueText: Sendable {
    /// Characters that are enough to learn from: about 8,000 titles.
    package static let enough = 200_000
    /// What follows in a text is left out: a long description repeats itself.
    static let longestText = 160
    /// Of fewer characters nothing is learnt: a few products say little about a word.
    package static let least = 2_000
    /// Lengths of names that may be words.
    private static let nameLengths = 2...6

    /// Runs of Han characters, simplified, each followed by a 0.
    private(set) var units: [UInt16] = []
    /// Han parts of brand names, by how often they came.
    private(set) var brands: [[UInt16]: Int] = [:]
    /// Han parts of the names of categories and of the values of attributes.
    private(set) var names: [[UInt16]: Int] = [:]
    private let folding = UnitFolding()

    package init() {}

    /// Characters gathered.
    package var count: Int { units.count }
    package var isEnough: Bool { units.count >= Self.enough }

    /// Whether a text has a character of which words are learnt.
    /// - Complexity: O(text), a comparison a byte.
    package static func holdsHan(_ text: String) -> Bool {
        // Han characters lie between U+3400 and U+9FFF: their UTF-8 begins with E3 to E9.
        text.utf8.contains { $0 >= 0xE3 && $0 <= 0xE9 } && text.utf16.contains(where: isHan)
    }

    /// Adds running text: a title, a description.
    package mutating func add(text: String) {
        for run in runs(text.utf16.prefix(Self.longestText)) where run.count > 1 { units += run + [0] }
    }

    /// Adds the name of a brand.
    package mutating func add(brand: String) {
        for run in runs(brand.utf16) where Self.nameLengths.contains(run.count) {
            brands[run, default: 0] += 1
        }
    }

    /// Adds the name of a category or the value of an attribute.
    package mutating func add(name: String) {
        guard name.utf8.count <= 48 else { return }
        for run in runs(name.utf16) where Self.nameLengths.contains(run.count) { names[run, default: 0] += 1 }
    }

    private func runs(_ text: some Collection<UInt16>) -> [[UInt16]] {
        text.split { !Self.isHan($0) }.map { $0.map(folding.simplified) }
    }

    private static func isHan(_ unit: UInt16) -> Bool {
        unit >= 0x3400 && unit <= 0x9FFF || unit == 0x3005 || unit == 0x3007
    }
}
