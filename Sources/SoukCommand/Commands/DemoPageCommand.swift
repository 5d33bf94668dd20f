import Foundation
import Souk
import SoukConsole
import SoukEngine

struct DemoPageCommand: Command {
    static let usage = CommandUsage(
        "demo-page", abstract: "Write one search as a static HTML page.",
        discussion: """
            The page of a shop: what was understood, facets, price bands, variants, highlights with their reasons, the clarifying question, \
            and why each product has its score. One file without scripts and without anything from the network. Facets and grouping are \
            those that fit the index: brand, category, price, and variants by the field with the role group, unless others are named.
            """,
        examples: [
            .init("demo-page shop.index 华为手机 --out page.html", "Then open page.html in a browser."),
            .init("demo-page shop.index 手机 --select brand=华为 --out page.html", "With a chosen brand."),
        ])

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Argument("QUERY", help: "What to search for") var query: String
    var search = SearchArguments()
    @Option("--facet", value: "FIELD", help: "What to count, in place of brand, category and price")
    var facets: [String]
    @Option(
        "--related", value: "N",
        help: "Also show N products that do not match but are near (default: 6 where nothing matches)",
        range: .within(0...100))
    var relatedCount: Int?
    @Option("--out", value: "FILE", help: "The page; - is standard output") var output: String

    func run(_ console: Console) throws -> ExitStatus {
        var options = try search.options(defaultCount: 12)
        let catalogue = try folder.catalogue()
        let schema = catalogue.snapshot.schema
        let usual = [FieldRole.category, .brand, .price].compactMap { schema.field(with: $0)?.name }
        options.facets = (facets.isEmpty ? usual : facets).map { SearchOptions.Facet($0, limit: 8) }
        options.group = options.group ?? schema.field(with: .group)?.name
        options.explains = true
        options.relatedCount = relatedCount
        options.clarifies = true
        let page = try SearchPipeline(catalogue).search(query, options)
        let html = DemoPage(page, query: query, selections: options.selections, schema: schema).html
        if console.wantsJSON {
            if output != "-" { try write(html) }
            console.writeJSON { json in
                json.object { json in
                    json.member("query", query)
                    json.member("total", page.total)
                    json.member("hits", page.hits.map(\.id))
                    if output == "-" { json.member("html", html) } else { json.member("file", output) }
                    json.member("bytes", html.utf8.count)
                }
            }
        } else if output == "-" {
            console.output.write(html)
        } else {
            try write(html)
            if !console.isQuiet { console.remark("wrote \(output): \(counted(page.total, "product")) found") }
        }
        return .success
    }

    private func write(_ html: String) throws(CommandFailure) {
        do { try Data(html.utf8).write(to: URL(fileURLWithPath: output)) } catch {
            throw CommandFailure("\(output): cannot be written: \(error.localizedDescription)")
        }
    }
}
