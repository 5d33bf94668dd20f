import Souk
import SoukAnalysis
import SoukConsole
import SoukImport
import SoukUnderstanding

extension AnalysisMode: ArgumentChoice {
    /// The modes as the command line spells them.
    package static let allCases: [AnalysisMode] = [.index, .query, .words]

    package init?(rawValue: String) {
        guard let mode = AnalysisMode.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = mode
    }

    package var rawValue: String {
        switch self {
        case .index: "index"
        case .query: "query"
        case .words: "words"
        }
    }
}

struct AnalyzeCommand: Command {
    static let usage = CommandUsage(
        "analyze", abstract: "Show the tokens of a text.",
        discussion: """
            With - for TEXT, lines are read from standard input and a JSON object is written for each, in order.
            """,
        examples: [
            .init(
                "analyze 华为手机p20 --mode words",
                "华 | 为 | 手机 | p20; with --dir also the names of a catalogue: 华为 | 手机 | p20.")
        ])

    @Argument("TEXT", help: "The text; - reads lines from standard input") var text: String
    @Option("--mode", value: "NAME", help: "Tokens of a document, of a query, or only the words in order")
    var mode = AnalysisMode.index
    @Option("--dir", value: "DIR", help: "Analyse as this index does") var folder: IndexFolder?
    @Option(
        "--dictionary", value: "FILE",
        help: "Chinese words in jieba's format beside those of ICU, in place of the index's")
    var dictionaryPath: String?

    func run(_ console: Console) throws -> ExitStatus {
        let catalogue = try folder?.catalogue()
        let analyzer = try Analyzer(
            catalogue?.snapshot.manifest.analyzer ?? .current,
            hanWords: try dictionaryWords() ?? catalogue?.lexicon.hanWords ?? .dictionary)
        if text == "-" {
            LineInput.forEach { line in writeJSON(line, analyzer, withText: true, console) }
        } else if console.wantsJSON {
            writeJSON(text, analyzer, withText: false, console)
        } else {
            var table = TextTable([.right("pos"), .left("kind"), .left("bytes"), .left("term")])
            for token in analyzer.tokens(text, mode: mode) {
                let bytes = "\(token.start)–\(token.end)"
                table.add([String(token.position), token.kind.name, bytes, token.printableTerm])
            }
            console.output.write(table.rendered(style: console.style))
        }
        return .success
    }

    private func dictionaryWords() throws -> HanWords? {
        guard let dictionaryPath else { return nil }
        let text = String(decoding: try InputFile(path: dictionaryPath).readAll(), as: UTF8.self)
        var builder = LexiconBuilder()
        guard builder.addICUWords() else { return nil }
        builder.add(UserDictionary(parsing: text))
        return .lexicon(builder.finish())
    }

    private func writeJSON(_ text: String, _ analyzer: Analyzer, withText: Bool, _ console: Console) {
        console.writeJSON { json in
            json.object { json in
                if withText { json.member("text", text) }
                json.array("tokens") { json in
                    for token in analyzer.tokens(text, mode: mode) {
                        json.object { json in
                            json.member("text", token.printableTerm)
                            json.member("start", Int(token.start))
                            json.member("end", Int(token.end))
                            json.member("position", Int(token.position))
                            json.member("kind", token.kind.name)
                        }
                    }
                }
            }
        }
    }
}

struct UnderstandCommand: Command {
    static let usage = CommandUsage(
        "understand", abstract: "Show how a query is understood: intent, brand, category, price, quantities.",
        discussion: """
            With - for TEXT, lines are read from standard input and a JSON object is written for each, in order.
            """,
        examples: [
            .init("understand '2000元以下的华为手机 128G' --dir shop.index", "Price, brand, category and storage.")
        ])

    @Argument("TEXT", help: "The query; - reads lines from standard input") var text: String
    @Option("--dir", value: "DIR", help: "With the brands and categories of this index") var folder:
        IndexFolder?
    @Option(
        "--model", value: "FILE", help: "With a model that souk train-intent wrote, in place of the library's"
    )
    var model: ModelFile<UnderstandingModel>?

    func run(_ console: Console) throws -> ExitStatus {
        let model = try model?.model() ?? .shipped
        let pipeline = try folder.map { try SearchPipeline(try $0.catalogue(model: model)) }
        let understanding = QueryUnderstanding(model: model)
        let interpret = { (text: String) throws in
            try pipeline?.interpret(text) ?? understanding.interpret(text)
        }
        let writeJSON = { (text: String) throws in
            let interpretation = try interpret(text)
            console.writeJSON { $0.value(EncodedJSON(InterpretationJSON(interpretation))) }
            // Whoever writes line by line waits for each answer.
            console.output.flush()
        }
        if text == "-" {
            try LineInput.forEach(writeJSON)
        } else if console.wantsJSON {
            try writeJSON(text)
        } else {
            var table = TextTable([.left(""), .left("")])
            for row in rows(try interpret(text)) { table.add(row) }
            console.output.write(table.rendered())
        }
        return .success
    }

    private func rows(_ interpretation: Interpretation) -> [[String]] {
        var rows = [
            ["intent", "\(interpretation.intent.rawValue) (\(Int(interpretation.confidence * 100)) %)"]
        ]
        if let brand = interpretation.brand { rows.append(["brand", "\(brand.surface) \(names(brand))"]) }
        if let category = interpretation.category {
            rows.append(["category", "\(category.surface) \(names(category))"])
        }
        if let price = interpretation.price {
            let low = price.min.map { "\($0)" } ?? "…"
            let high = price.max.map { "\($0)" } ?? "…"
            rows.append([
                "price",
                "\(low) to \(high) \(price.currency ?? "")\(price.isSoft ? " (about: ranks, does not filter)" : "")",
            ])
        }
        for quantity in interpretation.quantities {
            rows.append([
                "quantity",
                "\(quantity.kind.rawValue) \(quantity.value) \(quantity.unit) = \(quantity.baseValue) \(quantity.baseUnit)",
            ])
        }
        for exclusion in interpretation.exclusions {
            rows.append(["without", interpretation.surface(exclusion.range)])
        }
        if let corrected = interpretation.correctedText { rows.append(["meant", corrected]) }
        rows.append(["keywords", interpretation.keywords.map(\.text).joined(separator: ", ")])
        return rows
    }

    private func names(_ entity: EntityMatch) -> String {
        let names = entity.values.prefix(3).map { $0.path.joined(separator: " > ") }
        return names.isEmpty ? "(by its shape)" : "→ " + names.joined(separator: " | ")
    }
}

/// Lines of standard input, each without its line feed.
enum LineInput {
    static func forEach(_ body: (String) throws -> Void) rethrows {
        while let line = readLine(strippingNewline: false) {
            try body(
                line.hasSuffix("\r\n") || line.hasSuffix("\n")
                    ? String(decoding: line.utf8.dropLast(), as: UTF8.self) : line)
        }
    }
}
