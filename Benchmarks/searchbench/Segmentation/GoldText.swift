import Foundation
import SoukConsole
import SoukImport

/// Lines of text whose words somebody marked: words with spaces between, as SIGHAN and NLPCC publish them.
struct GoldText {
    /// What the tables call it.
    let name: String
    let sentences: [GoldSentence]

    init(name: String, path: String) throws {
        self.name = name
        var lines = LineReader(try InputFile(path: path))
        var sentences: [GoldSentence] = []
        while let line = try lines.next() {
            let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(
                String.init)
            if !words.isEmpty { sentences.append(GoldSentence(words: words)) }
        }
        self.sentences = sentences
    }

    /// The development texts of the measurement data.
    static func measured() throws -> [GoldText] {
        [
            try GoldText(name: "PKU", path: MeasurementData.path("segmentation/pku/pku_test_gold.utf8")),
            try GoldText(
                name: "Weibo", path: MeasurementData.path("segmentation/nlpcc2016-wordseg-dev.dat.gz")),
        ]
    }

    var byteCount: Int { sentences.reduce(0) { $0 + $1.text.utf8.count } }
}

/// One line: its text without the spaces, and its words as UTF-8 byte ranges.
struct GoldSentence {
    let text: String
    let words: [Range<Int>]

    init(words: [String]) {
        text = words.joined()
        var end = 0
        self.words = words.map { word in
            let start = end
            end += word.utf8.count
            return start..<end
        }
    }
}
