import Souk
import SoukConsole
import SoukEngine
import SoukLab

struct RunCommand: Command {
    static let usage = CommandUsage(
        "run", abstract: "Answer a file of queries and write a TREC run.",
        discussion: """
            Each line of the output is: qid Q0 docid rank score tag. The score encodes the order: it falls strictly \
            down the list, tiers and re-ranking included. Words are given up until there are K products for each query, \
            where 'search' is content with 10: -k decides how long the lists are, not how they begin.
            """,
        examples: [
            .init("run shop.index --queries q.tsv > souk.run", "Then: souk eval --qrels qrels.txt souk.run")
        ])

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Option(
        "--queries", value: "FILE",
        help: "Lines of qid<TAB>text, with an optional third column for the language; - is standard input")
    var queries: String
    @Option("--tag", value: "NAME", help: "Name of the run") var tag = RunTag.standard
    var search = SearchArguments()

    func run(_ console: Console) throws -> ExitStatus {
        var options = try search.options(defaultCount: 100)
        options.highlights = false
        // Tiers that a page leaves closed fill the list: a run is judged as far as it goes.
        options.enough = max(options.count, SearchOptions.enoughProducts)
        let topics = try TopicFile(at: queries).topics
        let writer = try RunWriter(tag: tag.argumentText)
        let pipeline = try SearchPipeline(try folder.catalogue())
        let progress = console.progress("searching", total: topics.count, unit: .items("queries"))
        for topic in topics {
            let page = try pipeline.search(topic.text, options)
            if console.wantsJSON {
                for (rank, hit) in page.hits.enumerated() { writeJSON(topic.id, hit, rank: rank, console) }
            } else {
                console.output.write(
                    try writer.lines(query: topic.id, documents: page.hits.map { Identifier($0.id) }))
            }
            progress.advance()
            if console.output.isClosed { break }
        }
        progress.finish()
        return .success
    }

    private func writeJSON(_ query: Identifier, _ hit: SearchPage.Hit, rank: Int, _ console: Console) {
        console.writeJSON { json in
            json.object { json in
                json.member("qid", query.text)
                json.member("docid", hit.id)
                json.member("rank", rank + 1)
                json.member("score", hit.score)
                json.member("tier", hit.tier)
            }
        }
    }
}

/// The last column of a run: one word.
struct RunTag: ArgumentValue {
    let argumentText: String

    static let standard = RunTag("souk")

    private init(_ text: String) { argumentText = text }

    init?(argument: String) {
        guard !argument.isEmpty, !argument.contains(where: \.isWhitespace) else { return nil }
        argumentText = argument
    }

    static var expectation: String { "one word" }
}
