import Souk
import SoukConsole
import SoukImport
import SoukStorage

struct QuestionsCommand: Command {
    static let usage = CommandUsage(
        "questions",
        abstract: "List the questions that ambiguous queries get, with their answers and what each leaves.",
        discussion: """
            Queries are drawn from FILE by the seed; those stay whose words are all held by more than ten products and that get a question. Each answer \
            is searched for, and what it leaves is printed when it differs from what the question said. The list is for a person \
            to judge: docs/clarification-quality.md is one.
            """,
        examples: [
            .init(
                "questions shop.index --queries queries.tsv.gz --count 50 --seed 1",
                "Markdown, one row a query.")
        ],
        failure: "an answer left other products than its question said")

    @Argument("DIR", help: "Folder of the index") var folder: String
    @Option("--queries", value: "FILE", help: "Lines of qid<TAB>text, or of the text; may be gzip")
    var queries: String
    @Option("--count", value: "N", help: "How many ambiguous queries", range: .within(1...10_000)) var count =
        50
    @Option("--seed", value: "N", help: "Draws the queries", range: .within(0...1_000_000_000)) var seed = 1

    func run(_ console: Console) throws -> ExitStatus {
        let catalogue = try Catalogue(try FileSystemDirectory(path: folder, createIfMissing: false))
        let pipeline = try SearchPipeline(catalogue)
        var texts = try QueryColumn.texts(of: queries)
        var random = SplitMix64(seed: UInt64(seed))
        texts = random.sample(texts, texts.count)
        var ambiguous = 0
        var shown = 0
        var wrong = 0
        if !console.wantsJSON {
            console.output.writeLine("| # | query | products | question | answers and what each leaves |")
            console.output.writeLine("|---|---|---|---|---|")
        }
        for text in texts where shown < count {
            var options = SearchOptions()
            options.clarifies = true
            options.highlights = false
            let page = try pipeline.search(text, options)
            guard page.lastTier == 0, page.total > options.count else { continue }
            ambiguous += 1
            var answers: [String] = []
            guard let question = page.clarification else { continue }
            shown += 1
            for option in question.options {
                options.selections = [SearchOptions.Selection(question.field, [option.value])]
                let left = try pipeline.search(text, options).total
                if left != option.count { wrong += 1 }
                answers.append(
                    "\(option.label) \(option.count)" + (left == option.count ? "" : " (left \(left))"))
            }
            if console.wantsJSON {
                console.writeJSON { json in
                    json.object { json in
                        json.member("query", text)
                        json.member("products", page.total)
                        json.member("question", question.text)
                        json.member("answers", answers)
                    }
                }
                continue
            }
            let cells = [
                String(shown), text, String(page.total), question.text,
                answers.joined(separator: " · "),
            ]
            console.output.writeLine(
                "| " + cells.map { $0.split(separator: "|").joined(separator: "/") }.joined(separator: " | ")
                    + " |")
        }
        console.remark(
            "\(shown) of \(ambiguous) ambiguous queries have a question; \(wrong) answers left something else than they said"
        )
        return wrong == 0 ? .success : .failure
    }
}

/// The texts of a file of queries.
enum QueryColumn {
    /// As in every file of queries here: the text, or a number and the text; a line that begins with `query` is a header.
    static func texts(of path: String) throws -> [String] {
        let text = String(decoding: try InputFile(path: path).readAll(), as: UTF8.self)
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "\t")
            guard let first = cells.first, first != "query" else { return nil }
            return String(Int(first) != nil && cells.count > 1 ? cells[1] : first)
        }
    }
}
