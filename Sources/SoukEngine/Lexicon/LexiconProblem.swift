import SoukStorage

/// Why the lexicon of an index cannot be used: ICU's dictionary serves in its place. Everything is still found, by its
/// bigrams, but words that only the lexicon knew count as little as accidents.
package enum LexiconProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file cannot be read, is damaged, or of another format.
    case unreadable(StorageError)
    /// The words were weighed for other rules of analysis.
    case rulesDiffer(file: String, recorded: Int, supported: Int)

    package var description: String {
        let reason =
            switch self {
            case .unreadable(let error): error.description
            case .rulesDiffer(let file, let recorded, let supported):
                "\(file): words for analysis version \(recorded), this one has \(supported)"
            }
        return "\(reason); ICU's words serve until `souk compact` makes the lexicon anew"
    }
}
