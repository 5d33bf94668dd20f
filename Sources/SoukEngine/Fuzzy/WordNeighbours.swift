/// The hashes of all words that differ from one word by one change in given places, as far as they may be terms.
///
/// Words that come about in several ways are given several times, and the word itself may be.
struct WordNeighbours {
    // SAFETY: `count` scalars and `count` + 1 hashes until `deallocate`.
    private let scalars: UnsafeMutablePointer<UInt32>
    /// Hashes of the beginnings of every length.
    private let beginnings: UnsafeMutablePointer<UInt64>
    private(set) var count = 0
    private let powers: UnsafeMutablePointer<UInt64>

    /// Room for words of at most two scalars more than the longest pattern.
    init() {
        scalars = .borrow(FuzzyPattern.longest + 2)
        beginnings = .borrow(FuzzyPattern.longest + 3)
        powers = .borrow(WordHash.powers.count)
        powers.update(from: WordHash.powers, count: WordHash.powers.count)
    }

    func deallocate() {
        scalars.giveBack()
        beginnings.giveBack()
        powers.giveBack()
    }

    /// Takes another word.
    mutating func set(_ word: [UInt32]) {
        count = word.count
        beginnings[0] = 0
        for (place, scalar) in word.enumerated() {
            scalars[place] = scalar
            beginnings[place + 1] = WordHash.appending(scalar, to: beginnings[place])
        }
    }

    var hash: UInt64 { beginnings[count] }

    /// Hash of the scalars from `start` to before `end`.
    @inline(__always)
    private func hash(_ start: Int, _ end: Int) -> UInt64 {
        beginnings[end] &- beginnings[start] &* powers[end - start]
    }

    /// Adds the hashes of the changes at `places`: the deletion of the scalar there, its exchange with the next one,
    /// its substitution, and insertions before it; as far as they may be those of terms.
    ///
    /// - Parameter hashes: has room for two for every scalar of the alphabet and two more, for each place.
    /// - Returns: how many were added.
    func collect(
        _ places: ClosedRange<Int>, _ table: TermTable, into hashes: UnsafeMutablePointer<UInt64>
    ) -> Int {
        var size = 0
        for place in places where place <= count {
            // Behind the head all changes leave it alone: most words end here.
            if place == WordHash.headLength || place == places.lowerBound, place >= WordHash.headLength,
                !table.mayBegin(beginnings[WordHash.headLength])
            {
                return size
            }
            let rest = count - place
            let before = beginnings[place]
            if place < count {
                let after = hash(place + 1, count)
                hashes[size] = before &* powers[rest - 1] &+ after
                size += 1
                size += table.collect(
                    before &* powers[rest] &+ after, powers[rest - 1], into: hashes + size)
            }
            if place + 1 < count {
                let pair = WordHash.appending(scalars[place], to: WordHash.symbol(scalars[place + 1]))
                hashes[size] =
                    (before &* powers[2] &+ pair) &* powers[rest - 2] &+ hash(place + 2, count)
                size += 1
            }
            size += table.collect(
                before &* powers[rest + 1] &+ hash(place, count), powers[rest], into: hashes + size)
        }
        return size
    }
}
