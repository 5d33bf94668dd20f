/// A fixed vocabulary in groups: folded phrases, each known by the number of its group, found in a text by longest match.
///
/// Phrases of letters match whole words only; Han phrases match inside text. Built once, from tables in source.
package struct PhraseTrie: Sendable {
    private var trie: CharacterTrie
    /// Most places of a text begin and end no phrase.
    private var beginnings = ScalarSet()
    private var ends = ScalarSet()
    /// Scalars of the longest phrase.
    private var longest = 0

    /// One match: its places in the text and its group.
    package struct Match: Sendable {
        package let range: Range<Int>
        package let group: Int
    }

    /// - Parameter groups: phrases separated by `|`.
    package init(_ groups: [String]) {
        trie = CharacterTrie(expectedCount: 256)
        for (group, phrases) in groups.enumerated() {
            for phrase in phrases.split(separator: "|") {
                let folded = FoldedText(String(phrase), maximumCount: 64)
                trie.insert(folded.scalars, payload: Int32(group))
                if let first = folded.scalars.first { beginnings.insert(first) }
                if let last = folded.scalars.last { ends.insert(last) }
                longest = max(longest, folded.count)
            }
        }
    }

    /// The longest phrase that begins at `place`.
    package func longest(in text: FoldedText, at place: Int) -> Match? {
        var found: Match?
        forEach(in: text, at: place) { found = $0 }
        return found
    }

    /// Every phrase that begins at `place`, shortest first.
    package func forEach(in text: FoldedText, at place: Int, _ body: (Match) -> Void) {
        guard place < text.count, beginnings.mayContain(text.scalars[place]), text.isWordBoundary(place)
        else {
            return
        }
        var node: Int32 = 0
        var at = place
        while at < text.count, let next = trie.child(of: node, text.scalars[at]) {
            node = next
            at += 1
            if let payload = trie.payload(at: node), text.isWordBoundary(at) {
                body(Match(range: place..<at, group: Int(payload)))
            }
        }
    }

    /// The longest phrase that the characters given one by one begin with: how many, and its group. The ends of words are
    /// not looked at: for phrases of Han characters.
    func longest(_ next: () -> UInt32?) -> (count: Int, group: Int)? {
        var found: (count: Int, group: Int)?
        var node: Int32 = 0
        var count = 0
        while let scalar = next(), let child = trie.child(of: node, scalar) {
            node = child
            count += 1
            if let payload = trie.payload(at: node) { found = (count, Int(payload)) }
        }
        return found
    }

    /// The group of the phrase that is exactly the text of `range`, whatever stands around it.
    package func group(of range: Range<Int>, in text: FoldedText) -> Int? {
        trie.payload(of: text.scalars[range]).map { Int($0) }
    }

    /// Disjoint matches from left to right, the longest at each place.
    package func all(in text: FoldedText) -> [Match] {
        var matches: [Match] = []
        var at = 0
        while true {
            at = beginnings.firstIndex(in: text.scalars, from: at)
            guard at < text.count else { break }
            if let match = longest(in: text, at: at) {
                matches.append(match)
                at = match.range.upperBound
            } else {
                at += 1
            }
        }
        return matches
    }

    /// The longest phrase that ends at `end`.
    package func longestEnding(in text: FoldedText, at end: Int, longestPhrase: Int = 24) -> Match? {
        guard end > 0, end <= text.count, ends.mayContain(text.scalars[end - 1]) else { return nil }
        var start = Swift.max(0, end - Swift.min(longestPhrase, longest))
        while start < end {
            var found: Match?
            forEach(in: text, at: start) { if $0.range.upperBound == end { found = $0 } }
            if let found { return found }
            start += 1
        }
        return nil
    }
}

extension FoldedText {
    /// Whether a word may begin or end at `place`: not between two letters.
    @inlinable
    package func isWordBoundary(_ place: Int) -> Bool {
        !(kind(at: place) == .letter && kind(at: place - 1) == .letter)
    }
}

/// A set of scalars that may hold others too: those that share twelve bits with one of it.
private struct ScalarSet: Sendable {
    private var words = [UInt64](repeating: 0, count: 64)

    mutating func insert(_ scalar: UInt32) { words[Int(scalar >> 6 & 63)] |= 1 << UInt64(scalar & 63) }

    /// The first index from `start` on whose scalar the set may contain; the end if there is none.
    func firstIndex(in scalars: [UInt32], from start: Int) -> Int {
        words.withUnsafeBufferPointer { words in
            scalars.withUnsafeBufferPointer { scalars in
                var index = start
                while index < scalars.count,
                    words[Int(scalars[index] >> 6 & 63)] >> UInt64(scalars[index] & 63) & 1 == 0
                { index &+= 1 }
                return index
            }
        }
    }

    @inline(__always)
    func mayContain(_ scalar: UInt32) -> Bool { words[Int(scalar >> 6 & 63)] >> UInt64(scalar & 63) & 1 != 0 }
}
