import Foundation
import Testing

@testable import SoukAnalysis

/// The folder of measurement data, if there is one.
private let data = ProcessInfo.processInfo.environment["SOUK_DATA"].map { URL(fileURLWithPath: $0) }

@Suite("On measurement data", .enabled(if: data != nil))
struct MeasurementDataTests {
    private func lines(_ path: String) throws -> [Substring] {
        let file = try #require(data).appendingPathComponent(path)
        return try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    }

    @Test("Adversarial strings are analysed in every mode")
    func adversarial() throws {
        let analyzer = try Analyzer()
        var count = 0
        for line in try lines("gold/adversarial.dev.txt") where !line.isEmpty {
            let bytes = Array(try JSONDecoder().decode(String.self, from: Data(line.utf8)).utf8)
            for mode in [AnalysisMode.index, .query, .words] {
                var end = 0
                var isSound = true
                for token in analyzer.tokens(bytes: bytes, mode: mode) {
                    isSound = isSound && token.start < token.end && token.end <= bytes.count
                    if mode == .words { isSound = isSound && token.start >= end }
                    end = token.end
                }
                #expect(isSound)
            }
            count += 1
        }
        #expect(count > 100)
    }

    @Test("Words mode finds the words of the PKU test set better than ICU (0.795)")
    func pkuF1() throws {
        let analyzer = try Analyzer()
        var (found, expected, correct) = (0, 0, 0)
        for line in try lines("segmentation/pku/pku_test_gold.utf8") {
            let words = line.split { $0.isWhitespace }
            var gold: Set<Range<Int>> = []
            var offset = 0
            for word in words {
                gold.insert(offset..<offset + word.utf8.count)
                offset += word.utf8.count
            }
            let text = words.joined()
            let tokens = analyzer.tokens(text, mode: .words)
            // Gold words include punctuation, which is never a token: it counts one character at a time.
            var spans = Set(tokens.map { $0.start..<$0.end })
            let covered = Set(tokens.flatMap { Array($0.start..<$0.end) })
            var at = 0
            for character in text {
                let range = at..<at + character.utf8.count
                if !covered.contains(at) { spans.insert(range) }
                at = range.upperBound
            }
            found += spans.count
            expected += gold.count
            correct += spans.intersection(gold).count
        }
        let precision = Double(correct) / Double(found)
        let recall = Double(correct) / Double(expected)
        let f1 = 2 * precision * recall / (precision + recall)
        print("PKU: precision \(precision), recall \(recall), F1 \(f1)")
        #expect(f1 > 0.84)
    }
}
