import Souk
import SoukConsole
import SoukEngine
import SoukRanking
import SoukUnderstanding

struct SearchCommand: Command {
    static let usage = CommandUsage(
        "search", abstract: "Search the catalogue.",
        discussion: """
            In QUERY, "…" is a phrase, -word and -"…" exclude, field:value filters where the index has the field. A price bound \
            (2000元以下, under $50), a brand and a category are understood, and what is not wanted (不要华为, not huawei). Any text \
            is a query.
            """,
        examples: [
            .init("search shop.index '2000元以下的华为手机'", "The bound filters, the brand and category rank."),
            .init(
                "search shop.index 手机 --facet brand --sort price:asc",
                "Cheapest phones first, with brand counts."),
            .init(
                "search shop.index 手机 --group group --facet brand --facet price --select brand=华为",
                "Products, not variants; price bands; brands as if none were chosen."),
            .init("search shop.index 华为手 --as-typed", "The page of 华为手机, before it is typed."),
            .init("search shop.index 'running shoes' --json | jq '.hits[].id'", "For programs."),
        ])

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Argument("QUERY", help: "What to search for; an empty text lists everything") var query: String
    var search = SearchArguments()
    @Option("--offset", value: "N", help: "Products to skip", range: .atLeast(0)) var offset: Int?
    @Option("--after", value: "CURSOR", help: "The page after the one that gave this cursor as \"next\"")
    var cursor: CursorArgument?
    @Option(
        "--facet", value: "FIELD",
        help:
            "Count the values of a field, such as brand, category or attributes.颜色; of a number, bands: price"
    )
    var facets: [String]
    @Option(
        "--related", value: "N",
        help:
            "Also name N products that do not match but are near by their vectors (default: 6 where nothing matches)",
        range: .within(0...1000))
    var relatedCount: Int?
    @Flag(
        "--as-typed",
        help: "QUERY is still being typed: search for what it most likely becomes, by its suggestions")
    var asTyped
    @Flag("--explain", help: "Show why each product has its score") var explains

    func validate() throws(UsageError) {
        if cursor != nil, offset != nil { throw .conflict("--after", "--offset") }
    }

    func run(_ console: Console) throws -> ExitStatus {
        var options = try search.options(defaultCount: 10)
        options.facets = facets.map { SearchOptions.Facet($0) }
        options.explains = explains
        options.clarifies = true
        options.relatedCount = relatedCount
        options.offset = offset ?? 0
        let catalogue = try folder.catalogue()
        let likeliest = asTyped ? try Suggester(catalogue).complete(query, count: 10).likeliest : nil
        let text = likeliest ?? query
        if let cursor { try cursor.cursor.apply(to: &options, text, catalogue.snapshot) }
        let page = try SearchPipeline(catalogue).search(text, options)
        for note in page.notes { console.remark("souk: note: \(note)") }
        if console.wantsJSON {
            let next = PageCursor(after: page, text, options, catalogue.snapshot)
            writeJSON(
                page, of: text, next: next, catalogue.snapshot.schema.field(with: .currency)?.name, console)
        } else {
            PageText(page, query: text, offset: options.offset, console: console).write()
        }
        return .success
    }

    private func writeJSON(
        _ page: SearchPage, of text: String, next: PageCursor?, _ currencyField: String?, _ console: Console
    ) {
        console.writeJSON { json in
            json.object { json in
                json.member("query", query)
                if asTyped { json.member("searchedText", text) }
                json.member("interpretation", EncodedJSON(InterpretationJSON(page.interpretation)))
                json.member("total", page.total)
                json.array("hits") { json in for hit in page.hits { write(hit, &json) } }
                json.object("facets") { json in
                    for facet in page.facets { write(facet, currencyField, &json) }
                }
                if page.facets.contains(where: { $0.otherValues > 0 }) {
                    json.object("otherFacetValues") { json in
                        for facet in page.facets where facet.otherValues > 0 {
                            json.object(facet.field) { json in
                                json.member("values", facet.otherValues)
                                json.member("otherCount", facet.otherCount)
                            }
                        }
                    }
                }
                if !page.plan.rules.names.isEmpty { json.member("rules", page.plan.rules.names) }
                if let clarification = page.clarification {
                    write(clarification, &json)
                } else {
                    json.null("clarification")
                }
                json.member("next", next?.text)
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

    private func write(_ clarification: Clarification, _ json: inout JSONWriter) {
        json.object("clarification") { json in
            json.member("kind", clarification.kind.rawValue)
            json.member("field", clarification.field)
            json.member("question", clarification.text)
            json.array("options") { json in
                for option in clarification.options {
                    json.object { json in
                        json.member("label", option.label)
                        json.member("value", option.value)
                        json.member("count", option.count)
                        json.member("select", "\(clarification.field)=\(option.value)")
                    }
                }
            }
        }
    }

    private func write(_ nothingFound: NothingFound, _ json: inout JSONWriter) {
        json.object("nothingFound") { json in
            json.member("text", nothingFound.sentences(AnswerLanguage(of: query)).joined(separator: " "))
            json.member("unknownWords", nothingFound.unknownWords)
            json.member("undone", nothingFound.undone.map(\.rawValue))
            json.member("conditions", nothingFound.conditions)
            json.member("total", nothingFound.total)
            json.member("nearestPrice", nothingFound.nearestPrice)
        }
    }

    private func write(_ facet: SearchPage.Facet, _ currencyField: String?, _ json: inout JSONWriter) {
        json.array(facet.field) { json in
            for (place, count) in facet.counts.enumerated() {
                json.object { json in
                    json.member("value", count.value)
                    json.member("count", count.count)
                    guard place < facet.bands.count else { return }
                    json.member("above", facet.bands[place].lower)
                    json.member("upTo", facet.bands[place].upper)
                    if let currency = facet.currency { json.member("currency", currency) }
                    json.member("filter", facet.filter(ofBand: place, currencyField: currencyField))
                }
            }
        }
    }

    private func write(_ hit: SearchPage.Hit, _ json: inout JSONWriter) {
        json.object { json in
            json.member("id", hit.id)
            json.member("score", hit.score)
            json.member("tier", hit.tier)
            if hit.isPinned { json.member("pinned", true) }
            json.member("product", RawJSON(hit.source))
            json.member(
                "highlights",
                hit.highlights.mapValues { $0.map { [$0.range.lowerBound, $0.range.upperBound] } })
            json.member("reasons", hit.highlights.mapValues { $0.map(\.reason.rawValue) })
            if let variants = hit.variants {
                json.object("variants") { json in
                    json.member("count", variants.count)
                    json.member("minPrice", variants.prices?.lowerBound)
                    json.member("maxPrice", variants.prices?.upperBound)
                }
            }
            if let explanation = hit.explanation { json.member("explanation", EncodedJSON(explanation)) }
        }
    }
}

/// The `next` of an earlier page.
struct CursorArgument: ArgumentValue {
    let cursor: PageCursor

    init?(argument: String) {
        guard let cursor = PageCursor(text: argument) else { return nil }
        self.cursor = cursor
    }

    var argumentText: String { cursor.text }
    static var expectation: String { "the \"next\" of an earlier page" }
}
