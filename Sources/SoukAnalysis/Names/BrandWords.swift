/// The ``KnownBrands`` of one Latin word, by their letters: where a brand ends in `huaweip60`, and which words no stemmer touches.
struct BrandWords: Sendable {
    static let shared = BrandWords()

    private var words: Set<PackedWord> = []
    private var beginnings = FirstLetters()

    private init() {
        for entry in KnownBrands.list.split(whereSeparator: { $0 == ";" || $0 == "/" || $0.isNewline }) {
            // tp-link and new balance are written as one word where a model is written to them.
            let bytes = entry.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
            // A name in the possessive (levi's) is stemmed as any word: with its ending or without, it is one brand.
            guard (FirstLetters.count...PackedWord.longest).contains(bytes.count),
                bytes.allSatisfy({ $0 &- 0x61 < 26 })
            else { continue }
            var word = PackedWord()
            for (place, letter) in bytes.enumerated() { word.set(letter, at: place) }
            words.insert(word)
            beginnings.insert(bytes[0], bytes[1], bytes[2])
        }
    }

    /// Whether a word of small letters is a brand.
    func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard word.count >= FirstLetters.count, beginnings.contains(word[0], word[1], word[2]) else {
            return false
        }
        return PackedWord(word).map(words.contains) ?? false
    }

    /// Length of the longest brand that small letters begin with, of at most `limit` letters; nil when none does.
    func longestBeginning(limit: Int, _ letter: (Int) -> UInt8) -> Int? {
        guard limit >= FirstLetters.count, beginnings.contains(letter(0), letter(1), letter(2)) else {
            return nil
        }
        var word = PackedWord()
        var found: Int?
        for place in 0..<min(limit, PackedWord.longest) {
            word.set(letter(place), at: place)
            if place + 1 >= FirstLetters.count, words.contains(word) { found = place + 1 }
        }
        return found
    }
}
