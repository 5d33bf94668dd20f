import Souk
import SoukConsole
import SoukEngine

struct ExplainCommand: Command {
    static let usage = CommandUsage(
        "explain", abstract: "Show why a product has its score for a query.",
        examples: [.init("explain shop.index 华为手机 p-17", "A tree whose parts sum to the score.")])

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Argument("QUERY", help: "The query") var query: String
    @Argument("ID", help: "Key of the product") var id: String
    var search = SearchArguments()

    func run(_ console: Console) throws -> ExitStatus {
        let options = try search.options(defaultCount: 10)
        let pipeline = try SearchPipeline(try folder.catalogue())
        guard let (page, explanation) = try pipeline.explain(query, id: id, options) else {
            throw CommandFailure("no product '\(id)' in \(folder.path)")
        }
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.member("query", query)
                    json.member("id", id)
                    json.member("matches", explanation != nil)
                    json.member("total", page.total)
                    json.member("explanation", explanation.map { EncodedJSON($0) })
                }
            }
        } else if let explanation {
            ExplanationText.write(explanation, to: console)
        } else {
            console.output.writeLine("product '\(id)' does not match '\(query)'")
        }
        return .success
    }
}
