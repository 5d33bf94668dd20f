/// How likely a word was typed for another: the channel of the noisy-channel model.
///
/// The cost of turning the meant word into the typed one, in nats: every error has a cost of its kind, an error at the
/// first letter costs more, and the first error of a word is nearly free, since that there is one is known. Vowels are taken for each
/// other, and letters that sound alike or are neighbours on the keyboard; a letter is left out more easily than put in,
/// most easily one of two equal ones.
///
/// The costs were fitted by maximum likelihood (softmax over the candidates of a word) to 1,000 real corrections of
/// product queries; the two halves of these give costs within 0.4 of each other.
/// - Paper: Brill & Moore, "An improved error model for noisy channel spelling correction", 2000; Church & Gale,
///   "Probability scoring for spelling correction", 1991.
package enum TypingErrors {
    /// Longer words are not compared.
    static let longestWord = 40

    private static let substitution = 5.5
    private static let vowelForVowel = 3.9
    private static let soundsAlike = 3.6
    private static let keyboardNeighbour = 3.7
    private static let insertion = 4.8
    private static let insertedVowel = 4.1
    private static let insertedDouble = 2.3
    private static let deletion = 2.35
    private static let deletedVowel = 2.2
    private static let deletedDouble = 1.2
    private static let exchange = 1.75
    private static let atFirstLetter = 1.35
    /// A letter left out at the end.
    private static let atEnd = 0.4
    /// What the first error costs less.
    private static let firstError = 3.1
    /// What a pair costs less that sounds the same.
    private static let sameSound = 1.2
    /// What such a pair costs above this counts half: who writes by ear makes many errors at once.
    private static let sameSoundErrors = 1.0

    /// The cost of typing `typed` for `meant`, both lower-case ASCII letters; 0 when they are equal, negative for the likeliest
    /// errors, infinite for words longer than ``longestWord``.
    /// - Complexity: O(product of the lengths).
    package static func cost(typed: [UInt8], meant: [UInt8]) -> Double {
        if typed == meant { return 0 }
        guard typed.count <= longestWord, meant.count <= longestWord else { return .infinity }
        let cost = alignment(typed, meant) - firstError
        guard SoundKey(typed) == SoundKey(meant) else { return cost }
        let sounded = cost - sameSound
        return sounded > sameSoundErrors ? (sounded + sameSoundErrors) / 2 : sounded
    }

    private static func alignment(_ typed: [UInt8], _ meant: [UInt8]) -> Double {
        let width = meant.count + 1
        let mayRespell = typed.contains(f) || meant.contains(f)
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * width) { rows in
            var (before, last, row) = (0, width, 2 * width)
            for i in 0...typed.count {
                for j in 0...meant.count {
                    var best = i == 0 && j == 0 ? 0 : Double.infinity
                    if i > 0, j > 0 {
                        let same = typed[i - 1] == meant[j - 1]
                        let cost = same ? 0 : replacing(meant[j - 1], by: typed[i - 1]) + first(i == 1)
                        best = min(best, rows[last + j - 1] + cost)
                    }
                    if i > 0 { best = min(best, rows[last + j] + inserting(typed, i - 1) + first(i == 1)) }
                    if j > 0 {
                        let cost = deleting(meant, j - 1) + first(j == 1) + (i == typed.count ? atEnd : 0)
                        best = min(best, rows[row + j - 1] + cost)
                    }
                    if i > 1, j > 1, typed[i - 1] == meant[j - 2], typed[i - 2] == meant[j - 1],
                        typed[i - 1] != typed[i - 2]
                    {
                        best = min(best, rows[before + j - 2] + exchange + first(i == 2))
                    }
                    if mayRespell {
                        best = min(
                            best,
                            respelling(typed, i, meant, j) { rows[$0 ? last + j - 2 : before + j - 1] })
                    }
                    rows[row + j] = best
                }
                (before, last, row) = (last, row, before)
            }
            return rows[last + meant.count]
        }
    }

    /// The cost of an f for the ph of the meant word that ends at a place, or the other way round, added to the cost of what comes before;
    /// infinite where there is none.
    private static func respelling(
        _ typed: [UInt8], _ i: Int, _ meant: [UInt8], _ j: Int, _ before: (_ isMeant: Bool) -> Double
    ) -> Double {
        if i > 0, j > 1, typed[i - 1] == f, meant[j - 2] == p, meant[j - 1] == h {
            return before(true) + soundsAlike + first(i == 1)
        }
        if i > 1, j > 0, typed[i - 2] == p, typed[i - 1] == h, meant[j - 1] == f {
            return before(false) + soundsAlike + first(i == 2)
        }
        return .infinity
    }

    private static let f = UInt8(ascii: "f")
    private static let p = UInt8(ascii: "p")
    private static let h = UInt8(ascii: "h")

    private static func first(_ isFirst: Bool) -> Double { isFirst ? atFirstLetter : 0 }

    private static func replacing(_ meant: UInt8, by typed: UInt8) -> Double {
        if isVowel(meant), isVowel(typed) { return vowelForVowel }
        if soundAlike(meant, typed) { return soundsAlike }
        return isNeighbour(meant, typed) ? keyboardNeighbour : substitution
    }

    private static func inserting(_ word: [UInt8], _ place: Int) -> Double {
        if isDouble(word, place) { return insertedDouble }
        return isVowel(word[place]) ? insertedVowel : insertion
    }

    private static func deleting(_ word: [UInt8], _ place: Int) -> Double {
        if isDouble(word, place) { return deletedDouble }
        return isVowel(word[place]) ? deletedVowel : deletion
    }

    private static func isDouble(_ word: [UInt8], _ place: Int) -> Bool {
        place > 0 && word[place - 1] == word[place]
            || place + 1 < word.count && word[place + 1] == word[place]
    }

    // MARK: - Letters

    static func isVowel(_ letter: UInt8) -> Bool { vowels & bit(letter) != 0 }

    private static let vowels = set("aeiouy")

    private static func soundAlike(_ a: UInt8, _ b: UInt8) -> Bool {
        soundGroups.contains { $0 & bit(a) != 0 && $0 & bit(b) != 0 }
    }

    private static let soundGroups = [
        "ckqs", "sz", "iy", "gj", "fv", "mn", "td", "bp", "bv", "lr", "vw", "cx", "kx", "sx",
    ].map(set)

    /// Whether the keys touch on a QWERTY keyboard, whose rows are shifted by half a key.
    private static func isNeighbour(_ a: UInt8, _ b: UInt8) -> Bool {
        guard let first = keys[Int(a & 31)], let second = keys[Int(b & 31)] else { return false }
        return abs(first.row - second.row) <= 1 && abs(first.column - second.column) <= 2
    }

    /// Row and twice the column of every letter.
    private static let keys: [(row: Int, column: Int)?] = {
        var keys = [(row: Int, column: Int)?](repeating: nil, count: 32)
        for (row, letters) in ["qwertyuiop", "asdfghjkl", "zxcvbnm"].enumerated() {
            for (column, letter) in letters.utf8.enumerated() {
                keys[Int(letter & 31)] = (row, 2 * column + row)
            }
        }
        return keys
    }()

    private static func bit(_ letter: UInt8) -> UInt32 { 1 << UInt32(letter & 31) }

    private static func set(_ letters: String) -> UInt32 { letters.utf8.reduce(0) { $0 | bit($1) } }
}
