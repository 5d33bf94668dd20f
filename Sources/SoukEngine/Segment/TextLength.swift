import SoukAnalysis

/// How long a text is to the ranking: a Latin or number word counts 3, a Han character 1.
///
/// Chinese says in three characters about what English says in a word and its particles: so a text is as long in
/// either, however it was cut into tokens. ADR 0015 has the measurement.
package enum TextLength {
    /// Whether an index-mode token is the one that stands for a Han character: its bigram, or the end of its run.
    @inline(__always)
    package static func isHanCharacter(_ token: Token) -> Bool {
        // Matched, not compared: == of another module's enum is called through its witness table, for every token.
        switch token.kind {
        case .bigram: true
        case .word: token.atomCount == 2
        default: false
        }
    }

    package static func length(atoms: Int, hanCharacters: Int) -> Int { 3 * atoms - 2 * hanCharacters }
}
