/// The written words of a catalogue by their sound, for words so misspelled that typing errors do not lead to the word meant
/// (`assesories` of `accessories`).
///
/// A flat table, sorted by a hash of the ``SoundKey``: 16 bytes and its letters a word.
/// - Complexity: building O(words log words), under 1 µs a word; finding O(log words + words found).
package struct SoundTable: Sendable {
    private struct Entry {
        var hash: UInt32
        var start: UInt32
        var documents: UInt32
        var headings: UInt32
    }

    /// Words of fewer sounds are left out: too many share them.
    package static let fewestSounds = 3
    /// Longer words are left out.
    private static let longestWord = TypingErrors.longestWord

    private var entries: [Entry] = []
    /// The words in the order they were added, each after its length.
    private var letters: [UInt8] = []

    /// - Parameter forEach: calls its argument with every word of lower-case ASCII letters once; words of fewer than
    ///   ``SpellingScore/rare`` products are passed over.
    package init<Failure: Error>(
        _ forEach: ((_ word: [UInt8], _ frequency: WordFrequency) -> Void) throws(Failure) -> Void
    ) throws(Failure) {
        var (entries, letters): ([Entry], [UInt8]) = ([], [])
        try forEach { word, frequency in
            guard frequency.documents >= SpellingScore.rare, word.count <= Self.longestWord,
                let hash = Self.hash(of: word), let start = UInt32(exactly: letters.count)
            else { return }
            letters.append(UInt8(word.count))
            letters += word
            entries.append(
                Entry(
                    hash: hash, start: start, documents: UInt32(clamping: frequency.documents),
                    headings: UInt32(clamping: frequency.headings)))
        }
        entries.sort { a, b in
            if a.hash != b.hash { return a.hash < b.hash }
            return a.headings != b.headings ? a.headings > b.headings : a.start < b.start
        }
        self.entries = entries
        self.letters = letters
    }

    /// The `limit` commonest words that sound like `word`, which may be among them.
    package func words(
        soundingLike word: [UInt8], limit: Int
    ) -> [(word: [UInt8], frequency: WordFrequency)] {
        guard let hash = Self.hash(of: word) else { return [] }
        let key = SoundKey(word)
        var found: [(word: [UInt8], frequency: WordFrequency)] = []
        for entry in entries[firstPlace(of: hash)...] {
            guard entry.hash == hash, found.count < limit else { break }
            let start = Int(entry.start) + 1
            let other = Array(letters[start..<start + Int(letters[start - 1])])
            guard SoundKey(other) == key else { continue }
            found.append(
                (other, WordFrequency(documents: Int(entry.documents), headings: Int(entry.headings))))
        }
        return found
    }

    private func firstPlace(of hash: UInt32) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].hash < hash { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// FNV-1a of the sounds; nil of words with too few.
    private static func hash(of word: [UInt8]) -> UInt32? {
        let sounds = SoundKey(word).sounds
        guard sounds.count >= fewestSounds else { return nil }
        return sounds.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    }
}
