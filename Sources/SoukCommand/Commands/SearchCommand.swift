import Souk
import SoukEngine
import SoukImport
import SoukUnderstanding

struct SearchCommand: Command {
    static let specification = CommandSpecification(
        name: "search", abstract: "Search the catalogue.",
        discussion: """
            In QUERY, "…" is a phrase, -word excludes, field:value filters where the index has the field. A price bound \
            (2000元以下, under $50), a brand and a category are understood. Any text is a query.
            """,
        arguments: [
            IndexFolder.argument,
            CommandSpecification.Argument(name: "QUERY", help: "What to search for; an empty text lists everything.", arity: .one),
        ],
        options: SearchArguments.options + [
            .init("offset", value: "N", help: "Products to skip."),
            .init("after", value: "CURSOR", help: "The page after the one that gave this cursor as \"next\"."),
            .init("facet", value: "FIELD", isRepeatable: true, help: "Count the values of a field, such as brand or category or attributes.颜色."),
            .init("explain", help: "Show why each product has its score."),
        ],
        examples: [
            ("souk search shop.index '2000元以下的华为手机'", "The bound filters, the brand and category rank."),
            ("souk search shop.index 手机 --facet brand --sort price:asc", "Cheapest phones first, with brand counts."),
            ("souk search shop.index 'running shoes' --json | jq '.hits[].id'", "For programs."),
        ])

    private let path: String
    private let query: String
    private var options: SearchOptions
    private let isJSON: Bool
    private let cursor: String?

    init(_ values: ParsedValues) throws {
        path = values.arguments[0]
        query = values.arguments[1]
        options = try SearchArguments.parse(values, defaultCount: 10)
        options.facets = values.all("facet").map { SearchOptions.Facet($0) }
        options.explains = values.flag("explain")
        options.offset = try values.integer("offset", in: 0...Int.max) ?? 0
        cursor = values.option("after")
        if cursor != nil && values.option("offset") != nil { throw UsageError("--after and --offset exclude each other") }
        isJSON = values.flag("json")
    }

    func run() throws -> Int32 {
        let catalogue = try IndexFolder.catalogue(path)
        var options = options
        if let cursor { options.offset = try PageCursor.offset(cursor, catalogue.snapshot) }
        let page = try SearchPipeline(catalogue).search(query, options)
        for note in page.notes { Output.remark("souk: note: \(note)") }
        if isJSON { writeJSON(page, catalogue) } else { PageText(page, query: query, offset: options.offset).write() }
        return 0
    }

    private func writeJSON(_ page: SearchPage, _ catalogue: Catalogue) {
        var object = JSONObjectText()
        object.add("query", query)
        object.add("interpretation", raw: JSONObjectText.encoded(InterpretationJSON(page.interpretation)))
        object.add("total", page.total)
        object.add("hits", objects: page.hits.map(hit))
        var facets = JSONObjectText()
        for facet in page.facets {
            facets.add(facet.field, .array(facet.counts.map { count in
                .object([.init("value", .string(count.value)), .init("count", .integer(Int64(count.count)))])
            }))
        }
        object.add("facets", raw: facets.text)
        object.add("clarification", .null)
        object.add("next", page.nextOffset.map { .string(PageCursor.make($0, catalogue.snapshot)) } ?? .null)
        if !page.notes.isEmpty { object.add("notes", .array(page.notes.map { .string($0) })) }
        let took = page.took.components
        object.add("took_ms", Double(took.seconds) * 1000 + (Double(took.attoseconds) / 1e12).rounded() / 1000)
        Output.write(object.text)
        Output.line()
    }

    private func hit(_ hit: SearchPage.Hit) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("id", hit.id)
        object.add("score", hit.score)
        object.add("tier", hit.tier)
        object.add("product", raw: hit.source)
        var highlights = JSONObjectText()
        for (field, ranges) in hit.highlights.sorted(by: { $0.key < $1.key }) {
            highlights.add(field, .array(ranges.map { .array([.integer(Int64($0.lowerBound)), .integer(Int64($0.upperBound))]) }))
        }
        object.add("highlights", raw: highlights.text)
        if let explanation = hit.explanation { object.add("explanation", raw: JSONObjectText.encoded(explanation)) }
        return object
    }
}

/// The text that stands for the next page: where it begins, and in which commit.
enum PageCursor {
    static func make(_ offset: Int, _ snapshot: IndexSnapshot) -> String { "\(snapshot.manifest.generation).\(offset)" }

    static func offset(_ cursor: String, _ snapshot: IndexSnapshot) throws -> Int {
        let parts = cursor.split(separator: ".").map { Int($0) }
        guard parts.count == 2, let generation = parts[0], let offset = parts[1], offset >= 0 else {
            throw UsageError("--after is '\(cursor)': expected the \"next\" of an earlier page")
        }
        guard generation == Int(snapshot.manifest.generation) else {
            throw CommandFailure("the index has changed since the cursor was made: begin again with the first page")
        }
        return offset
    }
}
