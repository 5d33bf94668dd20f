import SoukAnalysis
import SoukStorage

/// The words by which the Han text of an index is cut, documents and queries alike: one lexicon for all segments of a
/// commit, made with the first products or by compaction and never changed between.
package struct IndexLexicon: Sendable {
    package let hanWords: HanWords
    /// What the index's own lexicon holds; nil where ICU's dictionary serves.
    package let summary: LexiconFile.Summary?
    /// Words learnt from the catalogue.
    package let learned: Set<String>
    /// Why the index's lexicon is not used.
    package let problem: LexiconProblem?
    /// The file that the lexicon was read from.
    package let fileName: String?

    /// Opens the lexicon that a commit names. What cannot be read is a ``problem``, never an error.
    package init(_ manifest: Manifest, in directory: any Directory) {
        fileName = manifest.attachments[LexiconFile.purpose]
        guard let fileName else {
            (hanWords, summary, learned, problem) = (.dictionary, nil, [], nil)
            return
        }
        do throws(LexiconProblem) {
            let opened = try LexiconFile.open(fileName, in: directory)
            (hanWords, summary, learned, problem) = (
                .lexicon(opened.lexicon), opened.summary, Set(opened.learned), nil
            )
        } catch {
            (hanWords, summary, learned, problem) = (.dictionary, nil, [], error)
        }
    }
}
