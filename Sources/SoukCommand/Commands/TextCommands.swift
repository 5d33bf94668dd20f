import Souk
import SoukAnalysis
import SoukImport
import SoukUnderstanding

struct AnalyzeCommand: Command {
    static let specification = CommandSpecification(
        name: "analyze", abstract: "Show the tokens of a text.",
        arguments: [.init(name: "TEXT", help: "The text; - reads lines from standard input and writes a JSON object for each.")],
        options: [
            .init("mode", value: "NAME", choices: ["index", "query", "words"], help: "Tokens of a document, of a query, or only the words in order (default index)."),
            .init("dir", value: "DIR", help: "Analyse as this index does."),
        ],
        examples: [("souk analyze 罗技g304后盖 --mode words", "罗技 | g304 | 后盖")])

    private let text: String
    private let mode: AnalysisMode
    private let isJSON: Bool
    private let path: String?

    init(_ values: ParsedValues) throws {
        text = values.arguments[0]
        mode = switch values.option("mode") {
        case "query": .query
        case "words": .words
        default: .index
        }
        isJSON = values.flag("json")
        path = values.option("dir")
    }

    func run() throws -> Int32 {
        let configuration = try path.map { try IndexFolder.catalogue($0).snapshot.manifest.analyzer } ?? .current
        let analyzer = try Analyzer(configuration)
        if text == "-" {
            LineInput.forEach { line in
                Output.write(json(line, analyzer, withText: true))
                Output.line()
            }
        } else if isJSON {
            Output.write(json(text, analyzer, withText: false))
            Output.line()
        } else {
            let rows = analyzer.tokens(text, mode: mode).map { token in
                [String(token.position), token.kind.name, "\(token.start)–\(token.end)", printable(token.term)]
            }
            for line in TextTable.lines([["pos", "kind", "bytes", "term"]] + rows, numbers: [0]) { Output.line(line) }
        }
        return 0
    }

    /// The end sentinel of a Han run is no character that a terminal shows.
    private func printable(_ term: String) -> String {
        String(term.unicodeScalars.map { $0.value < 0x20 ? "␃" : Character($0) })
    }

    private func json(_ text: String, _ analyzer: Analyzer, withText: Bool) -> [UInt8] {
        let tokens: [JSONValue] = analyzer.tokens(text, mode: mode).map { token in
            .object([
                .init("text", .string(token.term)), .init("start", .integer(Int64(token.start))),
                .init("end", .integer(Int64(token.end))), .init("position", .integer(Int64(token.position))),
                .init("kind", .string(token.kind.name)),
            ])
        }
        var object = JSONObjectText()
        if withText { object.add("text", text) }
        object.add("tokens", .array(tokens))
        return object.text
    }
}

struct UnderstandCommand: Command {
    static let specification = CommandSpecification(
        name: "understand", abstract: "Show how a query is understood: intent, brand, category, price, quantities.",
        arguments: [.init(name: "TEXT", help: "The query; - reads lines from standard input and writes a JSON object for each.")],
        options: [.init("dir", value: "DIR", help: "With the brands and categories of this index.")],
        examples: [("souk understand '2000元以下的华为手机 128G' --dir shop.index", "Price, brand, category and storage.")])

    private let text: String
    private let isJSON: Bool
    private let path: String?

    init(_ values: ParsedValues) throws {
        text = values.arguments[0]
        isJSON = values.flag("json")
        path = values.option("dir")
    }

    func run() throws -> Int32 {
        let understanding = try path.map { try IndexFolder.catalogue($0).understanding } ?? QueryUnderstanding()
        if text == "-" {
            LineInput.forEach { line in
                Output.write(JSONObjectText.encoded(InterpretationJSON(understanding.interpret(line))))
                Output.line()
            }
        } else if isJSON {
            Output.write(JSONObjectText.encoded(InterpretationJSON(understanding.interpret(text))))
            Output.line()
        } else {
            for line in TextTable.lines(rows(understanding.interpret(text))) { Output.line(line) }
        }
        return 0
    }

    private func rows(_ interpretation: Interpretation) -> [[String]] {
        var rows = [["intent", "\(interpretation.intent.rawValue) (\(Int(interpretation.confidence * 100)) %)"]]
        if let brand = interpretation.brand { rows.append(["brand", "\(brand.surface) \(names(brand))"]) }
        if let category = interpretation.category { rows.append(["category", "\(category.surface) \(names(category))"]) }
        if let price = interpretation.price {
            let low = price.min.map { "\($0)" } ?? "…"
            let high = price.max.map { "\($0)" } ?? "…"
            rows.append(["price", "\(low) to \(high) \(price.currency ?? "")\(price.isSoft ? " (about: ranks, does not filter)" : "")"])
        }
        for quantity in interpretation.quantities {
            rows.append(["quantity", "\(quantity.kind.rawValue) \(quantity.value) \(quantity.unit) = \(quantity.baseValue) \(quantity.baseUnit)"])
        }
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
    static func forEach(_ body: (String) -> Void) {
        while let line = readLine(strippingNewline: false) {
            body(line.hasSuffix("\r\n") || line.hasSuffix("\n") ? String(decoding: line.utf8.dropLast(), as: UTF8.self) : line)
        }
    }
}
