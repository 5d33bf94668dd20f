/// Finds words of letters and digits exactly as ICU 72's word break rules do in ASCII text.
///
/// The rules are those of Unicode's text segmentation (UAX 29) that concern letters, digits and the
/// characters that join them: letters, digits and `_` in a row are one word; `.` and `'` join letter to
/// letter and digit to digit; `,` and `;` join digit to digit; marks belong to what they follow. `:` joins
/// nothing and `@` is a letter, as in ICU 72. What a shop wants otherwise is decided afterwards, in
/// ``WordPieces``, so that this part can be compared with ICU.
enum WordScanner {
    /// One word of a text, with what was seen in it.
    struct Word {
        var start: Int
        var end: Int
        var hasLetters = false
        var hasDigits = false
        /// Whether it holds a joining character, `_`, `@` or a mark.
        var hasOthers = false
    }

    /// Whether a word can begin with a character of this class.
    @inline(__always) static func begins(_ characterClass: UInt8) -> Bool {
        characterClass >= CharacterClass.letter && characterClass <= CharacterClass.underscore
    }

    /// The word that begins at `start`, whose class ``begins(_:)`` accepts.
    /// - Complexity: O(length of the word).
    @inline(__always) static func word<Text: TextUnits>(in text: Text, at start: Int) -> Word {
        var word = Word(start: start, end: start)
        var index = start
        var previous = CharacterClass.other
        while index < text.count {
            let current = text.characterClass(index)
            if current == CharacterClass.letter {
                word.hasLetters = true
            } else if current == CharacterClass.digit {
                word.hasDigits = true
            } else if begins(current) {
                word.hasOthers = true
                if current == CharacterClass.at { word.hasLetters = true }
            } else if current == CharacterClass.extend {
                word.hasOthers = true
                index += 1
                continue
            } else {
                guard let next = joined(text, at: index, after: previous) else { break }
                word.hasOthers = true
                index = next
                continue
            }
            previous = current
            index += 1
        }
        word.end = index
        return word
    }

    /// Where the word goes on if the character at `index` joins what is before it to what follows.
    @inline(__always) private static func joined<Text: TextUnits>(
        _ text: Text, at index: Int, after previous: UInt8
    ) -> Int? {
        let joiner = text.characterClass(index)
        guard joiner == CharacterClass.midBoth || joiner == CharacterClass.midDigits else { return nil }
        var next = index + 1
        while next < text.count && text.characterClass(next) == CharacterClass.extend { next += 1 }
        guard next < text.count else { return nil }
        let following = text.characterClass(next)
        if previous == CharacterClass.digit && following == CharacterClass.digit { return next }
        let isLetters = isLetter(previous) && isLetter(following)
        return isLetters && joiner == CharacterClass.midBoth ? next : nil
    }

    /// A letter to ICU's rules.
    @inline(__always) static func isLetter(_ characterClass: UInt8) -> Bool {
        characterClass == CharacterClass.letter || characterClass == CharacterClass.at
    }
}
