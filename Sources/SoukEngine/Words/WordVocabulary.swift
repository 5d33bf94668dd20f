import SoukStorage

/// The words of a catalogue as they are written, over all segments of a snapshot.
///
/// ```swift
/// let words = WordVocabulary(snapshot)
/// try words.neighbours(of: Array("keybord".utf8), distance: 1)    // keyboard, keyboards …
/// ```
/// Words are lower-case ASCII letters. An index without them (its analyzer does not stem) has an empty vocabulary.
package struct WordVocabulary: Sendable {
    private let snapshot: IndexSnapshot

    package init(_ snapshot: IndexSnapshot) { self.snapshot = snapshot }

    package var isEmpty: Bool { snapshot.segments.allSatisfy { $0.words == nil } }

    /// In how many documents a word was written so.
    package func count(of word: [UInt8]) throws(StorageError) -> WordCount {
        var sum = WordCount()
        for segment in snapshot.segments {
            if let info = try segment.words?.find(word) { sum = sum + WordCount(info) }
        }
        return sum
    }

    /// Every word once, by rising bytes, with its counts over all segments.
    /// - Complexity: O(words).
    package func forEach(_ body: ([UInt8], WordCount) -> Void) throws(StorageError) {
        try WordDictionaryWriter.forEachWord(of: snapshot.segments, body)
    }

    /// Whether there are at least so many words.
    /// - Complexity: O(count × segments).
    package func holds(atLeast count: Int) throws(StorageError) -> Bool {
        var seen: Set<[UInt8]> = []
        for segment in snapshot.segments {
            guard var words = segment.words?.cursor() else { continue }
            while seen.count < count, try words.advance() { seen.insert(words.term) }
        }
        return seen.count >= count
    }

    /// The words that begin so, those of the most headings first; of more than ``prefixLimit`` in a segment, the first.
    /// - Complexity: O(log words + words that begin so).
    package func words(withPrefix prefix: [UInt8], limit: Int) throws(StorageError) -> [[UInt8]] {
        var counts: [[UInt8]: Int] = [:]
        for segment in snapshot.segments {
            guard var cursor = try segment.words?.cursor(atOrAfter: prefix) else { continue }
            var left = Self.prefixLimit
            while left > 0, try cursor.advance(), cursor.term.starts(with: prefix) {
                counts[cursor.term, default: 0] += WordCount(cursor.info).headings
                left -= 1
            }
        }
        return counts.filter { $0.value > 0 }
            .sorted { a, b in a.value != b.value ? a.value > b.value : a.key.lexicographicallyPrecedes(b.key)
            }
            .prefix(max(limit, 0)).map(\.key)
    }

    private static let prefixLimit = 256

    /// The chance that the next word of a product is one that the catalogue has not had, by the share of words that it has
    /// once; 1 without words.
    ///
    /// - Complexity: O(words).
    /// - Paper: Good, "The population frequencies of species and the estimation of population parameters", 1953.
    package func newWordShare() throws(StorageError) -> Double {
        var (once, all) = (0, 0)
        try WordDictionaryWriter.forEachWord(of: snapshot.segments) { _, count in
            all += count.documents
            if count.documents == 1 { once += 1 }
        }
        return all > 0 ? Double(once) / Double(all) : 1
    }

    /// Every word within `distance` (at most 2) typing errors, the word itself included, in no order.
    /// - Complexity: some 10 µs a segment for one error; see ``FuzzySearch``.
    package func neighbours(
        of word: [UInt8], distance: Int
    ) throws(StorageError) -> [WordNeighbour] {
        let matcher = FuzzyTermMatcher(word, distance: distance)
        defer { matcher.deallocate() }
        var found: [WordNeighbour] = []
        var places: [[UInt8]: Int] = [:]
        for segment in snapshot.segments {
            guard let words = segment.words else { continue }
            try matcher.forEachTerm(of: words, table: segment.wordTable) {
                (info, distance, bytes) throws(StorageError) in
                let word = Array(bytes)
                if snapshot.segments.count > 1, let place = places[word] {
                    found[place].count = found[place].count + WordCount(info)
                } else {
                    if snapshot.segments.count > 1 { places[word] = found.count }
                    found.append(WordNeighbour(word: word, distance: distance, count: WordCount(info)))
                }
            }
        }
        return found
    }
}

/// A written word near another.
package struct WordNeighbour: Sendable, Equatable {
    package var word: [UInt8]
    /// Typing errors between the two.
    package var distance: Int
    package var count: WordCount
}
