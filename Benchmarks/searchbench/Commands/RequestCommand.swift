import Foundation
import SoukConsole

struct RequestCommand: Command {
    static let usage = CommandUsage(
        "request",
        abstract:
            "Measure a shop's real request: four weighted fields, a price filter, facets, an exact total.",
        discussion: """
            The words of Souk's own analyzer are indexed by every engine in the fields title (weight 4), brand (2), \
            category (2) and description (1), beside the price and three facets: brand, top category, price band. \
            request_any and request_all give the first 20, the exact total and the ten commonest values of each facet \
            over all that matches; fields_any10 and fields_all10 only the first ten; dismax_any10 is the peer's \
            best-field search, which Souk's fields_any10 stands beside. Queries are real ones of $SOUK_DATA and words \
            of the catalogue's own titles; every second one has bounds on the price. Totals and facet counts have to \
            be equal over the engines; the forms of BM25 over several fields differ, so scores are not compared.
            """,
        examples: [
            .init("request --json out.json", "The English and the Chinese catalogue of $SOUK_DATA."),
            .init("request --corpus shop.jsonl.gz --documents 20000", "A quick look at one's own catalogue."),
        ],
        failure: "engines disagree, or the work could not be done; the error says why")

    @Option(
        "--corpus", value: "F",
        help: "Catalogue (.jsonl, .jsonl.gz); by default products-en and products-zh in $SOUK_DATA")
    var corpora: [CorpusSource]
    @Option("--peers", value: "LIST", help: "lucene, lucene-sorted, or none")
    var peers = CommaSeparated([Engine.lucene, .luceneSorted])
    @Option("--rounds", value: "N", help: "Alternating rounds", range: .within(1...1000))
    var rounds = 5
    @Option("--seed", value: "S", help: "Draws queries and bounds", range: .within(0...Int.max))
    var seed = Int(QueryDrawing.defaultSeed)
    @Option(
        "--documents", value: "N", help: "Only the first products of each catalogue",
        range: .within(1...Int.max))
    var documentLimit: Int?
    @Option("--warm", value: "S", help: "Seconds of warming up for each engine", range: .within(0...600))
    var warm = 10.0
    @Option("--json", value: "OUT", help: "Write the results as JSON to this file")
    var resultPath: String?
    @Option(
        "--work", value: "DIR", help: "Keep files and logs here; by default a folder that goes at the end")
    var workPath: String?

    func validate() throws(UsageError) {
        for peer in peers.elements where peer != .lucene && peer != .luceneSorted {
            throw .badValue(
                parameter: "--peers", found: peer.rawValue, expected: "lucene, lucene-sorted or none",
                suggestion: nil)
        }
    }

    func run(_ console: Console) throws -> ExitStatus {
        try TextFile.check(resultPath)
        let work = try WorkFolder(workPath)
        defer { work.removeIfTemporary() }
        let location = try DriverLocation()
        var results = BenchmarkResults(machine: .current(seed: UInt64(seed)))
        for source in try corpora.isEmpty ? MeasurementData.catalogues() : corpora {
            let run = RequestRun(
                source: source, realQueries: MeasurementData.realQueries(for: source), peers: peers.elements,
                rounds: rounds, seed: UInt64(seed), documentLimit: documentLimit ?? .max, warmSeconds: warm,
                work: work, location: location, console: console)
            try run.measure(into: &results)
        }
        let status = try results.report(to: resultPath, console)
        RequestSummary(rows: results.queries).print(on: console)
        return status
    }
}
