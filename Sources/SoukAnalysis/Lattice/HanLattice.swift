/// Finds the best words of a run of Han characters: the path of least cost through all words that its text could hold.
///
/// Every dictionary word is an arc; so are numbers, foreign names, unknown words of two characters and words
/// with an ending, at the costs of ``LatticeCosts``. Of two paths of one cost the one whose last difference begins
/// earlier is taken. Buffers are kept between runs.
/// - Complexity: O(n · length of the longest word) time, O(n) memory.
/// - Paper: Viterbi, "Error Bounds for Convolutional Codes and an Asymptotically Optimum Decoding Algorithm", 1967.
final class HanLattice {
    /// The longest number or foreign name, so that time stays linear.
    static let longestGuess = 24

    private let lexicon: Lexicon
    private var capacity = 0
    /// At each place: the least cost of a path to it, and the length of that path's last word.
    private var costs: UnsafeMutablePointer<Int32>
    private var lengths: UnsafeMutablePointer<UInt8>
    /// At each place: its character, and the node's value of the two characters that begin there, 0 for none.
    private var characters: UnsafeMutablePointer<Lexicon.Character>
    private var steps: UnsafeMutablePointer<UInt32>

    /// At each place: bit n is set if a dictionary word of n units, two or more, begins there.
    private(set) var wordLengths: UnsafeMutablePointer<UInt32>

    init(_ lexicon: Lexicon) {
        self.lexicon = lexicon
        costs = .allocate(capacity: 0)
        lengths = .allocate(capacity: 0)
        characters = .allocate(capacity: 0)
        steps = .allocate(capacity: 0)
        wordLengths = .allocate(capacity: 0)
        reserve(512)
    }

    deinit { release() }

    private func release() {
        costs.deallocate()
        lengths.deallocate()
        characters.deallocate()
        steps.deallocate()
        wordLengths.deallocate()
    }

    private func reserve(_ count: Int) {
        guard count > capacity else { return }
        release()
        capacity = 2 * count
        costs = .allocate(capacity: capacity)
        lengths = .allocate(capacity: capacity)
        characters = .allocate(capacity: capacity)
        steps = .allocate(capacity: capacity)
        wordLengths = .allocate(capacity: capacity)
    }

    /// Marks the ends of words: `flags[i]` becomes 1 if a word begins or the run ends at unit i, else 0.
    ///
    /// - Parameters:
    ///   - units: `count` units of a run of Han characters; surrogates in pairs.
    ///   - first: units of a first word that is known, such as the unit of a number before the run; 0: none is.
    ///   - flags: room for `count + 1`.
    func cut(_ units: UnsafePointer<UInt16>, count: Int, first: Int = 0, flags: UnsafeMutablePointer<UInt8>) {
        reserve(count + 2)
        findPath(units, count, from: min(first, count))
        for index in 0...count { flags[index] = 0 }
        var place = count
        while place > 0 {
            flags[place] = 1
            // A length is 0 only where a lexicon was made to spell a word of 256 characters.
            place -= max(Int(lengths[place]), 1)
        }
        flags[0] = 1
    }

    /// Looks every character up, and the beginning of every word of two characters: apart from the path, since these
    /// accesses to memory do not wait for each other.
    private func lookUp(_ units: UnsafePointer<UInt16>, _ count: Int) {
        // SAFETY: characters are looked up in their range; a base plus a code is a slot; `reserve` made room.
        let codes = lexicon.codes
        let table = lexicon.characters
        let nodes = lexicon.nodes
        let lowest = HanCharacters.range.lowerBound
        for place in 0..<count {
            let unit = units[place]
            let code = HanCharacters.range.contains(unit) ? codes[Int(unit &- lowest)] : 0
            characters[place] = table[Int(code)]
        }
        characters[count] = Lexicon.Character()
        for place in 0..<count {
            let character = characters[place]
            let node = nodes[Int(character.base &+ UInt32(characters[place &+ 1].code))]
            steps[place] = node.parent == UInt32(character.code) ? node.value : 0
        }
    }

