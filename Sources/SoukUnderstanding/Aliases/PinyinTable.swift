import SoukAnalysis

/// The Han words of a catalogue by how they are typed in Latin letters: `huawei`, `hua wei`, `hw`.
///
/// Made from the names of brands and categories, once, when a query first has a word of Latin letters that the catalogue does
/// not hold. First letters stand for names of two to four characters only.
/// - Complexity: building O(names), some 3 µs each; finding O(length of the longest spelling) a place.
package struct PinyinTable: Sendable {
    /// What products earn that hold the Han word, of the score of the letters themselves.
    static let fullWeight = 0.8
    static let initialsWeight = 0.5
    /// Words of one spelling that count, the commonest first.
    private static let maximumWords = 3

    private struct Word: Sendable {
        var text: String
        var count: Int
        var isInitials: Bool

        /// A name typed in full is meant before one that begins with the letters; then the commoner.
        func precedes(_ other: Word) -> Bool {
            if isInitials != other.isInitials { return other.isInitials }
            return count != other.count ? count > other.count : text < other.text
        }
    }

    private var trie: CharacterTrie
    private var words: [[Word]] = []

    /// - Parameter names: Han words of at least two characters, and in how many products each is.
    /// - Throws: ``AnalysisError`` when ICU cannot romanize.
    package init(_ names: some Sequence<(name: String, count: Int)>) throws(AnalysisError) {
        trie = CharacterTrie(expectedCount: 1024)
        var pinyin: Pinyin?
        for (name, count) in names {
            let folded = FoldedText(name, maximumCount: 16)
            guard folded.isHanOnly, folded.count >= 2, folded.count <= 8 else { continue }
            if pinyin == nil { pinyin = try Pinyin() }
            for (place, spelling) in (pinyin?.spellings(of: folded.scalars) ?? []).enumerated() {
                add(spelling.full, Word(text: name, count: count, isInitials: false))
                // Of a word's spellings the first has the usual letters.
                guard place == 0, folded.count <= 4 else { continue }
                add(spelling.initials, Word(text: name, count: count, isInitials: true))
            }
        }
    }

    private mutating func add(_ letters: [UInt8], _ word: Word) {
        let scalars = letters.map(UInt32.init)
        let place: Int
        if let known = trie.payload(of: scalars) {
            place = Int(known)
        } else {
            place = words.count
            trie.insert(scalars, payload: Int32(place))
            words.append([])
        }
        guard !words[place].contains(where: { $0.text == word.text }) else { return }
        let rank = words[place].firstIndex { word.precedes($0) } ?? words[place].count
        guard rank < Self.maximumWords else { return }
        if words[place].count == Self.maximumWords { words[place].removeLast() }
        words[place].insert(word, at: rank)
    }

    /// Runs of Latin words that spell a Han word, spaces between its syllables or not; longest first at each place,
    /// disjoint.
    package func matches(in text: FoldedText) -> [AliasMatch] {
        var matches: [AliasMatch] = []
        var start = 0
        while start < text.count {
            guard text.kind(at: start) == .letter, text.kind(at: start - 1) != .letter else {
                start += 1
                continue
            }
            guard let (end, place, hasSpaces) = longest(in: text, from: start) else {
                start += 1
                continue
            }
            // First letters are typed together.
            let found = words[place].filter { !($0.isInitials && hasSpaces) }
            if !found.isEmpty {
                matches.append(AliasMatch(range: text.byteRange(start..<end), aliases: found.map(alias)))
            }
            start = end
        }
        return matches
    }

    private func alias(_ word: Word) -> Alias {
        Alias(word.text, weight: word.isInitials ? Self.initialsWeight : Self.fullWeight, origin: .pinyin)
    }

    private func longest(in text: FoldedText, from start: Int) -> (end: Int, place: Int, hasSpaces: Bool)? {
        var node: Int32 = 0
        var at = start
        var hasSpaces = false
        var found: (end: Int, place: Int, hasSpaces: Bool)?
        while at < text.count {
            if text.kind(at: at) == .space {
                hasSpaces = true
                at += 1
                continue
            }
            guard text.kind(at: at) == .letter, let next = trie.child(of: node, text.scalars[at]) else {
                break
            }
            node = next
            at += 1
            let isEnd = text.kind(at: at) != .letter && text.kind(at: at) != .digit
            if isEnd, let place = trie.payload(at: node) { found = (at, Int(place), hasSpaces) }
        }
        return found
    }
}
