import CSoukICU
import CSoukSnowball

/// Turns text into one stream of tokens with positions and source bytes, for documents and queries alike.
///
/// ```swift
/// let analyzer = try Analyzer()
/// analyzer.tokens("尼康z62", mode: .words).map(\.term)      // ["尼康", "z62"]
/// ```
///
/// A text is folded (``normalizedTerm(_:)`` gives the folded form), cut into runs of one script, and each
/// run into tokens: words of letters and digits by the Unicode rules plus the product rules of
/// `WordPieces`, Han runs by the lattice over ICU's dictionary with the bigrams between, other scripts by ICU's words.
/// ASCII text takes a path without ICU that gives the same tokens. All rules: `docs/formats/analysis.md`.
///
/// Any bytes are accepted; what is not UTF-8 separates. Buffers are kept between calls: no allocation
/// for ASCII text, none per token. Not `Sendable`: make one for each thread.
/// - Complexity: O(bytes) for any input.
package final class Analyzer {
    /// The longest term in bytes; longer ones are cut at a character.
    package static let longestTerm = TermBuffer.capacity
    /// Ends the term of the last character of a Han run. Text cannot contain it: controls separate.
    package static let endSentinel: Unicode.Scalar = "\u{3}"

    package let configuration: AnalyzerConfiguration

    let icu: OpaquePointer
    /// The stemmer of another library, where the configuration names one.
    private let stemmer: OpaquePointer?
    private let stemsLightly: Bool
    let termBytes: UnsafeMutablePointer<UInt8>
    private(set) var wordFlags: UnsafeMutablePointer<UInt8>
    private var wordFlagCapacity = 1024
    private var hanWords: HanWords
    /// Made at the first Han character.
    private(set) var lattice: HanLattice?
    private var usesICUForHan = false
    /// False to take every Han run the way that any run can go: the oracle of the tests.
    var takesPlainRuns = true

    /// - Parameter hanWords: where the words of Han runs come from.
    /// - Throws: `icuUnavailable`, `unknownStemmer`, or what ``AnalyzerConfiguration/checkCompatible(with:)``
    ///   throws.
    package init(
        _ configuration: AnalyzerConfiguration = .current, hanWords: HanWords = .dictionary
    ) throws(AnalysisError) {
        try configuration.checkCompatible()
        var opened: OpaquePointer?
        let code = souk_icu_open(&opened)
        guard let opened else {
            throw .icuUnavailable(code: String(cString: souk_icu_error_name(code)))
        }
        var stemmer: OpaquePointer?
        if configuration.stemmer != "none", configuration.stemmer != "light" {
            guard let found = souk_stemmer_open(configuration.stemmer) else {
                souk_icu_close(opened)
                throw .unknownStemmer(name: configuration.stemmer)
            }
            stemmer = found
        }
        self.configuration = configuration
        self.hanWords = hanWords
        self.icu = opened
        self.stemmer = stemmer
        stemsLightly = configuration.stemmer == "light"
        termBytes = .allocate(capacity: TermBuffer.capacity)
        wordFlags = .allocate(capacity: wordFlagCapacity)
    }

    /// Takes the words of Han runs from elsewhere from now on.
    package func use(_ words: HanWords) {
        hanWords = words
        lattice = nil
        usesICUForHan = false
    }

    /// Puts the stem of a word of small ASCII letters in its place.
    @inline(__always)
    func stem(_ term: inout TermBuffer) {
        guard term.isASCII else { return }
        if stemsLightly {
            term.shorten(to: EnglishStem.stem(term.bytes, term.count))
        } else if let stemmer {
            term.shorten(to: souk_stemmer_stem(stemmer, term.bytes, term.count))
        }
    }

    deinit {
        souk_icu_close(icu)
        souk_stemmer_close(stemmer)
        termBytes.deallocate()
        wordFlags.deallocate()
    }

    /// Gives every token of `utf8` to `body`, in order of position; at one position longer words come
    /// after the bigram. In index mode the quantities follow the last word.
    /// - Parameter readsQuantities: false for who asks for words alone.
    /// - Returns: the number of atoms, which is the length of the text to the ranking.
    @discardableResult
    package func analyze(
        _ utf8: UnsafeBufferPointer<UInt8>, mode: AnalysisMode, readsQuantities: Bool = true,
        _ body: (Token) -> Void
    ) -> Int {
        guard let base = utf8.baseAddress else { return 0 }
        var emitter = TokenEmitter(mode: mode, term: TermBuffer(termBytes))
        switch configuration.words {
        case .plain:
            PlainWords.scan(utf8, &emitter, body)
            return emitter.position
        case .spaced:
            SpacedWords.scan(utf8, &emitter, body)
            return emitter.position
        case .product: break
        }
        var from = 0
        while from < utf8.count {
            let to = TextWindow.end(of: utf8, from: from)
            if TextWindow.isASCII(utf8, from..<to) {
                scan(ASCIIText(bytes: base + from, count: to - from, offset: from), &emitter, body)
            } else if let text = fold(base + from, count: to - from, offset: from) {
                scan(text, &emitter, body)
            }
            from = to
        }
        if mode == .index, readsQuantities { emitQuantities(utf8, &emitter, body) }
        return emitter.position
    }

    /// The quantities of the text, behind its words: they take part in no phrase.
    private func emitQuantities(
        _ utf8: UnsafeBufferPointer<UInt8>, _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        var scanner = QuantityScanner(utf8)
        scanner.forEach { quantity in
            emitter.term.removeAll()
            QuantityTerm(quantity).write(to: &emitter.term)
            emitter.emit(
                .quantity, .aligned, atoms: 0, start: quantity.range.lowerBound,
                end: quantity.range.upperBound, body)
        }
    }

    /// The tokens of a text, each owning its term; for tools and tests.
    package func tokens(_ text: String, mode: AnalysisMode) -> [AnalyzedToken] {
        var tokens: [AnalyzedToken] = []
        var text = text
        text.withUTF8 { bytes in _ = analyze(bytes, mode: mode) { tokens.append(AnalyzedToken($0)) } }
        return tokens
    }

    /// The folded form of a whole value, for comparing keywords: case, width, accents and traditional
    /// characters folded, white space trimmed and made single. Folding it again changes nothing.
    package func normalizedTerm(_ text: String) -> String {
        var units: [UInt16] = []
        var text = text
        text.withUTF8 { utf8 in
            guard let base = utf8.baseAddress else { return }
            var from = 0
            while from < utf8.count {
                let to = TextWindow.end(of: utf8, from: from)
                if let folded = fold(base + from, count: to - from, offset: from) {
                    units.append(contentsOf: UnsafeBufferPointer(start: folded.units, count: folded.count))
                }
                from = to
            }
        }
        let words = String(decoding: units, as: UTF16.self).unicodeScalars
            .split { $0.properties.isWhitespace }
        return words.map { String($0) }.joined(separator: " ")
    }

    /// Nil if nothing is left after folding (or memory is exhausted, which no caller could answer better).
    private func fold(_ bytes: UnsafePointer<UInt8>, count: Int, offset: Int) -> FoldedUnits? {
        var folded = souk_folded_text()
        guard souk_icu_fold(icu, bytes, count, &folded) == 0 else { return nil }
        return FoldedUnits(folded, source: bytes, offset: offset)
    }

    /// Marks the word boundaries of `range` in `wordFlags` as ICU finds them: index 0 is the first unit of the range.
    func markWords(_ text: FoldedUnits, _ range: Range<Int>) {
        reserveWordFlags(range.count + 1)
        souk_icu_mark_words(icu, text.units + range.lowerBound, range.count, wordFlags)
    }

    /// What cuts Han runs; nil where ICU's iterator does.
    @inline(__always)
    func latticeForHan() -> HanLattice? {
        if let lattice { return lattice }
        guard !usesICUForHan else { return nil }
        lattice = hanWords.lexicon.map { HanLattice($0) }
        usesICUForHan = lattice == nil
        return lattice
    }

    /// Marks the boundaries of the words that the lattice found in a run, as ``markWords(_:_:)`` does.
    func markHanWords(_ lattice: HanLattice, _ run: Range<Int>) {
        reserveWordFlags(run.count + 1)
        lattice.markWords(run.count, wordFlags)
    }

    /// Length of the unit that a run begins with behind digits: the 片 of 10片面膜, where 片面 would be a word.
    func unitLength(_ text: FoldedUnits, _ run: Range<Int>) -> Int {
        guard run.lowerBound > 0, text.unit(run.lowerBound - 1) &- 0x30 < 10,
            QuantityHints.shared.beginsUnit(UInt32(text.unit(run.lowerBound)))
        else { return 0 }
        var at = run.lowerBound
        let found = UnitTable.longest {
            guard at < run.upperBound else { return nil }
            at += 1
            return UInt32(text.unit(at - 1))
        }
        guard let found, found.unit != nil else { return 0 }
        return found.count
    }

    private func reserveWordFlags(_ count: Int) {
        guard count > wordFlagCapacity else { return }
        wordFlags.deallocate()
        wordFlagCapacity = 2 * count
        wordFlags = .allocate(capacity: wordFlagCapacity)
    }
}
