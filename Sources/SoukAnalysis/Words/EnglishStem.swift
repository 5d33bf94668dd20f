/// The light stem of an English word: plurals, `-ed` and `-ing` go, and nothing else.
///
/// Porter's stemmers also take away what makes another word of a word: `canonical` becomes canon and `organizer` organ. Goods are
/// named by such words, and the short ones that are left are often brands. The rules here are those of Porter 2 for its steps
/// 1a, 1b and 5 (M. F. Porter, snowballstem.org), but for words in `y`: a plural in `ies` gets its `y` back (`berries`, berry), where
/// Porter makes `i` of every `y`, so that Levy's is no Levi's. ``BrandWords`` stay as they are, and so do ``StemExceptions``.
/// - Complexity: O(letters), no memory.
package enum EnglishStem {
    /// Whether two words of small letters have one stem.
    package static func areOneTerm(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        stem(of: first) == stem(of: second)
    }

    private static func stem(of word: [UInt8]) -> [UInt8] {
        var letters = word
        let count = letters.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { stem($0, buffer.count) } ?? 0
        }
        return Array(letters[..<count])
    }

    /// Stems a word of small letters in place.
    /// - Returns: the length of the stem, at most that of the word.
    static func stem(_ word: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
        guard count > 2, mayEnd(word[count - 1]) else { return count }
        if let length = StemExceptions.shared.stem(word, count) { return length }
        var stem = Stem(word: word, count: count)
        if stem.isBrand { return count }
        stem.removePlural()
        // apples
        if stem.count < count, stem.isBrand { return stem.count }
        stem.removeInflection()
        stem.endWithY()
        stem.removeFinalLetter()
        return stem.count
    }

    /// The last letters that a rule looks for: all others end a stem.
    @inline(__always) private static func mayEnd(_ letter: UInt8) -> Bool {
        letter == UInt8(ascii: "s") || letter == UInt8(ascii: "e") || letter == UInt8(ascii: "d")
            || letter == UInt8(ascii: "g") || letter == UInt8(ascii: "l") || letter == UInt8(ascii: "r")
            || letter == UInt8(ascii: "y") || letter == UInt8(ascii: "n")
    }
}

/// A word under work.
private struct Stem {
    // SAFETY: the caller's word of `count` letters at first; it only gets shorter, or gets letters back that were there.
    let word: UnsafeMutablePointer<UInt8>
    var count: Int

    var isBrand: Bool {
        BrandWords.shared.contains(UnsafeBufferPointer(start: UnsafePointer(word), count: count))
    }

    private func ends(_ suffix: StaticString) -> Bool {
        let length = suffix.utf8CodeUnitCount
        guard count >= length else { return false }
        for place in 0..<length where word[count - length + place] != suffix.utf8Start[place] { return false }
        return true
    }

    /// A vowel, or a `y` behind a consonant.
    private func isVowel(_ place: Int) -> Bool {
        switch word[place] {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"):
            true
        case UInt8(ascii: "y"): place > 0 && !isVowel(place - 1)
        default: false
        }
    }

    private func hasVowel(before end: Int) -> Bool { (0..<max(end, 0)).contains(where: isVowel) }

    /// Where the letters behind the first consonant behind a vowel begin, from a place on: R1, and of R1 on, R2.
    private func region(from start: Int) -> Int {
        var place = start
        while place < count, !isVowel(place) { place += 1 }
        while place < count, isVowel(place) { place += 1 }
        return min(place + 1, count)
    }

    /// Consonant, vowel, and a consonant but w, x, y; or a vowel and a consonant that are all of it.
    private func endsShort(at end: Int) -> Bool {
        if end == 2 { return isVowel(0) && !isVowel(1) }
        guard end > 2, !isVowel(end - 3), isVowel(end - 2), !isVowel(end - 1) else { return false }
        let last = word[end - 1]
        return last != UInt8(ascii: "w") && last != UInt8(ascii: "x") && last != UInt8(ascii: "y")
    }

    mutating func removePlural() {
        guard word[count - 1] == UInt8(ascii: "s"), !ends("ss"), !ends("us") else { return }
        if ends("ies") {
            count -= count > 4 ? 2 : 1
            if count > 3 { word[count - 1] = UInt8(ascii: "y") }
        } else if ends("sses") || ends("xes") || ends("ches") || ends("shes") {
            count -= 2
        } else if hasVowel(before: count - 2) {
            count -= 1
        }
    }

    mutating func removeInflection() {
        if ends("eed") {
            if region(from: 0) <= count - 3 { count -= 1 }
            return
        }
        let length = ends("ed") ? 2 : ends("ing") ? 3 : 0
        guard length > 0, hasVowel(before: count - length) else { return }
        count -= length
        if ends("at") || ends("bl") || ends("iz") {
            word[count] = UInt8(ascii: "e")
            count += 1
        } else if count > 2, word[count - 1] == word[count - 2], isDoubled(word[count - 1]) {
            count -= 1
        } else if region(from: 0) >= count, endsShort(at: count) {
            word[count] = UInt8(ascii: "e")
            count += 1
        } else if word[count - 1] == UInt8(ascii: "i") {
            word[count - 1] = UInt8(ascii: "y")
        }
    }

    private func isDoubled(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "b"), UInt8(ascii: "d"), UInt8(ascii: "f"), UInt8(ascii: "g"), UInt8(ascii: "m"),
            UInt8(ascii: "n"), UInt8(ascii: "p"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            true
        default: false
        }
    }

    /// cookie and cookies, hoody and hoodie.
    mutating func endWithY() {
        guard count > 3, ends("ie") else { return }
        count -= 1
        word[count - 1] = UInt8(ascii: "y")
    }

    /// The `e` of a word that is more than a short syllable, and the second `l` that an ending may have doubled.
    mutating func removeFinalLetter() {
        guard count > 2, word[count - 1] == UInt8(ascii: "e") || ends("ll") else { return }
        let first = region(from: 0)
        guard first < count else { return }
        let isFar = region(from: first) < count
        if isFar || word[count - 1] == UInt8(ascii: "e") && !endsShort(at: count - 1) { count -= 1 }
    }
}
