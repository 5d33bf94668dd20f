/// Roughly how an English word sounds: its consonants by sound, and whether it begins with a vowel.
///
/// For ASCII words. Words of one key are spelled differently for the same sound (`fridgdare` and `frigidaire`, `exaust` and `exhaust`). In the manner of
/// Metaphone: `ph` is f, `ck` k, soft `c` s, soft `g` and `dg` j; silent letters and vowels are left out; of
/// equal neighbours one stays.
/// - Paper: Philips, "Hanging on the Metaphone", Computer Language 7(12), 1990.
struct SoundKey: Equatable {
    let sounds: [UInt8]

    init(_ word: [UInt8]) {
        var sounds: [UInt8] = []
        sounds.reserveCapacity(word.count)
        func letter(_ place: Int) -> Unicode.Scalar {
            place >= 0 && place < word.count ? Unicode.Scalar(word[place]) : " "
        }
        func add(_ sound: StaticString) {
            for index in 0..<sound.utf8CodeUnitCount where sounds.last != sound.utf8Start[index] {
                sounds.append(sound.utf8Start[index])
            }
        }
        var place = Self.silentStart(letter(0), letter(1)) ? 1 : 0
        if let first = word.first, TypingErrors.isVowel(first) { add("A") }
        while place < word.count {
            let (current, next) = (letter(place), letter(place + 1))
            let isSoft = next == "e" || next == "i" || next == "y"
            place += 1
            switch current {
            case "a", "e", "i", "o", "u", "y", "w", "h": break
            case "p" where next == "h":
                add("f")
                place += 1
            case "g" where next == "h": place += 1
            case "s" where next == "h", "c" where next == "h", "t" where next == "h":
                add(current == "s" ? "X" : current == "c" ? "C" : "T")
                place += 1
            case "t" where next == "i" && letter(place + 1) == "o",
                "s" where next == "i" && letter(place + 1) == "o":
                add("X")
            case "c": add(isSoft ? "s" : "k")
            case "g": add(isSoft || letter(place - 2) == "d" ? "J" : "g")
            case "d" where next == "g": break
            case "j": add("J")
            case "q": add("k")
            case "x": add("ks")
            case "z": add("s")
            case "v": add("f")
            default: if sounds.last != UInt8(ascii: current) { sounds.append(UInt8(ascii: current)) }
            }
        }
        self.sounds = sounds
    }

    /// Whether two words are spelled differently for the same sounds, the vowels included (`extention`, `extension`).
    static func areSaidAlike(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        SoundKey(a) == SoundKey(b) && a.filter(TypingErrors.isVowel) == b.filter(TypingErrors.isVowel)
    }

    /// kn, gn, pn, ps, wr: the first is not spoken.
    private static func silentStart(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
        switch first {
        case "k", "g": second == "n"
        case "p": second == "n" || second == "s"
        case "w": second == "r"
        default: false
        }
    }
}
