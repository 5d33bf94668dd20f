import Souk
import SoukConsole

struct SuggestCommand: Command {
    static let usage = CommandUsage(
        "suggest", abstract: "Complete what a shopper is typing, from the catalogue alone.",
        discussion: """
            The last word of PREFIX is a beginning, unless a space follows it. Suggestions are queries with the number of \
            products that each finds, queries in a category or with a filter by brand, brands, and products by their key, code or title. Chinese is also \
            found by its pinyin. The first call reads a sample of the titles: a program that stays open answers in \
            microseconds, see searchbench suggest.
            """,
        examples: [
            .init("suggest shop.index 华为手", "华为手机 …"),
            .init("suggest shop.index sj -k 5", "手机 by its first letters."),
            .init("suggest shop.index 'running sh' --json | jq -r '.suggestions[].text'", "For programs."),
        ])

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Argument("PREFIX", help: "What was typed so far") var prefix: String
    @Option("-k", value: "N", help: "How many suggestions", range: .within(1...100)) var count = 10

    func run(_ console: Console) throws -> ExitStatus {
        let suggestions = try Suggester(try folder.catalogue()).suggest(prefix, count: count)
        if console.wantsJSON {
            writeJSON(suggestions, console)
        } else {
            for suggestion in suggestions { console.output.writeLine(line(suggestion, console)) }
            if suggestions.isEmpty { console.output.writeLine("  nothing begins so") }
        }
        return .success
    }

    private func line(_ suggestion: Suggestion, _ console: Console) -> String {
        let scope = suggestion.scope.sorted { $0.key < $1.key }.map(\.value).joined(separator: ", ")
        let label = suggestion.id ?? counted(suggestion.count, "product")
        return "  " + terminalSafe(suggestion.text) + (scope.isEmpty ? "" : terminalSafe(" in " + scope))
            + "  "
            + console.style.dim(terminalSafe("\(suggestion.kind.rawValue) · \(label)"))
    }

    private func writeJSON(_ suggestions: [Suggestion], _ console: Console) {
        console.writeJSON { json in
            json.object { json in
                json.member("prefix", prefix)
                json.array("suggestions") { json in
                    for suggestion in suggestions {
                        json.object { json in
                            json.member("text", suggestion.text)
                            json.member("kind", suggestion.kind.rawValue)
                            json.member("count", suggestion.count)
                            json.object("scope") { json in
                                for (field, value) in suggestion.scope.sorted(by: { $0.key < $1.key }) {
                                    json.member(field, value)
                                }
                            }
                            if !suggestion.filters.isEmpty { json.member("filters", suggestion.filters) }
                            json.member("id", suggestion.id)
                            json.member(
                                "highlights", suggestion.highlights.map { [$0.lowerBound, $0.upperBound] })
                        }
                    }
                }
            }
        }
    }
}
