import Souk
import SoukConsole
import SoukEngine
import SoukRanking
import SoukUnderstanding

struct SearchCommand: Command {
    static let usage = CommandUsage(
        "search", abstract: "Search the catalogue.",
        discussion: """
            In QUERY, "…" is a phrase, -word excludes, field:value filters where the index has the field. A price bound \
            (2000元以下, under $50), a brand and a category are understood. Any text is a query.
            """,
        examples: [
            .init("search shop.index '2000元以下的华为手机'", "The bound filters, the brand and category rank."),
            .init(
                "search shop.index 手机 --facet brand --sort price:asc",
                "Cheapest phones first, with brand counts."),
            .init("search shop.index 'running shoes' --json | jq '.hits[].id'", "For programs."),
        ])

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Argument("QUERY", help: "What to search for; an empty text lists everything") var query: String
    var search = SearchArguments()
    @Option("--offset", value: "N", help: "Products to skip", range: .atLeast(0)) var offset: Int?
    @Option("--after", value: "CURSOR", help: "The page after the one that gave this cursor as \"next\"")
    var cursor: PageCursor?
    @Option(
        "--facet", value: "FIELD",
        help: "Count the values of a field, such as brand or category or attributes.颜色")
    var facets: [String]
    @Option(
        "--related", value: "N",
        help:
            "Also name N products that do not match but are near by their vectors (default: 6 where nothing matches)",
        range: .within(0...1000))
    var relatedCount: Int?
    @Flag("--explain", help: "Show why each product has its score") var explains

    func validate() throws(UsageError) {
        if cursor != nil, offset != nil { throw .conflict("--after", "--offset") }
    }

    func run(_ console: Console) throws -> ExitStatus {
        var options = try search.options(defaultCount: 10)
        options.facets = facets.map { SearchOptions.Facet($0) }
        options.explains = explains
        options.relatedCount = relatedCount
        options.offset = offset ?? 0
        let catalogue = try folder.catalogue()
        if let cursor { options.offset = try cursor.offset(in: catalogue.snapshot) }
        let page = try SearchPipeline(catalogue).search(query, options)
        for note in page.notes { console.remark("souk: note: \(note)") }
        if console.wantsJSON {
            writeJSON(page, catalogue, console)
        } else {
            PageText(page, query: query, offset: options.offset, console: console).write()
        }
        return .success
    }

    private func writeJSON(_ page: SearchPage, _ catalogue: Catalogue, _ console: Console) {
        console.writeJSON { json in
            json.object { json in
                json.member("query", query)
                json.member("interpretation", EncodedJSON(InterpretationJSON(page.interpretation)))
                json.member("total", page.total)
                json.array("hits") { json in for hit in page.hits { write(hit, &json) } }
                json.object("facets") { json in
                    for facet in page.facets { write(facet.counts, of: facet.field, &json) }
                }
                json.null("clarification")
                json.member("next", page.nextOffset.map { PageCursor($0, catalogue.snapshot).argumentText })
                if !page.notes.isEmpty { json.member("notes", page.notes) }
                if let nothingFound = page.nothingFound { write(nothingFound, &json) }
                if !page.related.isEmpty || relatedCount.map({ $0 > 0 }) == true {
                    json.array("related") { json in
                        for entry in page.related {
                            json.object { json in
                                json.member("id", entry.id)
                                json.member("product", RawJSON(entry.source))
                                json.member("reason", entry.reason?.text())
                                json.member("cosine", entry.cosine)
                            }
                        }
                    }
                }
                let took = page.took.components
                let microseconds = (Double(took.attoseconds) / 1e12).rounded()
                json.member("took_ms", Double(took.seconds) * 1000 + microseconds / 1000)
            }
        }
    }

    private func write(_ nothingFound: NothingFound, _ json: inout JSONWriter) {
        json.object("nothingFound") { json in
            json.member("text", nothingFound.sentences(AnswerLanguage(of: query)).joined(separator: " "))
            json.member("unknownWords", nothingFound.unknownWords)
            json.member("undone", nothingFound.undone.map(\.rawValue))
            json.member("total", nothingFound.total)
            json.member("nearestPrice", nothingFound.nearestPrice)
        }
    }

    private func write(_ counts: [FacetCounter.Count], of field: String, _ json: inout JSONWriter) {
        json.array(field) { json in
            for count in counts {
                json.object { json in
                    json.member("value", count.value)
                    json.member("count", count.count)
                }
            }
        }
    }

    private func write(_ hit: SearchPage.Hit, _ json: inout JSONWriter) {
        json.object { json in
            json.member("id", hit.id)
            json.member("score", hit.score)
            json.member("tier", hit.tier)
            json.member("product", RawJSON(hit.source))
            json.member("highlights", hit.highlights.mapValues { $0.map { [$0.lowerBound, $0.upperBound] } })
            if let explanation = hit.explanation { json.member("explanation", EncodedJSON(explanation)) }
        }
    }
}

/// The text that stands for the next page: where it begins, and in which commit.
struct PageCursor: ArgumentValue {
    private let generation: Int
    private let offset: Int

    init(_ offset: Int, _ snapshot: IndexSnapshot) {
        generation = Int(snapshot.manifest.generation)
        self.offset = offset
    }

    init?(argument: String) {
        let parts = argument.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let generation = parts[0], let offset = parts[1], offset >= 0 else {
            return nil
        }
        self.generation = generation
        self.offset = offset
    }

    var argumentText: String { "\(generation).\(offset)" }
    static var expectation: String { "the \"next\" of an earlier page" }

    func offset(in snapshot: IndexSnapshot) throws(CommandFailure) -> Int {
        guard generation == Int(snapshot.manifest.generation) else {
            throw CommandFailure(
                "the index has changed since the cursor was made: begin again with the first page")
        }
        return offset
    }
}
