import Foundation
import SoukAnalysis
import SoukStorage

/// The Han lexicon of an index as a file, used where it lies in its mapped bytes; `docs/formats/lexicon.md` has the grammar.
package enum LexiconFile {
    /// The attachment's purpose in an index.
    package static let purpose = "lexicon"
    static let kind = "LEXI"
    static let version: UInt32 = 1

    /// What a lexicon was made of.
    package struct Summary: Codable, Sendable, Equatable {
        /// The analysis rules that its costs are for.
        package var analyzerVersion: Int
        package var wordCount: Int
        /// Words of the catalogue's text and columns.
        package var learnedCount: Int
        /// Words of the user's dictionary.
        package var dictionaryCount: Int
    }

    static func write(
        _ lexicon: Lexicon, _ summary: Summary, learned: [String], to name: String,
        in directory: any Directory
    ) throws(StorageError) {
        let file = try SectionFileWriter(
            directory: directory, name: name, kind: kind, version: version, fileID: 0)
        do throws(StorageError) {
            try file.beginSection("summary")
            try file.append(encoded(summary))
            try file.beginSection("learned")
            try file.append(Array(learned.joined(separator: "\n").utf8))
            // The tables belong to the lexicon, which lives through the call.
            let tables = LexiconTables(of: lexicon)
            for (name, bytes) in [
                ("codes", tables.codes), ("characters", tables.characters), ("nodes", tables.nodes),
            ] {
                try file.beginSection(name)
                try file.append(bytes)
            }
            _ = try file.finish()
        } catch {
            file.abandon()
            throw error
        }
    }

    /// Opens a lexicon: every byte is checked, none is copied.
    ///
    /// - Complexity: O(bytes), some milliseconds.
    package static func open(
        _ name: String, in directory: any Directory
    ) throws(LexiconProblem) -> (lexicon: Lexicon, summary: Summary, learned: [String]) {
        let sections: SectionFileReader
        let summary: Summary
        let tables: LexiconTables
        let learned: [String]
        do throws(StorageError) {
            sections = try SectionFileReader(
                directory: directory, name: name, kind: kind, supported: version...version)
            try sections.verifyChecksums()
            summary = try decoded(try sections.section("summary"), name)
            learned = String(decoding: try sections.section("learned"), as: UTF8.self)
                .split(separator: "\n").map(String.init)
            tables = LexiconTables(
                codes: try sections.section("codes"), characters: try sections.section("characters"),
                nodes: try sections.section("nodes"))
        } catch { throw .unreadable(error) }
        guard summary.analyzerVersion == AnalyzerConfiguration.currentVersion else {
            throw .rulesDiffer(
                file: name, recorded: summary.analyzerVersion,
                supported: AnalyzerConfiguration.currentVersion)
        }
        do throws(LexiconTables.Problem) {
            return (try tables.lexicon(wordCount: summary.wordCount, owner: sections), summary, learned)
        } catch {
            throw .unreadable(
                .corrupt(
                    Corruption(
                        file: name, section: error.table, byteOffset: 0, expected: error.expected,
                        found: error.found)))
        }
    }

    private static func encoded(_ summary: Summary) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        // Four integers always encode.
        return (try? Array(encoder.encode(summary))) ?? []
    }

    private static func decoded(_ bytes: UnsafeRawBufferPointer, _ name: String) throws(StorageError)
        -> Summary
    {
        do { return try JSONDecoder().decode(Summary.self, from: Data(bytes)) } catch {
            throw .corrupt(
                Corruption(
                    file: name, section: "summary", byteOffset: 0, expected: "the counts of a lexicon",
                    found: String(describing: error)))
        }
    }
}
