import Foundation
import Souk
import SoukEngine

struct RunCommand: Command {
    static let specification = CommandSpecification(
        name: "run", abstract: "Answer a file of queries and write a TREC run.",
        discussion: """
            Each line of the output is: qid Q0 docid rank score tag. The score encodes the order: it falls strictly \
            down the list, tiers and re-ranking included.
            """,
        arguments: [IndexFolder.argument],
        options: [
            .init("queries", value: "FILE", help: "Lines of qid<TAB>text, with an optional third column for the language."),
            .init("tag", value: "NAME", help: "Name of the run (default souk)."),
        ] + SearchArguments.options,
        examples: [("souk run shop.index --queries q.tsv > souk.run", "Then: souk eval --qrels qrels.txt souk.run")])

    private let path: String
    private let queries: String
    private let tag: String
    private let options: SearchOptions
    private let isJSON: Bool
    private let isQuiet: Bool

    init(_ values: ParsedValues) throws {
        path = values.arguments[0]
        guard let queries = values.option("queries") else { throw UsageError("--queries is missing: a file of qid<TAB>text") }
        self.queries = queries
        tag = values.option("tag") ?? "souk"
        guard !tag.isEmpty, !tag.contains(where: \.isWhitespace) else { throw UsageError("--tag holds a space") }
        var options = try SearchArguments.parse(values, defaultCount: 100)
        options.highlights = false
        self.options = options
        isJSON = values.flag("json")
        isQuiet = values.flag("quiet")
    }

    func run() throws -> Int32 {
        let topics = try topics()
        let pipeline = try SearchPipeline(try IndexFolder.catalogue(path))
        let progress = ProgressBar("searching", quiet: isQuiet)
        for (index, topic) in topics.enumerated() {
            let page = try pipeline.search(topic.text, options)
            for (rank, hit) in page.hits.enumerated() { write(topic.id, hit, rank: rank, page) }
            progress.update(share: Double(index + 1) / Double(topics.count), "\(index + 1) of \(topics.count) queries")
        }
        progress.finish()
        return 0
    }

    private func write(_ query: String, _ hit: SearchPage.Hit, rank: Int, _ page: SearchPage) {
        // What readers of runs sort by must fall strictly: the place decides, the engine's own score is for people.
        let score = page.hits.count - rank
        if isJSON {
            var object = JSONObjectText()
            object.add("qid", query)
            object.add("docid", hit.id)
            object.add("rank", rank + 1)
            object.add("score", hit.score)
            object.add("tier", hit.tier)
            Output.write(object.text)
            Output.line()
        } else {
            Output.line("\(query) Q0 \(hit.id) \(rank + 1) \(score) \(tag)")
        }
    }

    private func topics() throws -> [(id: String, text: String)] {
        guard let data = FileManager.default.contents(atPath: queries) else { throw CommandFailure("\(queries): cannot be read") }
        var topics: [(id: String, text: String)] = []
        for (index, line) in String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let text = line.hasSuffix("\r") ? line.dropLast() : line
            if text.isEmpty { continue }
            let columns = text.split(separator: "\t", omittingEmptySubsequences: false)
            guard columns.count >= 2, !columns[0].isEmpty, !columns[0].contains(where: \.isWhitespace) else {
                throw CommandFailure("\(queries):\(index + 1): expected qid<TAB>text")
            }
            topics.append((String(columns[0]), String(columns[1])))
        }
        return topics
    }
}

struct ExplainCommand: Command {
    static let specification = CommandSpecification(
        name: "explain", abstract: "Show why a product has its score for a query.",
        arguments: [
            IndexFolder.argument, .init(name: "QUERY", help: "The query."), .init(name: "ID", help: "Key of the product."),
        ],
        options: SearchArguments.options,
        examples: [("souk explain shop.index 华为手机 p-17", "A tree whose parts sum to the score.")])

    private let path: String
    private let query: String
    private let id: String
    private let options: SearchOptions
    private let isJSON: Bool

    init(_ values: ParsedValues) throws {
        path = values.arguments[0]
        query = values.arguments[1]
        id = values.arguments[2]
        options = try SearchArguments.parse(values, defaultCount: 10)
        isJSON = values.flag("json")
    }

    func run() throws -> Int32 {
        let pipeline = try SearchPipeline(try IndexFolder.catalogue(path))
        guard let (page, explanation) = try pipeline.explain(query, id: id, options) else {
            throw CommandFailure("no product '\(id)' in \(path)")
        }
        if isJSON {
            var object = JSONObjectText()
            object.add("query", query)
            object.add("id", id)
            object.add("matches", .bool(explanation != nil))
            object.add("total", page.total)
            object.add("explanation", raw: explanation.map { JSONObjectText.encoded($0) } ?? Array("null".utf8))
            Output.write(object.text)
            Output.line()
        } else if let explanation {
            ExplanationText.write(explanation)
        } else {
            Output.line("product '\(id)' does not match '\(query)'")
        }
        return 0
    }
}
