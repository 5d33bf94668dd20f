/// In how many titles each phrase is, and what those titles weigh: a table with open addressing.
///
/// - Memory: 20 bytes a place, at most twice as many places as phrases, but for the moment of growth.
struct PhraseCounts {
    struct Count {
        var titles: UInt32 = 0
        var weight: Float = 0
        /// 1 more than the last title that counted.
        fileprivate var last: UInt32 = 0
    }

    private var codes: [UInt64]
    private var counts: [Count]
    private var used = 0

    init() {
        codes = [UInt64](repeating: 0, count: 1 << 12)
        counts = [Count](repeating: Count(), count: 1 << 12)
    }

    /// Counts a phrase of a title; more of the same title add nothing.
    mutating func add(_ code: PhraseCode, title: Int, weight: Float) {
        if used * 2 >= codes.count { grow() }
        let place = place(of: code.bits)
        if codes[place] == 0 {
            codes[place] = code.bits
            used += 1
        }
        guard counts[place].last != UInt32(title) + 1 else { return }
        counts[place].last = UInt32(title) + 1
        counts[place].titles += 1
        counts[place].weight += weight
    }

    subscript(code: PhraseCode) -> Count { counts[place(of: code.bits)] }

    func forEach(_ body: (PhraseCode, Count) -> Void) {
        for place in codes.indices where codes[place] != 0 {
            body(PhraseCode(bits: codes[place]), counts[place])
        }
    }

    /// The phrases whose titles weigh most; of equally heavy ones, those with the lower words first.
    /// - Complexity: O(phrases · log limit).
    func heaviest(_ limit: Int) -> [(code: PhraseCode, weight: Float)] {
        var best: [(code: PhraseCode, weight: Float)] = []
        guard limit > 0 else { return best }
        func precedes(_ a: (code: PhraseCode, weight: Float), _ b: (code: PhraseCode, weight: Float)) -> Bool
        {
            if a.weight != b.weight { return a.weight > b.weight }
            let (left, right) = (a.code.bits, b.code.bits)
            return (left << 32 | left >> 32) < (right << 32 | right >> 32)
        }
        forEach { code, count in
            let phrase = (code: code, weight: count.weight)
            if best.count == limit, let last = best.last {
                guard precedes(phrase, last) else { return }
                best.removeLast()
            }
            var place = best.count
            while place > 0, precedes(phrase, best[place - 1]) { place -= 1 }
            best.insert(phrase, at: place)
        }
        return best
    }

    /// Where a code is, or would be. No code is 0.
    private func place(of code: UInt64) -> Int {
        let mask = codes.count - 1
        var place = Int(truncatingIfNeeded: (code &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
        while codes[place] != 0, codes[place] != code { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let (oldCodes, oldCounts) = (codes, counts)
        codes = [UInt64](repeating: 0, count: oldCodes.count * 2)
        counts = [Count](repeating: Count(), count: oldCodes.count * 2)
        for place in oldCodes.indices where oldCodes[place] != 0 {
            let new = self.place(of: oldCodes[place])
            codes[new] = oldCodes[place]
            counts[new] = oldCounts[place]
        }
    }
}
