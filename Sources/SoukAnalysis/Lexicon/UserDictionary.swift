#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Words that a shop adds, in jieba's format: a word a line, then, both optional, its frequency and a tag, with spaces
/// between.
///
/// ```
/// 尼康 300 n
/// 显眼包
/// ```
/// Only words of Han characters take part; the tag is not used. Any text is accepted: what is no such line is left out and
/// named in ``skippedLines``.
package struct UserDictionary: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        package var word: String
        /// How often the word occurs; nil for a word that is simply to be one.
        package var frequency: Int?

        package init(_ word: String, frequency: Int? = nil) {
            self.word = word
            self.frequency = frequency
        }
    }

    package var entries: [Entry]
    /// Numbers, from 1, of the lines that are no word with a frequency and a tag.
    package private(set) var skippedLines: [Int] = []

    package init(_ entries: [Entry]) { self.entries = entries }

    /// Reads a dictionary in jieba's format.
    /// - Complexity: O(text).
    package init(parsing text: String) {
        entries = []
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let line = line.last == 0x0D ? line.dropLast() : line
            guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
            var parts = line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 })
            if let tag = parts.last, parts.count > 1, tag.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) {
                parts.removeLast()
            }
            var frequency: Int?
            if parts.count > 1, let last = parts.last, let number = Int(String(decoding: last, as: UTF8.self))
            {
                frequency = max(number, 1)
                parts.removeLast()
            }
            guard parts.count == 1 else {
                skippedLines.append(index + 1)
                continue
            }
            var word = String(decoding: parts[0], as: UTF8.self)
            if word.unicodeScalars.first == "\u{FEFF}" { word.unicodeScalars.removeFirst() }
            entries.append(Entry(word, frequency: frequency))
        }
    }
}

extension LexiconBuilder {
    /// A word without a frequency costs as little as the commonest words do.
    private static let sureCost = 40
    /// Words that both dictionaries must share before their frequencies are compared.
    private static let leastShared = 100
    /// 8.2 · ln of 60 million: the words that the frequencies of jieba's own dictionary add up to.
    private static let usualOffset = 147.0

    /// Adds a user's words; their frequencies override what is known of the words.
    ///
    /// Frequencies become costs by offset − 8.2 · ln f. The offset is the one at which the median word that both
    /// dictionaries share costs what it cost before.
    package mutating func add(_ dictionary: UserDictionary) {
        let fold = UnitFolding()
        let words = dictionary.entries.map { (units: fold.simplified($0.word), frequency: $0.frequency) }
        var offsets: [Double] = []
        for (units, frequency) in words {
            guard let frequency, let cost = cost(of: units) else { continue }
            offsets.append(Double(cost) + LatticeCosts.perNat * log(Double(frequency)))
        }
        offsets.sort()
        let offset = offsets.count < Self.leastShared ? Self.usualOffset : offsets[offsets.count / 2]
        // Several spellings may fold to one word: their frequencies add up.
        var frequencies: [[UInt16]: Int] = [:]
        var order: [[UInt16]] = []
        for (units, frequency) in words {
            guard let frequency else {
                state(units, cost: Self.sureCost)
                continue
            }
            let known = frequencies[units]
            if known == nil { order.append(units) }
            let sum = (known ?? 0).addingReportingOverflow(frequency)
            frequencies[units] = sum.overflow ? .max : sum.partialValue
        }
        // In the order of the file, so that equal dictionaries make equal tables.
        for units in order {
            guard let frequency = frequencies[units] else { continue }
            state(units, cost: Int((offset - LatticeCosts.perNat * log(Double(frequency))).rounded()))
        }
    }
}