    private func findPath(_ units: UnsafePointer<UInt16>, _ count: Int, from start: Int) {
        lookUp(units, count)
        // SAFETY: all places are in 0...count, for which `reserve` made room.
        let costs = self.costs
        let wordLengths = self.wordLengths
        let characters = self.characters
        for place in 0...count { costs[place] = .max }
        for place in 0..<start { wordLengths[place] = 0 }
        costs[start] = 0
        lengths[start] = UInt8(truncatingIfNeeded: start)
        var previousFlags: UInt8 = 0
        var place = start
        while place < count {
            let reached = costs[place]
            let current = characters[place]
            let next = characters[place &+ 1]
            if units[place] & 0xFC00 == 0xD800, place &+ 1 < count {
                wordLengths[place] = 0
                wordLengths[place &+ 1] = 0
                relax(place, place &+ 2, reached &+ Int32(current.single))
                previousFlags = 0
                place &+= 2
                continue
            }
            relax(place, place &+ 1, reached &+ Int32(current.single))
            wordLengths[place] = steps[place] == 0 ? 0 : relaxWords(count, place, reached)
            if place &+ 1 < count {
                let unknown = Int32(current.beginning) &+ Int32(next.end) &+ Int32(LatticeCosts.unknownWord)
                relax(place, place &+ 2, reached &+ unknown &- Int32(LatticeCosts.wordDiscount))
                if current.flags & next.flags & characters[min(place &+ 2, count)].flags
                    & HanCharacters.isTransliteration != 0
                {
                    relaxForeignName(count, place, reached)
                }
                if current.flags & HanCharacters.isNumeral & ~previousFlags != 0 {
                    relaxNumber(count, place, reached)
                }
            }
            previousFlags = current.flags
            place &+= 1
        }
    }

    @inline(__always)
    private func relax(_ from: Int, _ to: Int, _ cost: Int32) {
        guard cost < costs[to] else { return }
        costs[to] = cost
        lengths[to] = UInt8(truncatingIfNeeded: to &- from)
    }

    /// The dictionary words of two and more characters that begin at `place`, and each with an ending.
    /// - Returns: their lengths, a bit each.
    @inline(__always)
    private func relaxWords(_ count: Int, _ place: Int, _ reached: Int32) -> UInt32 {
        var found: UInt32 = 0
        var end = place &+ 2
        var value = steps[place]
        var parent = characters[place].base &+ UInt32(characters[place &+ 1].code)
        while true {
            let next = characters[end]
            let wordCost = value & 0xFF
            if wordCost != 0 {
                found |= 1 << UInt32(truncatingIfNeeded: end &- place)
                let cost = reached &+ Int32(truncatingIfNeeded: wordCost)
                relax(place, end, cost)
                if next.flags & HanCharacters.isSuffix != 0 {
                    relax(place, end &+ 1, cost &+ Int32(LatticeCosts.suffix))
                }
            }
            let base = value >> 8
            guard base > 0, next.code > 0 else { return found }
            let slot = base &+ UInt32(next.code)
            let node = lexicon.nodes[Int(slot)]
            guard node.parent == parent else { return found }
            value = node.value
            parent = slot
            end &+= 1
        }
    }

    /// Three and more characters that foreign names are spelt with.
    private func relaxForeignName(_ count: Int, _ place: Int, _ reached: Int32) {
        let limit = min(count, place + Self.longestGuess)
        var end = place
        var cost = reached + Int32(LatticeCosts.foreignName - LatticeCosts.wordDiscount)
        while end < limit, characters[end].flags & HanCharacters.isTransliteration != 0 {
            end += 1
            cost += Int32(LatticeCosts.foreignNameCharacter)
            if end - place >= 3 { relax(place, end, cost) }
        }
    }

    /// All numerals in a row, also with the unit of a date.
    private func relaxNumber(_ count: Int, _ place: Int, _ reached: Int32) {
        let limit = min(count, place + Self.longestGuess)
        var end = place
        while end < limit, characters[end].flags & HanCharacters.isNumeral != 0 { end += 1 }
        let cost = reached + Int32(LatticeCosts.number - LatticeCosts.wordDiscount)
        if end - place >= 2 { relax(place, end, cost) }
        guard end < count else { return }
        let unit = characters[end].flags
        if unit & HanCharacters.isDateUnit != 0 || (unit & HanCharacters.isYear != 0 && end - place >= 4) {
            relax(place, end + 1, cost)
        }
    }
}
