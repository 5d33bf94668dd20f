import Foundation
import SoukAnalysis
import SoukConsole
import SoukImport

/// One measurement of segmentation: quality of words, finding of words, speed.
struct SegmentRun {
    private let texts: [GoldText]
    private let rounds: Int
    private let cuttings: [any WordCutting]
    private let souk: Analyzer
    let buildSeconds: Double

    /// - Parameters:
    ///   - dictionary: a file in jieba's format.
    ///   - catalogue: a JSONL file of products whose titles and brands teach words.
    init(texts: [GoldText], dictionary: String?, catalogue: String?, rounds: Int) throws {
        self.texts = texts
        self.rounds = rounds
        let time = ContinuousClock().measure {
            var builder = LexiconBuilder()
            if builder.addICUWords() { _ = builder.finish() }
        }
        buildSeconds = time / .seconds(1)
        souk = try Analyzer()
        var cuttings: [any WordCutting] = [
            SoukCutting(name: "Souk", analyzer: souk), ICUCutting(analyzer: try Analyzer()),
        ]
        if let dictionary {
            let text = String(decoding: try InputFile(path: dictionary).readAll(), as: UTF8.self)
            var builder = LexiconBuilder()
            _ = builder.addICUWords()
            builder.add(UserDictionary(parsing: text))
            let analyzer = try Analyzer(hanWords: .lexicon(builder.finish()))
            cuttings.append(SoukCutting(name: "Souk + dictionary", analyzer: analyzer))
        }
        if let catalogue {
            var builder = LexiconBuilder()
            _ = builder.addICUWords()
            let count = builder.learn(try Self.text(of: catalogue)).count
            let analyzer = try Analyzer(hanWords: .lexicon(builder.finish()))
            cuttings.append(SoukCutting(name: "Souk + \(count) learnt words", analyzer: analyzer))
        }
        if let command = try DriverLocation().peer("jieba") {
            let given = dictionary.map { ["--dictionary", $0] } ?? []
            cuttings.append(ProcessCutting(name: "jieba", command: command + given))
            cuttings.append(
                ProcessCutting(name: "jieba, no HMM", command: command + given + ["--no-hmm"]))
        }
        self.cuttings = cuttings
    }

    private static func text(of catalogue: String) throws -> CatalogueText {
        var rows = LineReader(try InputFile(path: catalogue))
        let parser = JSONParser()
        var text = CatalogueText()
        while let line = try rows.next(), !text.isEnough {
            guard let product = try? parser.object(line) else { continue }
            if let title = product["title"]?.scalarText { text.add(text: title) }
            if let brand = product["brand"]?.scalarText { text.add(brand: brand) }
        }
        return text
    }

    /// Precision, recall and F1 of every way to cut.
    func wordTable() throws -> TextTable {
        var table = TextTable(
            [.left("words")]
                + texts.flatMap { text -> [TextTable.Column] in
                    [.right("\(text.name) P"), .right("R"), .right("F1")]
                } + [.right("MB/s")])
        for cutting in cuttings {
            var cells = [cutting.name]
            var bytes = 0
            var seconds = 0.0
            do {
                for text in texts {
                    var score = WordScore()
                    let result = try cutting.words(of: text.sentences.map(\.text))
                    for (sentence, words) in zip(text.sentences, result.words) { score.add(words, sentence) }
                    cells += [score.precision, score.recall, score.f1].map { fixed($0, 4) }
                    bytes += text.byteCount
                    seconds += result.seconds
                }
            } catch  where cutting is ProcessCutting { continue }
            cells.append(fixed(Double(bytes) / seconds / 1e6, 1))
            table.add(cells)
        }
        return table
    }

    /// How index tokens find the gold words of two to six Han characters.
    func findingTable() throws -> TextTable {
        var table = TextTable([
            .left("gold words found"), .right("by bigrams"), .right("as words"), .right("precision"),
            .right("with inner words"), .right("precision"),
        ])
        for text in texts {
            var found = FoundWords(text)
            for sentence in text.sentences { found.add(sentence, souk.tokens(sentence.text, mode: .index)) }
            table.add([
                text.name, fixed(found.chain.recall, 4), fixed(found.aligned.recall, 4),
                fixed(found.aligned.precision, 4), fixed(found.precise.recall, 4),
                fixed(found.precise.precision, 4),
            ])
        }
        return table
    }

    /// Megabytes of text a second, all tokens taken and counted, beside ICU's break iterator alone.
    func speedTable() throws -> TextTable {
        var table = TextTable([
            .left("speed, MB/s"), .right("words"), .right("query"), .right("index"), .right("ICU alone"),
            .right("index / ICU"),
        ])
        for (name, texts) in try speedTexts() {
            let bytes = Double(texts.reduce(0) { $0 + $1.utf8.count })
            let speeds = (seconds(texts) + [icuSeconds(texts)]).map { bytes / $0 / 1e6 }
            table.add([name] + speeds.map { fixed($0, 1) } + [fixed(speeds[2] / speeds[3], 2)])
        }
        return table
    }

    /// Seconds for words, queries and the index: the best of the rounds.
    private func seconds(_ texts: [String]) -> [Double] {
        var texts = texts
        return [AnalysisMode.words, .query, .index].map { mode in
            best { () -> Int in
                var count = 0
                for index in texts.indices {
                    texts[index].withUTF8 { _ = souk.analyze($0, mode: mode) { count &+= $0.term.count } }
                }
                return count
            }
        }
    }

    /// Seconds of ICU's word iterator over the texts as it wants them, in UTF-16.
    private func icuSeconds(_ texts: [String]) -> Double {
        let units = texts.map { Array($0.utf16) }
        return best { units.reduce(0) { $0 + souk.icuWords($1).count } }
    }

    /// The least of the rounds' seconds, of work that finds something.
    private func best(_ work: () -> Int) -> Double {
        var best = Double.infinity
        for _ in 0..<rounds {
            var count = 0
            let time = ContinuousClock().measure { count = work() }
            if count > 0 { best = min(best, time / .seconds(1)) }
        }
        return best
    }

    private func speedTexts() throws -> [(String, [String])] {
        var result = texts.map { ("\($0.name), \($0.sentences.count) lines", $0.sentences.map(\.text)) }
        for name in ["products-zh", "products-en"] {
            var rows = LineReader(try InputFile(path: MeasurementData.path("catalogue/\(name).jsonl.gz")))
            let parser = JSONParser()
            var titles: [String] = []
            while let line = try rows.next(), titles.count < 50_000 {
                if let title = try? parser.object(line)["title"]?.scalarText { titles.append(title) }
            }
            result.append(("\(name), \(titles.count) titles", titles))
        }
        return result
    }
}
