import SoukAnalysis

/// How long a text is to the ranking: a Latin or number word counts 2, a Han character 1.
///
/// A Chinese word has about two characters, so that a text is as long in Chinese as in English, and what is long is
/// independent of how it was cut into tokens. Measured in ADR 0015.
package enum TextLength {
    /// Whether an index-mode token is the one that stands for a Han character: its bigram, or the end of its run.
    @inline(__always)
    package static func isHanCharacter(_ token: Token) -> Bool {
        token.kind == .bigram || (token.kind == .word && token.atomCount == 2)
    }

    package static func length(atoms: Int, hanCharacters: Int) -> Int { 2 * atoms - hanCharacters }
}
