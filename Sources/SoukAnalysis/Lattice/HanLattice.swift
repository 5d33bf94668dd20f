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
    private let nodes: UnsafePointer<DoubleArray.Node>

    /// The units that were looked up, as places of the text: the runs of a short text are looked up together.
    private var known = 0..<0
    private var knownCapacity = 0
    /// At each place that is known: its character, and the values of the nodes of the two and of the three characters that
    /// begin there, 0 for none.
    private var knownCharacters: UnsafeMutablePointer<Lexicon.Character>
    private var knownPairs: UnsafeMutablePointer<UInt32>
    private var knownTriples: UnsafeMutablePointer<UInt32>
    private var knownPlaces: UnsafeMutablePointer<UInt32>

    private var capacity = 0
    /// The same from the first place of the run on.
    private var characters: UnsafeMutablePointer<Lexicon.Character>
    private var pairs: UnsafeMutablePointer<UInt32>
    private var triples: UnsafeMutablePointer<UInt32>
    /// At each place: the least cost of a path to it, and in the lowest byte 255 less the length of that path's last word, so
    /// that of two equal costs the longer word is less.
    private var paths: UnsafeMutablePointer<Int>

    /// At each place: bit n is set if a dictionary word of n units, two or more, begins there.
    private(set) var wordLengths: UnsafeMutablePointer<UInt32>
    /// At each place where a word of the best path begins: where it ends.
    private(set) var wordEnds: UnsafeMutablePointer<Int>
    /// The units of the longest word of the best path.
    private(set) var longestWord = 0
    /// Whether the run has a character of two units.
    private(set) var hasPairs = false

    init(_ lexicon: Lexicon) {
        self.lexicon = lexicon
        nodes = lexicon.nodes
        knownCharacters = .allocate(capacity: 0)
        knownPairs = .allocate(capacity: 0)
        knownTriples = .allocate(capacity: 0)
        knownPlaces = .allocate(capacity: 0)
        paths = .allocate(capacity: 0)
        wordLengths = .allocate(capacity: 0)
        wordEnds = .allocate(capacity: 0)
        (characters, pairs, triples) = (knownCharacters, knownPairs, knownTriples)
        reserve(512)
    }

    deinit {
        releaseKnown()
        release()
    }

    private func releaseKnown() {
        knownCharacters.deallocate()
        knownPairs.deallocate()
        knownTriples.deallocate()
        knownPlaces.deallocate()
    }

    private func release() {
        paths.deallocate()
        wordLengths.deallocate()
        wordEnds.deallocate()
    }

    private func reserve(_ count: Int) {
        guard count > capacity else { return }
        release()
        capacity = 2 * count
        paths = .allocate(capacity: capacity)
        wordLengths = .allocate(capacity: capacity)
        wordEnds = .allocate(capacity: capacity)
    }

    /// Marks the ends of words: `flags[i]` becomes 1 if a word begins or the run ends at unit i, else 0.
    ///
    /// - Parameters:
    ///   - units: `count` units of a run of Han characters; surrogates in pairs.
    ///   - first: units of a first word that is known, such as the unit of a number before the run; 0: none is.
    ///   - flags: room for `count + 1`.
    func cut(_ units: UnsafePointer<UInt16>, count: Int, first: Int = 0, flags: UnsafeMutablePointer<UInt8>) {
        forgetText()
        findWords(units, classes: nil, count: count, 0..<count, first: first)
        markWords(count, flags)
    }

    /// Marks the ends of the words that were found, as ``cut(_:count:first:flags:)`` does.
    func markWords(_ count: Int, _ flags: UnsafeMutablePointer<UInt8>) {
        for index in 0...count { flags[index] = 0 }
        var place = 0
        while place < count {
            flags[place] = 1
            place = wordEnds[place]
        }
        flags[count] = 1
        flags[0] = 1
    }

    /// To be called before the first run of another text.
    func forgetText() { known = 0..<0 }

    /// Finds the words of the best path of a run: ``wordEnds`` and ``wordLengths``, by distance from the run's first unit.
    ///
    /// - Parameters:
    ///   - units: of the whole text, `count` of them; surrogates in pairs.
    ///   - classes: of the units; nil: all are Han.
    ///   - first: units of a first word that is known.
    func findWords(
        _ units: UnsafePointer<UInt16>, classes: UnsafePointer<UInt8>?, count: Int, _ run: Range<Int>,
        first: Int
    ) {
        if run.lowerBound < known.lowerBound || run.upperBound > known.upperBound {
            let end = max(run.upperBound, min(count, run.lowerBound + Self.mostTogether))
            lookUp(units, classes, run.lowerBound..<end)
        }
        let offset = run.lowerBound - known.lowerBound
        characters = knownCharacters + offset
        pairs = knownPairs + offset
        triples = knownTriples + offset
        reserve(run.count + 3)
        findPath(units + run.lowerBound, run.count, from: min(first, run.count))
        var place = run.count
        var longest = 0
        while place > 0 {
            // A length is 0 only where a lexicon was made to spell a word of 256 characters.
            let length = max(255 - (paths[place] & 255), 1)
            wordEnds[place - length] = place
            longest = max(longest, length)
            place -= length
        }
        longestWord = longest
    }

    /// Units of a text that are looked up together.
    private static let mostTogether = 1_024

    /// Looks every character up, and the beginning of every word of two and of three characters: apart from the path, since
    /// these accesses to memory do not wait for each other.
    private func lookUp(_ units: UnsafePointer<UInt16>, _ classes: UnsafePointer<UInt8>?, _ range: Range<Int>)
    {
        let count = range.count
        if count + 3 > knownCapacity {
            releaseKnown()
            knownCapacity = 2 * (count + 3)
            knownCharacters = .allocate(capacity: knownCapacity)
            knownPairs = .allocate(capacity: knownCapacity)
            knownTriples = .allocate(capacity: knownCapacity)
            knownPlaces = .allocate(capacity: knownCapacity)
        }
        known = range
        // SAFETY: characters are looked up in their range; a base plus a code is a slot; there is room for three more.
        // What is compared is known only when memory has answered, too late for a branch: everything is computed.
        let codes = lexicon.codes
        let table = lexicon.characters
        let nodes = self.nodes
        let characters = knownCharacters
        let (pairs, triples) = (knownPairs, knownTriples)
        let lowest = HanCharacters.range.lowerBound
        let last = UInt16(HanCharacters.range.count - 1)
        for place in 0..<count {
            let at = range.lowerBound &+ place
            // What stands between runs belongs to no word, nor do characters that the codes do not reach.
            let distance = units[at] &- lowest
            var code = codes[Int(min(distance, last))]
            if distance > last { code = 0 }
            if let classes { code &= Self.mask16(classes[at] ^ CharacterClass.han) }
            characters[place] = table[Int(code)]
        }
        for place in count..<count + 3 { characters[place] = Lexicon.Character() }
        let places = knownPlaces
        let bits = lexicon.pairs
        var found = 0
        for place in 0..<count {
            pairs[place] = 0
            triples[place] = 0
            let pair =
                (Lexicon.firstPair(characters[place].code) &+ UInt32(characters[place &+ 1].code))
                & Lexicon.lastPair
            places[found] = UInt32(truncatingIfNeeded: place)
            found &+= Int(truncatingIfNeeded: bits[Int(pair >> 6)] >> UInt64(pair & 63) & 1)
        }
        for index in 0..<found {
            let place = Int(places[index])
            let character = characters[place]
            let code = UInt32(characters[place &+ 1].code)
            let slot = character.base &+ code
            let pair = nodes[Int(slot)]
            let value = pair.value & Self.mask(pair.parent ^ UInt32(character.code))
            pairs[place] = value
            let nextCode = UInt32(characters[place &+ 2].code)
            // Where nothing longer begins, or a character has no code, one node is asked that is always near.
            let base = value >> 8
            let goesOn = ~Self.mask(base) & ~Self.mask(code) & ~Self.mask(nextCode)
            let triple = nodes[Int((base &+ nextCode) & goesOn)]
            triples[place] = triple.value & Self.mask(triple.parent ^ slot) & goesOn
        }
    }

    /// All bits if `difference` is 0, else none; computed, so that no compiler makes a branch of it.
    @inline(__always)
    private static func mask(_ difference: UInt32) -> UInt32 {
        UInt32(truncatingIfNeeded: (UInt64(difference) &- 1) >> 32)
    }

    @inline(__always)
    private static func mask16(_ difference: UInt8) -> UInt16 {
        UInt16(truncatingIfNeeded: (UInt32(difference) &- 1) >> 16)
    }

    private func findPath(_ units: UnsafePointer<UInt16>, _ count: Int, from start: Int) {
        // SAFETY: all places are in 0...count, for which `reserve` made room, and one more.
        let paths = self.paths
        let wordLengths = self.wordLengths
        let (characters, pairs, triples) = (self.characters, self.pairs, self.triples)
        for place in 0...count &+ 1 { paths[place] = .max }
        for place in 0..<start { wordLengths[place] = 0 }
        paths[start] = 255 &- (start & 255)
        var previousFlags: UInt8 = 0
        var place = start
        var sawPair = false
        while place < count {
            let reached = paths[place] >> 8
            let current = characters[place]
            if units[place] & 0xFC00 == 0xD800, place &+ 1 < count {
                wordLengths[place] = 0
                wordLengths[place &+ 1] = 0
                relax(place, place &+ 2, reached &+ Int(current.single))
                previousFlags = 0
                sawPair = true
                place &+= 2
                continue
            }
            let next = characters[place &+ 1]
            relax(place, place &+ 1, reached &+ Int(current.single))
            // Of two characters: an unknown word, or one of the dictionary. Behind the last place both lead nowhere.
            let unknown =
                Int(current.beginning) &+ Int(next.end)
                &+ (LatticeCosts.unknownWord &- LatticeCosts.wordDiscount)
            let pair = Int(pairs[place] & 0xFF)
            let least = pair == 0 ? unknown : min(unknown, pair)
            relax(place, place &+ 2, reached &+ least)
            var found: UInt32 = pair == 0 ? 0 : 1 << 2
            let third = characters[place &+ 2].flags
            if third & HanCharacters.isSuffix != 0, pair != 0, place &+ 2 < count {
                relax(place, place &+ 3, reached &+ pair &+ LatticeCosts.suffix)
            }
            if triples[place] != 0 { found |= relaxLongWords(place, reached) }
            wordLengths[place] = found
            if current.flags & next.flags & third & HanCharacters.isTransliteration != 0 {
                relaxForeignName(count, place, reached)
            }
            if current.flags & HanCharacters.isNumeral & ~previousFlags != 0 {
                relaxNumber(count, place, reached)
            }
            previousFlags = current.flags
            place &+= 1
        }
        hasPairs = sawPair
    }

    @inline(__always)
    private func relax(_ from: Int, _ to: Int, _ cost: Int) {
        let path = (cost << 8) &+ (255 &- ((to &- from) & 255))
        paths[to] = min(paths[to], path)
    }

    /// The dictionary words of three and more characters that begin at `place`, and each with an ending.
    /// - Returns: their lengths, a bit each.
    @inline(__always)
    private func relaxLongWords(_ place: Int, _ reached: Int) -> UInt32 {
        var found: UInt32 = 0
        var end = place &+ 3
        var parent = pairs[place] >> 8 &+ UInt32(characters[place &+ 2].code)
        var value = triples[place]
        while true {
            let next = characters[end]
            let wordCost = value & 0xFF
            if wordCost != 0 {
                found |= 1 << UInt32(truncatingIfNeeded: end &- place)
                let cost = reached &+ Int(wordCost)
                relax(place, end, cost)
                if next.flags & HanCharacters.isSuffix != 0 {
                    relax(place, end &+ 1, cost &+ LatticeCosts.suffix)
                }
            }
            let base = value >> 8
            guard base > 0, next.code > 0 else { return found }
            let slot = base &+ UInt32(next.code)
            let node = nodes[Int(slot)]
            guard node.parent == parent else { return found }
            value = node.value
            parent = slot
            end &+= 1
        }
    }

    /// Three and more characters that foreign names are spelt with.
    private func relaxForeignName(_ count: Int, _ place: Int, _ reached: Int) {
        let limit = min(count, place + Self.longestGuess)
        var end = place
        var cost = reached + LatticeCosts.foreignName - LatticeCosts.wordDiscount
        while end < limit, characters[end].flags & HanCharacters.isTransliteration != 0 {
            end += 1
            cost += LatticeCosts.foreignNameCharacter
            if end - place >= 3 { relax(place, end, cost) }
        }
    }

    /// All numerals in a row, also with the unit of a date.
    private func relaxNumber(_ count: Int, _ place: Int, _ reached: Int) {
        let limit = min(count, place + Self.longestGuess)
        var end = place
        while end < limit, characters[end].flags & HanCharacters.isNumeral != 0 { end += 1 }
        let cost = reached + LatticeCosts.number - LatticeCosts.wordDiscount
        if end - place >= 2 { relax(place, end, cost) }
        guard end < count else { return }
        let unit = characters[end].flags
        if unit & HanCharacters.isDateUnit != 0 || (unit & HanCharacters.isYear != 0 && end - place >= 4) {
            relax(place, end + 1, cost)
        }
    }
}
