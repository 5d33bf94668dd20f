import SoukAnalysis

/// A ``PhraseTrie`` whose groups have tags.
///
/// Generic, so it stands in the module that uses it, where it is specialised.
package struct PhraseTable<Tag: Sendable>: Sendable {
    private let phrases: PhraseTrie
    private let tags: [Tag]

    /// One match: its places in the text and its tag.
    package struct Match: Sendable {
        package let range: Range<Int>
        package let tag: Tag
    }

    /// - Parameter groups: each a tag with its phrases, separated by `|`.
    package init(_ groups: [(Tag, String)]) {
        phrases = PhraseTrie(groups.map(\.1))
        tags = groups.map(\.0)
    }

    private func match(_ found: PhraseTrie.Match?) -> Match? {
        guard let found else { return nil }
        return Match(range: found.range, tag: tags[found.group])
    }

    /// The longest phrase that begins at `place`.
    package func longest(in text: FoldedText, at place: Int) -> Match? {
        match(phrases.longest(in: text, at: place))
    }

    /// Every phrase that begins at `place`, shortest first.
    package func forEach(in text: FoldedText, at place: Int, _ body: (Match) -> Void) {
        phrases.forEach(in: text, at: place) { body(Match(range: $0.range, tag: tags[$0.group])) }
    }

    /// The tag of the phrase that is exactly the text of `range`, whatever stands around it.
    package func tag(of range: Range<Int>, in text: FoldedText) -> Tag? {
        phrases.group(of: range, in: text).map { tags[$0] }
    }

    /// Disjoint matches from left to right, the longest at each place.
    package func all(in text: FoldedText) -> [Match] {
        phrases.all(in: text).map { Match(range: $0.range, tag: tags[$0.group]) }
    }

    /// The longest phrase that ends at `end`.
    package func longestEnding(in text: FoldedText, at end: Int, longestPhrase: Int = 24) -> Match? {
        match(phrases.longestEnding(in: text, at: end, longestPhrase: longestPhrase))
    }
}
