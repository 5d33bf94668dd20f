import SoukAnalysis
import SoukEngine
import SoukStorage
import SoukUnderstanding

/// What the words of queries may also be called, for one commit: its synonym file, its bilingual brands, and the Han words
/// of its catalogue by their pinyin.
enum CatalogueAliases {
    /// The attachment's purpose in an index.
    static let purpose = "synonyms"
    /// Han terms that are known by their pinyin, the commonest ones.
    private static let maximumTerms = 30_000

    static func aliases(
        of snapshot: IndexSnapshot, in directory: any Directory
    ) throws(StorageError) -> QueryAliases {
        let brands = LexiconReader.counts(snapshot, .brand)
        let pinyin = Locked<PinyinTable??>(nil)
        return QueryAliases(
            synonyms: try SynonymAttachment.read(snapshot, in: directory),
            brands: BrandAliases.table(brands.map(\.key)), general: GeneralNames.table,
            series: GeneralNames.seriesTable, translates: try holdsHan(snapshot)
        ) {
            pinyin.withLock { table in
                if let made = table { return made }
                let made = try? PinyinTable(names(of: snapshot))
                table = .some(made)
                return made
            }
        }
    }

    /// Whether any text has Han characters: their terms lie between U+3400 and U+9FFF, whose UTF-8 begins with E3 to E9.
    private static func holdsHan(_ snapshot: IndexSnapshot) throws(StorageError) -> Bool {
        for segment in snapshot.segments {
            var terms = try segment.terms.cursor(atOrAfter: [0xE3, 0x90])
            if try terms.advance(), let first = terms.term.first, first <= 0xE9 { return true }
        }
        return false
    }

    /// The commonest Han terms of two to four characters, and the names of ``GeneralNames`` that the catalogue holds.
    static func names(of snapshot: IndexSnapshot) throws(StorageError) -> [(name: String, count: Int)] {
        var counts: [String: Int] = [:]
        for segment in snapshot.segments {
            // Han characters lie between U+3400 and U+9FFF: their UTF-8 begins with E3 to E9.
            var terms = try segment.terms.cursor(atOrAfter: [0xE3])
            while try terms.advance(), let first = terms.term.first, first <= 0xE9 {
                guard terms.term.count >= 6, terms.term.count <= 12 else { continue }
                counts[String(decoding: terms.term, as: UTF8.self), default: 0] +=
                    terms.info.documentFrequency
            }
        }
        for name in GeneralNames.hanNames where counts[name] == nil {
            // However its text is cut into words, a product that says the name has all of its pairs.
            let folded = FoldedText(name)
            let pairs = folded.scalars.indices.dropLast().map { folded.string($0..<$0 + 2) }
            let count = pairs.map { snapshot.documentFrequency(of: Array($0.utf8)) }.min() ?? 0
            if count > 0 { counts[name] = count }
        }
        var least = 0
        if counts.count > maximumTerms { least = counts.values.sorted(by: >)[maximumTerms - 1] }
        return counts.filter { $0.value >= least }.map { (name: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
            .prefix(maximumTerms).map { $0 }
    }
}
