import Foundation
import Testing

@testable import SoukAnalysis

@Suite("The recorded configuration")
struct ConfigurationTests {
    @Test("The current configuration survives being written and read")
    func codable() throws {
        let current = AnalyzerConfiguration.current
        let data = try JSONEncoder().encode(current)
        #expect(try JSONDecoder().decode(AnalyzerConfiguration.self, from: data) == current)
        let old = #"{"version":1,"stemmer":"english","icuVersion":"72.1","unicodeVersion":"15.0"}"#
        #expect(try JSONDecoder().decode(AnalyzerConfiguration.self, from: Data(old.utf8)).words == .product)
        #expect(current.icuVersion.contains(".") && current.unicodeVersion.contains("."))
        #expect(throws: Never.self) { try current.checkCompatible() }
    }

    @Test("Other rules, another ICU and an unknown stemmer are refused, each with its remedy")
    func refusals() {
        var other = AnalyzerConfiguration.current
        other.version += 1
        #expect(
            throws: AnalysisError.rulesDiffer(
                recorded: other.version, supported: AnalyzerConfiguration.currentVersion)
        ) {
            _ = try Analyzer(other)
        }
        other = .current
        other.icuVersion = "1.8"
        #expect(
            throws: AnalysisError.icuDiffers(
                recorded: "1.8", present: AnalyzerConfiguration.current.icuVersion)
        ) {
            _ = try Analyzer(other)
        }
        other = .current
        other.stemmer = "klingon"
        #expect(throws: AnalysisError.unknownStemmer(name: "klingon")) { _ = try Analyzer(other) }
        #expect(
            AnalysisError.icuUnavailable(code: "U_FILE_ACCESS_ERROR").description.contains(
                "apt-get install libicu-dev"))
    }

    @Test("Raw values written into indexes are fixed")
    func rawValues() {
        #expect(
            TokenKind.allCases.map(\.name) == [
                "word", "subword", "bigram", "latin", "number", "model", "quantity", "pinyin",
            ])
        #expect(TokenKind.allCases.map(\.rawValue) == Array(0...7))
        #expect(TokenReading.allCases.map(\.rawValue) == [0, 1, 2])
    }
}
