import Foundation
import SoukAnalysis
import SoukConsole
import SoukImport

/// A way to cut text into words: Souk's, ICU's, or another program's.
protocol WordCutting {
    var name: String { get }
    /// The words of each text as UTF-8 byte ranges, and the seconds that cutting them took.
    func words(of texts: [String]) throws -> (words: [[Range<Int>]], seconds: Double)
}

/// Souk's analyzer in words mode.
struct SoukCutting: WordCutting {
    let name: String
    let analyzer: Analyzer

    func words(of texts: [String]) -> (words: [[Range<Int>]], seconds: Double) {
        var words: [[Range<Int>]] = []
        // The first text waits for the dictionary, whose time the speeds tell by itself.
        if let first = texts.first { _ = analyzer.tokens(first, mode: .words) }
        let time = ContinuousClock().measure {
            for var text in texts {
                var found: [Range<Int>] = []
                text.withUTF8 { bytes in
                    _ = analyzer.analyze(bytes, mode: .words) { found.append($0.start..<$0.end) }
                }
                words.append(found)
            }
        }
        return (words, time / .seconds(1))
    }
}

/// ICU's own word iterator over the text as it is.
struct ICUCutting: WordCutting {
    let name = "ICU"
    let analyzer: Analyzer

    func words(of texts: [String]) -> (words: [[Range<Int>]], seconds: Double) {
        var words: [[Range<Int>]] = []
        let time = ContinuousClock().measure { words = texts.map { analyzer.icuWords(in: $0) } }
        return (words, time / .seconds(1))
    }
}

/// A peer's program: reads lines, writes for each the lengths of its words in bytes, at last the seconds.
struct ProcessCutting: WordCutting {
    let name: String
    let command: [String]

    func words(of texts: [String]) throws -> (words: [[Range<Int>]], seconds: Double) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // The program reads all before it writes, so that neither waits for the other.
        try input.fileHandleForWriting.write(contentsOf: Data((texts.joined(separator: "\n") + "\n").utf8))
        try input.fileHandleForWriting.close()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CommandFailure("\(name): status \(process.terminationStatus)")
        }
        let lines = String(decoding: answer, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > texts.count, let seconds = Double(lines[texts.count]) else {
            throw CommandFailure("\(name): \(lines.count) lines for \(texts.count) texts")
        }
        let words = lines.prefix(texts.count).map { line in
            var end = 0
            return line.split(separator: " ").compactMap { Int($0) }.map { length in
                end += length
                return end - length..<end
            }
        }
        return (words, seconds)
    }
}
