/// Why an analyzer cannot be made. Text itself never causes an error.
package enum AnalysisError: Error, Equatable, CustomStringConvertible {
    /// ICU could not open its data. `code` is ICU's own name of the failure.
    case icuUnavailable(code: String)
    /// libstemmer has no algorithm of this name.
    case unknownStemmer(name: String)
    /// The rules that made the recorded tokens are not the ones of this build.
    case rulesDiffer(recorded: Int, supported: Int)
    /// The recorded tokens come from another ICU, whose dictionary may cut words elsewhere.
    case icuDiffers(recorded: String, present: String)

    package var description: String {
        switch self {
        case .icuUnavailable(let code):
            """
            ICU cannot open its word break or normalisation data (\(code)). Install the library with its \
            data: `apt-get install libicu-dev` on Debian and Ubuntu.
            """
        case .unknownStemmer(let name):
            "libstemmer has no stemmer named \"\(name)\". Use \"english\" or \"none\"."
        case .rulesDiffer(let recorded, let supported):
            """
            The text was analysed with rules of version \(recorded); this build has version \(supported). \
            Build the index again from its source.
            """
        case .icuDiffers(let recorded, let present):
            """
            The text was analysed with ICU \(recorded); this machine has ICU \(present), whose dictionary \
            may cut words elsewhere. Build the index again, or install ICU \(recorded).
            """
        }
    }
}
