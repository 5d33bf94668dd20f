/// Finds the heads of a title, the words that name what it sells, while the title is analysed.
///
/// Of a noun phrase the last word says what the thing is: a *camera battery* is a battery, 手机壳 a case. A phrase ends before
/// punctuation, a number, a colour, a size, another script, or the end of the text. What stands in brackets, or behind `for`,
/// `with`, 适用 and their like once something was named, says what the thing goes with. No list of goods takes part.
///
/// ```swift
/// let scanner = HeadScanner(analyzer)
/// scanner.begin(bytes)
/// analyzer.analyze(bytes, mode: .index) { scanner.add($0) }
/// scanner.end { head in … }       // "Canon NB-11L Battery for PowerShot Camera": canon, batteri
/// ```
///
/// Takes the tokens of index mode. Buffers are kept between texts: no allocation once they have grown. Not `Sendable`.
/// - Complexity: O(bytes + tokens).
package final class HeadScanner {
    /// A head: the bytes of its ``HeadTerm``, and where its word stands in the text.
    package struct Head {
        package let term: UnsafeBufferPointer<UInt8>
        package let range: Range<Int>
    }

    private let closed: ClosedWords
    // SAFETY: no access of these overlaps another: nothing that is called back touches the scanner.
    @exclusivity(unchecked) private var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// Where the last token ended.
    @exclusivity(unchecked) private var lastEnd = 0
    @exclusivity(unchecked) private var depth = 0
    /// Whether what follows names nothing more.
    @exclusivity(unchecked) private var isOver = false
    /// A Latin word waits in it: it is a head unless another follows.
    @exclusivity(unchecked) private var found = HeadList()
    @exclusivity(unchecked) private var run = HanRun()

    /// - Parameter analyzer: the one whose tokens are added.
    package init(_ analyzer: Analyzer) {
        closed = ClosedWords.words(stemmer: analyzer.configuration.stemmer)
    }

    deinit {
        found.deallocate()
        run.deallocate()
    }

    /// - Parameter text: valid until ``end(_:)``.
    package func begin(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
        lastEnd = 0
        depth = 0
        isOver = false
        found.removeAll()
        run.removeAll()
    }

    @inline(__always)
    package func add(_ token: Token) {
        guard !isOver, token.kind != .subword else { return }
        if token.start > lastEnd { readGap(lastEnd..<token.start) }
        lastEnd = max(lastEnd, token.end)
        guard depth == 0 else { return }
        switch token.kind {
        case .latin: addLatin(token)
        case .word where token.atomCount >= 2, .bigram: addHan(token)
        case .word, .number, .model, .quantity, .pinyin, .subword: endPhrase()
        }
    }

    /// Ends the text and gives its heads in order; a word that heads two phrases comes twice.
    /// - Parameter onlyLast: whether only the last word's terms are wanted.
    package func end(onlyLast: Bool = false, _ body: (Head) -> Void) {
        if !isOver { endPhrase() }
        let last = found.count > 0 ? found[found.count - 1].range : 0..<0
        for index in 0..<found.count where !onlyLast || found[index].range == last {
            body(Head(term: found.term(index), range: found[index].range))
        }
    }

    // MARK: Words

    private func addLatin(_ token: Token) {
        if !run.isEmpty { endPhrase() }
        switch closed.effect(of: token.term) {
        case .none:
            // Longer words are names of nothing.
            guard token.term.count <= HeadList.longestTerm else { return endPhrase() }
            found.setPending(token.term, token.start..<token.end)
        case .separates: endPhrase()
        case .subordinates:
            endPhrase()
            isOver = found.count > 0
        }
    }

    private func addHan(_ token: Token) {
        if found.isPending { endPhrase() }
        if !run.isEmpty, token.position > run.endPosition { endPhrase() }
        run.add(token, closed)
    }

    /// The word before is a head.
    private func endPhrase() {
        if found.isPending { found.confirm() }
        guard !run.isEmpty else { return }
        let head = run.head(isFirst: found.count == 0, closed)
        if head.pair != 0 { found.append(packed: head.pair, head.range) }
        if head.character != 0 { found.append(packed: head.character, head.range) }
        isOver = head.isOver
        run.removeAll()
    }

    // MARK: What stands between words

    private func readGap(_ gap: Range<Int>) {
        var index = gap.lowerBound
        while index < gap.upperBound {
            let byte = text[index]
            index += 1
            switch byte {
            case 0x20: if !run.isEmpty { endPhrase() }
            case UInt8(ascii: "'"), UInt8(ascii: "_"): continue
            case UInt8(ascii: "-"):
                // A hyphen joins; a dash stands free.
                let isJoined = gap.count == 1
                if !isJoined { endPhrase() }
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open()
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): close()
            case 0xC2: index += 1  // ® ° ·
            case 0xE2 where index + 1 < gap.upperBound && text[index] == 0x84: index += 2  // ™
            case 0xE3 where index + 1 < gap.upperBound && text[index] == 0x80:
                // 【 】 〔 〕 《 》 「 」 『 』 〈 〉: even ones open.
                let last = text[index + 1]
                index += 2
                if last >= 0x88, last <= 0x91 || last >= 0x94 {
                    last & 1 == 0 ? open() : close()
                } else {
                    endPhrase()
                }
            case 0xEF where index + 1 < gap.upperBound && text[index] == 0xBC:
                let last = text[index + 1]
                index += 2
                if last == 0x88 { open() } else if last == 0x89 { close() } else { endPhrase() }
            default: endPhrase()
            }
        }
    }

    private func open() {
        endPhrase()
        depth += 1
    }

    private func close() {
        endPhrase()
        depth = max(depth - 1, 0)
    }
}
