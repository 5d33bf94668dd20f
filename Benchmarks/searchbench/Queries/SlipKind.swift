import SoukStorage

/// How a hand slips on a keyboard: another letter, a letter too few, a letter too many.
enum SlipKind: CaseIterable {
    case replaced, missing, added
}

extension [UInt8] {
    /// The word with one slip behind its first letter; a replaced letter may turn out to be the same.
    /// - Precondition: two letters at least.
    func withSlip(_ kind: SlipKind, _ random: inout SplitMix64) -> [UInt8] {
        var word = self
        let place = 1 + random.below(count - 1)
        let letter = UInt8(ascii: "a") + UInt8(random.below(26))
        switch kind {
        case .replaced: word[place] = letter
        case .missing: word.remove(at: place)
        case .added: word.insert(letter, at: place)
        }
        return word
    }
}

extension Array {
    /// The first place whose element belongs to the second part, in an array whose elements that do all stand at its end.
    /// - Complexity: O(log count).
    func partitioningIndex(_ belongsToSecond: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if belongsToSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
