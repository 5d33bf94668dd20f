/// The usual Han run: characters of one unit each, and no word longer than 31. The same tokens as those of ``emitHan(_:_:_:_:)``
/// for any run, in one pass over the words that the lattice found.
extension Analyzer {
    /// ``HanLattice/wordLengths`` have a bit for each length up to this.
    static let longestPlainWord = 31

    /// At each character its bigram or the sentinel, then the words of three and more that begin there.
    func emitPlainHan(
        _ text: FoldedUnits, _ run: Range<Int>, _ lattice: HanLattice, _ emitter: inout TokenEmitter,
        _ body: (Token) -> Void
    ) {
        let units = text.units + run.lowerBound
        let (starts, ends) = (text.starts + run.lowerBound, text.ends + run.lowerBound)
        let (wordEnds, lengths) = (lattice.wordEnds, lattice.wordLengths)
        let (count, offset) = (run.count, text.offset)
        let term = emitter.term
        let target = UnsafeMutableRawPointer(term.bytes)
        var position = emitter.position
        @inline(__always) func emit(
            _ kind: TokenKind, _ reading: TokenReading, bytes: Int, _ range: Range<Int>
        ) {
            body(
                Token(
                    term: UnsafeBufferPointer(start: term.bytes, count: bytes), kind: kind, reading: reading,
                    position: position, atomCount: range.count,
                    start: offset &+ Int(starts[range.lowerBound]),
                    end: offset &+ Int(ends[range.upperBound &- 1])))
        }
        // The bytes of two characters: six of the eight.
        var pair = TermBuffer.threeBytes(units[0])
        var start = 0
        while start < count {
            let end = wordEnds[start]
            for index in start..<end {
                let next = index &+ 1
                guard next < count else {
                    pair |= UInt64(Self.endSentinel.value) << 24
                    target.storeBytes(of: pair.littleEndian, as: UInt64.self)
                    emit(.bigram, index == start ? .aligned : .inner, bytes: 4, index..<next)
                    position &+= 1
                    break
                }
                let second = TermBuffer.threeBytes(units[next])
                target.storeBytes(of: (pair | second << 24).littleEndian, as: UInt64.self)
                pair = second
                let left = end &- index
                let own = lengths[index]
                if left == 2, index == start {
                    emit(.word, .aligned, bytes: 6, index..<index &+ 2)
                } else {
                    let isInner =
                        left > 1 && own & 4 != 0
                        && Self.isInnerWord(lengths, start, index, end)
                    emit(.bigram, isInner ? .inner : .crossing, bytes: 6, index..<index &+ 2)
                    // Of three characters and more, up to the end of the word of the path.
                    var long = own & (UInt32(2) << UInt32(left) &- 1) & ~7
                    if index == start, left > 2 { long |= 1 << UInt32(left) }
                    while long != 0 {
                        let length = long.trailingZeroBitCount
                        long &= long &- 1
                        term.write(units + index, length)
                        let isWhole = index == start && length == left
                        emit(
                            isWhole ? .word : .subword, isWhole ? .aligned : .inner, bytes: 3 &* length,
                            index..<index &+ length)
                    }
                }
                position &+= 1
            }
            start = end
        }
        emitter.position = position
    }

    /// Whether what the word from `start` to `end` has before the two characters at `index`, and behind them, is nothing or a
    /// word of the dictionary.
    @inline(__always)
    private static func isInnerWord(
        _ lengths: UnsafeMutablePointer<UInt32>, _ start: Int, _ index: Int, _ end: Int
    ) -> Bool {
        let before = index &- start
        let after = end &- index &- 2
        return (before == 0 || lengths[start] >> UInt32(before) & 1 == 1)
            && (after == 0 || lengths[index &+ 2] >> UInt32(after) & 1 == 1)
    }

    /// The words of the best path; for queries the bigrams of the long ones besides.
    func emitPlainPath(
        _ text: FoldedUnits, _ run: Range<Int>, _ lattice: HanLattice, _ emitter: inout TokenEmitter,
        _ body: (Token) -> Void
    ) {
        let wordEnds = lattice.wordEnds
        var start = 0
        while start < run.count {
            let end = wordEnds[start]
            let place = run.lowerBound + start
            emitter.term.setThreeByteCharacters(text.units + place, end - start)
            emitter.emit(
                .word, .aligned, atoms: end - start, start: text.start(place),
                end: text.end(run.lowerBound + end - 1), body)
            if emitter.mode == .query, end - start > 2 {
                for index in start..<end - 1 {
                    let place = run.lowerBound + index
                    emitter.term.setThreeByteCharacters(text.units + place, 2)
                    emitter.emit(
                        .bigram, .inner, at: emitter.position + index - start, atoms: 2,
                        start: text.start(place), end: text.end(place + 1), body)
                }
            }
            emitter.position += end - start
            start = end
        }
    }
}
