import SoukAnalysis

/// The Han words of a catalogue by how they are typed in Latin letters: `huawei`, `hua wei`, `hw`.
///
/// Several words in a row (`lanyaerji`), the last of which may be one character (`shoujike`), are found too, where the catalogue has their
/// characters side by side. Made from the commonest Han terms, once, when a query first has a word of Latin letters that the catalogue does
/// not hold. First letters stand for names of two to four characters only.
/// - Complexity: building O(names), some 3 µs each; finding O(length of the longest spelling) a place.
package struct PinyinTable: Sendable {
    /// What products earn that hold the Han word, of the score of the letters themselves.
    static let fullWeight = 0.8
    static let initialsWeight = 0.5
    /// Words of one spelling that count, the commonest first.
    private static let maximumWords = 3
    /// Words of one spelling that are known, to be parts of longer ones.
    private static let knownWords = 16

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
    /// Two characters that stand in a row somewhere.
    private var pairs: Set<UInt64> = []
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
            for place in folded.scalars.indices.dropLast() {
                pairs.insert(Self.pair(folded.scalars[place], folded.scalars[place + 1]))
            }
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
        guard rank < Self.knownWords else { return }
        if words[place].count == Self.knownWords { words[place].removeLast() }
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
                var end = start + 1
                while text.kind(at: end) == .letter { end += 1 }
                if text.kind(at: end) != .digit, let chain = chain(Array(text.scalars[start..<end])) {
                    let alias = Alias(chain, weight: Self.fullWeight, origin: .pinyin)
                    matches.append(AliasMatch(range: text.byteRange(start..<end), aliases: [alias]))
                }
                start = end
                continue
            }
            // First letters are typed together.
            let found = words[place].filter { !($0.isInitials && hasSpaces) }.prefix(Self.maximumWords)
            if !found.isEmpty {
                matches.append(AliasMatch(range: text.byteRange(start..<end), aliases: found.map(alias)))
            }
            start = end
        }
        return matches
    }

    /// Two characters as one number.
    private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
        UInt64(first) << 32 | UInt64(second)
    }

    /// Whether two characters stand in a row somewhere.
    func isPair(_ first: UInt32, _ second: UInt32) -> Bool { pairs.contains(Self.pair(first, second)) }

    /// Every word that letters spell in full from a place on: where it ends, its characters, and in how many products it is.
    func forEachWord(
        _ letters: [UInt32], from start: Int, _ body: (_ end: Int, _ word: [UInt32], _ products: Int) -> Void
    ) {
        var node: Int32 = 0
        for place in start..<letters.count {
            guard let next = trie.child(of: node, letters[place]) else { return }
            node = next
            guard let known = trie.payload(at: node) else { continue }
            for word in words[Int(known)] where !word.isInitials {
                body(place + 1, FoldedText(word.text).scalars, word.count)
            }
        }
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
