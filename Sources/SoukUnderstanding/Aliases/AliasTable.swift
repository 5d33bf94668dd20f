import SoukAnalysis

/// Names with their aliases, found in query texts.
///
/// A name is found on name boundaries only: not inside a Latin word or a number. Case, width and traditional characters
/// make no difference.
/// - Complexity: building O(total characters); finding O(length of the longest name) a place.
package struct AliasTable: Sendable {
    private var trie: CharacterTrie
    private var aliases: [[Alias]] = []

    package init() { trie = CharacterTrie() }

    /// - Parameter entries: a name with one of its aliases; a pair may come several times, the heaviest counts.
    package init(_ entries: some Sequence<(name: String, alias: Alias)>) {
        self.init()
        for (name, alias) in entries { add(alias, to: name) }
        for index in aliases.indices { aliases[index].sort { ($1.weight, $0.text) < ($0.weight, $1.text) } }
    }

    package var isEmpty: Bool { aliases.isEmpty }

    private mutating func add(_ alias: Alias, to name: String) {
        let folded = FoldedText(name, maximumCount: 64).scalars
        guard !folded.isEmpty, folded != FoldedText(alias.text, maximumCount: 64).scalars else { return }
        let place: Int
        if let known = trie.payload(of: folded) {
            place = Int(known)
        } else {
            place = aliases.count
            trie.insert(folded, payload: Int32(place))
            aliases.append([])
        }
        let same = aliases[place].firstIndex { $0.text == alias.text && $0.category == alias.category }
        if let same {
            if aliases[place][same].weight < alias.weight { aliases[place][same] = alias }
        } else {
            aliases[place].append(alias)
        }
    }

    /// Every name in the text with its aliases, from left to right; names may overlap.
    package func matches(in text: FoldedText) -> [AliasMatch] {
        var matches: [AliasMatch] = []
        guard !isEmpty else { return matches }
        for start in 0..<text.count where text.isNameBoundary(start) {
            var node: Int32 = 0
            var end = start
            while end < text.count, let next = trie.child(of: node, text.scalars[end]) {
                node = next
                end += 1
                guard let place = trie.payload(at: node), text.isNameBoundary(end) else { continue }
                matches.append(
                    AliasMatch(range: text.byteRange(start..<end), aliases: aliases[Int(place)]))
            }
        }
        return matches
    }

    /// The names that a word begins with, whatever follows them, longest first, each with its aliases.
    func beginnings(of word: some Sequence<UInt32>) -> [(length: Int, aliases: [Alias])] {
        trie.beginnings(of: word).map { ($0.length, aliases[Int($0.payload)]) }
    }
}

extension CharacterTrie {
    /// The entries that a word begins with, longest first.
    func beginnings(of word: some Sequence<UInt32>) -> [(length: Int, payload: Int32)] {
        var found: [(length: Int, payload: Int32)] = []
        var node: Int32 = 0
        var length = 0
        for scalar in word {
            guard let next = child(of: node, scalar) else { break }
            node = next
            length += 1
            if let payload = payload(at: node) { found.append((length, payload)) }
        }
        return found.reversed()
    }
}
