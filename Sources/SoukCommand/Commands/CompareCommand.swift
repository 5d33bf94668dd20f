import Souk
import SoukConsole
import SoukEngine
import SoukImport
import SoukRanking

struct CompareCommand: Command {
    static let usage = CommandUsage(
        "compare", abstract: "Set the first pages of two relevance profiles side by side.",
        discussion: """
            Every product of either page with its place and score under both profiles, and the part of the score that \
            differs most. The overlap is rank-biased: 1 says that both pages are equal, and the first places count most.
            """,
        examples: [
            .init(
                "compare shop.index 蓝牙耳机 --profile now.json --profile next.json",
                "Who would move, and by which part of the score.")
        ])

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Argument("QUERY", help: "The query") var query: String
    @Option("--profile", value: "FILE", help: "Relevance profile as JSON; given twice") var profiles: [String]
    @Option("-k", value: "N", help: "Products on a page", range: .within(1...1_000_000)) var count = 10
    @Option("--filter", value: "EXPR", help: "Only products for which this holds") var filters: [String]
    @Option(
        "--group", value: "FIELD",
        help: "Compare the best variant of each product: variants share the field's value, such as group")
    var group: String?
    @Option("--user", value: "U", help: "Blend in what this user may like (needs souk events)")
    var user: String?

    func validate() throws(UsageError) {
        guard profiles.count == 2 else {
            throw .badValue(
                parameter: "--profile", found: "\(profiles.count) times", expected: "two profiles",
                suggestion: nil)
        }
    }

    func run(_ console: Console) throws -> ExitStatus {
        var options = SearchOptions()
        options.count = count
        options.filters = filters
        options.user = user
        options.group = group
        let read = try profiles.map { try SearchArguments.profile(at: $0) }
        let pipeline = try SearchPipeline(try folder.catalogue())
        let comparison = try pipeline.compare(query, read[0], read[1], options)
        if console.wantsJSON {
            writeJSON(comparison, console)
        } else {
            writeText(comparison, console)
        }
        return .success
    }

    private func writeText(_ comparison: ProfileComparison, _ console: Console) {
        var table = TextTable([
            .right(name(0)), .right(name(1)), .right("moves"), .left("product"), .left("differs most in"),
        ])
        for row in comparison.rows {
            let moves = row.ranks.first.flatMap { first in row.ranks.second.map { first - $0 } }
            let change = row.largestChange.map {
                "\($0.label) \($0.difference > 0 ? "+" : "")\(fixed($0.difference, 3))"
            }
            table.add([
                row.ranks.first.map(String.init) ?? "–", row.ranks.second.map(String.init) ?? "–",
                moves.map { $0 == 0 ? "=" : $0 > 0 ? "▲\($0)" : "▼\(-$0)" } ?? "",
                terminalSafe(productTitle(row.source, id: row.id)), change ?? "",
            ])
        }
        console.output.write(table.rendered(style: console.style))
        console.output.writeLine(
            console.style.dim(
                "\(comparison.commonCount) of \(count) on both pages, rank-biased overlap "
                    + "\(fixed(comparison.overlap, 2)); \(comparison.totals.first) and "
                    + "\(comparison.totals.second) products found"))
    }

    private func writeJSON(_ comparison: ProfileComparison, _ console: Console) {
        console.writeJSON { json in
            json.object { json in
                json.member("query", query)
                json.member("profiles", profiles)
                json.member("common", comparison.commonCount)
                json.member("overlap", comparison.overlap)
                json.array("totals") { json in
                    json.value(comparison.totals.first)
                    json.value(comparison.totals.second)
                }
                json.array("hits") { json in for row in comparison.rows { write(row, &json) } }
            }
        }
    }

    private func write(_ row: ProfileComparison.Row, _ json: inout JSONWriter) {
        json.object { json in
            json.member("id", row.id)
            json.array("ranks") { json in
                json.value(row.ranks.first)
                json.value(row.ranks.second)
            }
            json.array("scores") { json in
                json.value(row.scores.first)
                json.value(row.scores.second)
            }
            json.member("differsIn", row.largestChange?.label)
            json.member("difference", row.largestChange?.difference)
            json.member("product", RawJSON(row.source))
        }
    }

    /// The file's name, or its path where both have one name.
    private func name(_ place: Int) -> String {
        let names = profiles.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        return names[0] == names[1] ? profiles[place] : names[place]
    }
}
