import CSoukICU

/// What ICU alone says, for the tests that hold this target's rules and tables against it.
extension Analyzer {
    /// The words ICU's own iterator finds in a text, as ranges of UTF-16 units; spaces, punctuation and a
    /// lone `_` are none.
    package func icuWords(_ units: [UInt16]) -> [Range<Int>] {
        var ends = [Int32](repeating: 0, count: units.count + 1)
        var isWord = [UInt8](repeating: 0, count: units.count + 1)
        let count = souk_icu_plain_words(icu, units, units.count, &ends, &isWord)
        var words: [Range<Int>] = []
        var start = 0
        for index in 0..<count {
            let end = Int(ends[index])
            if isWord[index] == 1 { words.append(start..<end) }
            start = end
        }
        return words
    }

    /// The words ICU's own iterator finds in a text, as UTF-8 byte ranges; to measure beside.
    package func icuWords(in text: String) -> [Range<Int>] {
        let units = Array(text.utf16)
        var bytes = [0]
        for scalar in text.unicodeScalars {
            let end = (bytes.last ?? 0) + UTF8.width(scalar)
            bytes += repeatElement(end, count: UTF16.width(scalar))
        }
        return icuWords(units).map { bytes[$0.lowerBound]..<bytes[$0.upperBound] }
    }

    /// ICU's simplified form of every BMP character; nil if ICU lacks the transliterator.
    static func simplifiedFormsFromICU() -> [UInt16]? {
        var table = [UInt16](repeating: 0, count: 65536)
        return souk_icu_traditional_table(&table) == 0 ? table : nil
    }

    /// The checked-in simplified form of a BMP character.
    static func simplifiedForm(_ character: UInt16) -> UInt16 { souk_icu_simplified(character) }
}
