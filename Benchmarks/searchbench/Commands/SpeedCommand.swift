import Foundation
import SoukConsole

struct SpeedCommand: Command {
    static let usage = CommandUsage(
        "speed",
        abstract: "Build and query Souk and its peers on the same tokens, and print how they compare.",
        discussion: """
            Every engine runs in a process of its own and indexes one field of the same tokens (runs of ASCII letters \
            and digits in lower case); souk-own is Souk with its own analyzer over the raw text. The clock is around \
            the search call alone. The engines answer in alternating rounds; of each query the best time counts, and \
            p50, p99 and mean are taken over the queries. Before that, what they find is compared: counts have to be \
            equal, and the scores of the first ten equal up to one factor for each query (engines leave BM25's k1 + 1 \
            out, or divide by the full score; documents of over 39 tokens, whose lengths Lucene and Tantivy round, are \
            left out of that).

            pisa-scaled was not run: it is what PISA's own program needed beside Lucene once, times what Lucene needs \
            here. A peer that is not installed is named and left out. Times mean something on an idle machine only; bytes \
            and counts always do.
            """,
        examples: [
            .init("speed --json out.json", "Both corpora of $SOUK_DATA, all peers that are installed."),
            .init(
                "speed --corpus shop.jsonl.gz:title --peers lucene --documents 20000 --rounds 2",
                "A quick look: titles of one catalogue, one peer, its first documents."),
            .init("speed --seed 7 --classes multi,long --modes or_top10", "Other queries, two cells."),
        ],
        failure: "engines disagree, or the work could not be done; the error says why")

    @Option(
        "--corpus", value: "F",
        help:
            "Catalogue (.jsonl, .jsonl.gz; F:title for titles only) or token file (.tok.tsv); by default short-texts and the titles of products-en in $SOUK_DATA"
    )
    var corpora: [CorpusSource]
    @Option(
        "--queries", value: "DIR",
        help:
            "Folder of query files such as multi.txt; by default the folder NAME-queries beside the corpus, or drawn"
    )
    var queryFolder: String?
    @Option("--peers", value: "LIST", help: "Engines to stand beside, or none")
    var peers = CommaSeparated(Engine.peers)
    @Option(
        "--threads", value: "LIST",
        help:
            "Counts of threads to build with, and to answer with for the table of throughput; latency is one thread's"
    )
    var threads = CommaSeparated([1])
    @Option("--rounds", value: "N", help: "Alternating rounds", range: .within(1...1000))
    var rounds = 5
    @Option(
        "--seed", value: "S", help: "Draw the queries with this seed, also where there is a query folder",
        range: .within(0...Int.max))
    var seed: Int?
    @Option(
        "--modes", value: "LIST",
        help:
            "Only these modes: or_top10, or_top100, and_top10, or_count, and_count, or_top10count, phrase_top10, phrase_count, prefix_top10, prefix_count, fuzzy_top10, fuzzy_count, fuzzy2_top10"
    ) var modes: CommaSeparated<SearchMode>?
    @Option("--classes", value: "LIST", help: "Only these classes of queries, such as multi")
    var classes: CommaSeparated<QueryClass>?
    @Option(
        "--documents", value: "N", help: "Only the first documents of each corpus",
        range: .within(1...Int.max))
    var documentLimit: Int?
    @Option("--warm", value: "S", help: "Seconds of warming up for each engine", range: .within(0...600))
    var warm = 10.0
    @Option("--json", value: "OUT", help: "Write the results as JSON to this file")
    var resultPath: String?
    @Option(
        "--work", value: "DIR",
        help: "Keep token files, queries and logs here; by default a folder that goes at the end")
    var workPath: String?

    func validate() throws(UsageError) {
        guard threads.elements.allSatisfy({ (1...256).contains($0) }), !threads.elements.isEmpty else {
            throw .badValue(
                parameter: "--threads", found: threads.argumentText, expected: "whole numbers from 1 to 256",
                suggestion: nil)
        }
        guard !plan.cells.isEmpty else {
            throw .badValue(
                parameter: modes == nil ? "--classes" : "--modes",
                found: (modes?.argumentText ?? classes?.argumentText) ?? "",
                expected: "a mode that one of the classes is asked in, such as or_top10 of multi",
                suggestion: nil)
        }
        if seed != nil, queryFolder != nil { throw .conflict("--seed", "--queries") }
    }

    func run(_ console: Console) throws -> ExitStatus {
        try TextFile.check(resultPath)
        let sources = try corpora.isEmpty ? MeasurementData.speedCorpora() : corpora
        let work = try WorkFolder(workPath)
        defer { work.removeIfTemporary() }
        let location = try DriverLocation()
        var results = BenchmarkResults(machine: .current(seed: plan.seed ?? QueryDrawing.defaultSeed))
        for source in sources {
            let run = SpeedRun(source: source, plan: plan, work: work, location: location, console: console)
            try run.measure(into: &results)
        }
        return try results.report(to: resultPath, console)
    }

    private var plan: SpeedRun.Plan {
        let cells = Cell.all.filter { cell in
            (modes?.elements.contains(cell.mode) ?? true)
                && (classes?.elements.contains(cell.queries) ?? true)
        }
        return SpeedRun.Plan(
            peers: peers.elements.filter { !$0.isSouk }, threads: threads.elements, rounds: rounds,
            seed: seed.map { UInt64($0) }, queryFolder: queryFolder, cells: cells,
            documentLimit: documentLimit ?? .max, warmSeconds: warm, throughputSeconds: 2)
    }
}
