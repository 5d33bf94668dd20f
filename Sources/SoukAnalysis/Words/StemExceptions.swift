/// Words that the rules of ``EnglishStem`` would take for other goods (coloring books for colors), and British forms of words
/// whose stems differ from the American ones.
///
/// Found by reading the groups of one stem, among words of 40 titles or more of 205,776, in which the words differ in more
/// than an inflection. Two names that are no plurals are whole: Hermès is no `herm`, Mercedes no `merced`.
struct StemExceptions: Sendable {
    static let shared = StemExceptions()

    /// `word` or `word=stem`, the stem no longer than the word; by itself a word is its own stem.
    private static let list = """
        organiser=organizer organisers=organizer organisation=organization organisations=organization \
        polarised=polarized polarized jeweller=jeweler jewellers=jeweler jewellery=jewelry \
        coloring colouring=coloring setting settings=setting anime hermes mercedes
        """

    private var stems: [PackedWord: [UInt8]] = [:]
    private var beginnings = FirstLetters()

    private init() {
        for entry in Self.list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let parts = entry.split(separator: "=")
            let letters = Array(parts[0].utf8)
            var word = PackedWord()
            for (place, letter) in letters.enumerated() { word.set(letter, at: place) }
            stems[word] = Array(parts[parts.count - 1].utf8)
            beginnings.insert(letters[0], letters[1], letters[2])
        }
    }

    /// Puts the stem that a word of three small letters or more has by exception in its place.
    /// - Returns: the length of the stem; nil if the word has none.
    func stem(_ word: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int? {
        guard beginnings.contains(word[0], word[1], word[2]) else { return nil }
        let whole = UnsafeBufferPointer(start: UnsafePointer(word), count: count)
        guard let packed = PackedWord(whole), let stem = stems[packed] else { return nil }
        for (place, letter) in stem.enumerated() { word[place] = letter }
        return stem.count
    }
}
