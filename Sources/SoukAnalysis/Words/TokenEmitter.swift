/// The state of one analysis: where in the atoms it is, which tokens are wanted, and the term under work.
struct TokenEmitter {
    let mode: AnalysisMode
    /// The next atom's ordinal.
    var position = 0
    var term: TermBuffer
    /// Where the last token of words mode ended.
    private var lastEnd = 0

    init(mode: AnalysisMode, term: TermBuffer) {
        self.mode = mode
        self.term = term
    }

    /// Gives the term under work to `body`. Does not move ``position``.
    ///
    /// In words mode a token that shares source bytes with the one before is left out: a character that
    /// folds to several words (`½`) gives its first.
    @inline(__always)
    mutating func emit(
        _ kind: TokenKind, _ reading: TokenReading, atoms: Int, start: Int, end: Int, _ body: (Token) -> Void
    ) {
        emit(kind, reading, at: position, atoms: atoms, start: start, end: end, body)
    }

    @inline(__always)
    mutating func emit(
        _ kind: TokenKind, _ reading: TokenReading, at position: Int, atoms: Int, start: Int, end: Int,
        _ body: (Token) -> Void
    ) {
        guard term.count > 0 else { return }
        if mode == .words {
            guard start >= lastEnd else { return }
            lastEnd = end
        }
        body(
            Token(
                term: term.term, kind: kind, reading: reading, position: position, atomCount: atoms,
                start: start,
                end: end))
    }
}
