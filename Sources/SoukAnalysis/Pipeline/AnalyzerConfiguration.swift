import CSoukICU

/// All that decides which tokens a text gives. An index records it, so that queries are analysed as the
/// documents were.
package struct AnalyzerConfiguration: Codable, Sendable, Equatable {
    /// How a text is cut into words. The raw values are written into indexes.
    package enum WordRule: String, Codable, Sendable {
        /// The rules for products: scripts, Chinese words and bigrams, model numbers, stems.
        case product
        /// Runs of ASCII letters and digits, lowercased.
        case plain
        /// What stands between spaces, as it is.
        case spaced
    }

    /// How texts are cut; the index's own choice.
    package var words: WordRule = .product
    /// The version of the token rules; raised with every change that alters any token.
    package var version: Int
    /// The stemmer of ASCII words: `light` for ``EnglishStem``, `none`, or one of the Snowball library such as `english`.
    package var stemmer: String
    /// The ICU that normalises and holds the Chinese dictionary, such as `72.1`.
    package var icuVersion: String
    /// The Unicode version of that ICU, such as `15.0`.
    package var unicodeVersion: String

    /// The token rules of this build.
    package static let currentVersion = 10

    package init(version: Int, stemmer: String, icuVersion: String, unicodeVersion: String) {
        self.version = version
        self.stemmer = stemmer
        self.icuVersion = icuVersion
        self.unicodeVersion = unicodeVersion
    }

    /// The configuration of this build on this machine, with light English stems.
    package static let current: AnalyzerConfiguration = {
        var versions = [CChar](repeating: 0, count: 64)
        versions.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            souk_icu_versions(base, base + 32)
        }
        func text(_ part: ArraySlice<CChar>) -> String {
            String(decoding: part.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        return AnalyzerConfiguration(
            version: currentVersion, stemmer: "light", icuVersion: text(versions[..<32]),
            unicodeVersion: text(versions[32...]))
    }()

    /// Reads a record; one from before there was a choice of rules has the rules for products.
    package init(from decoder: any Decoder) throws {
        let record = try decoder.container(keyedBy: CodingKeys.self)
        words = try record.decodeIfPresent(WordRule.self, forKey: .words) ?? .product
        version = try record.decode(Int.self, forKey: .version)
        stemmer = try record.decode(String.self, forKey: .stemmer)
        icuVersion = try record.decode(String.self, forKey: .icuVersion)
        unicodeVersion = try record.decode(String.self, forKey: .unicodeVersion)
    }

    /// This configuration with plain words.
    package var plain: AnalyzerConfiguration { with(.plain) }

    /// This configuration for text that was cut into words beforehand.
    package var spaced: AnalyzerConfiguration { with(.spaced) }

    private func with(_ words: WordRule) -> AnalyzerConfiguration {
        var result = self
        result.words = words
        result.stemmer = "none"
        return result
    }

    /// Checks that tokens made under this recorded configuration can be met by queries analysed here.
    ///
    /// The stemmer is the index's own choice and not compared. Minor ICU versions bring no new dictionary.
    /// - Throws: `rulesDiffer` or `icuDiffers`.
    package func checkCompatible(
        with present: AnalyzerConfiguration = .current
    ) throws(AnalysisError) {
        guard version == present.version else {
            throw .rulesDiffer(recorded: version, supported: present.version)
        }
        guard icuVersion.prefix(while: { $0 != "." }) == present.icuVersion.prefix(while: { $0 != "." })
        else {
            throw .icuDiffers(recorded: icuVersion, present: present.icuVersion)
        }
    }
}
