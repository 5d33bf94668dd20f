import Souk
import SoukConsole

extension AnswerLanguage: ArgumentChoice {}

struct WhyNotCommand: Command {
    static let usage = CommandUsage(
        "whynot", abstract: "Show what keeps a product out of a result, or down.",
        discussion: """
            Says the product's place in the whole list, and what separates it from the page; or, when it is not found, \
            every condition that it does not meet and the words that it lacks. The answer is in the query's language.
            """,
        examples: [
            .init("whynot shop.index '2000元以下的华为手机' p-17", "价格 2999 不在查询所说的 …2000 之内。"),
            .init("whynot shop.index 'running shoes' p-3 --json | jq '.reasons'", "For programs."),
        ])

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Argument("QUERY", help: "The query") var query: String
    @Argument("ID", help: "Key of the product") var id: String
    var search = SearchArguments()
    @Option("--language", value: "NAME", help: "Language of the answer (default: the query's)")
    var language: AnswerLanguage?

    func run(_ console: Console) throws -> ExitStatus {
        let options = try search.options(defaultCount: 10)
        let pipeline = try SearchPipeline(try folder.catalogue())
        guard let answer = try pipeline.whyNot(query, id: id, options) else {
            throw CommandFailure("no product '\(id)' in \(folder.path)")
        }
        let language = language ?? AnswerLanguage(of: query)
        if console.wantsJSON {
            writeJSON(answer, language, console)
        } else {
            for sentence in answer.sentences(language) { console.output.writeLine(terminalSafe(sentence)) }
        }
        return .success
    }

    private func writeJSON(_ answer: WhyNot, _ language: AnswerLanguage, _ console: Console) {
        console.writeJSON { json in
            json.object { json in
                json.member("query", query)
                json.member("id", id)
                json.member("rank", answer.rank)
                json.member("score", answer.score)
                json.member("tier", answer.tier)
                json.member("total", answer.total)
                json.array("reasons") { json in
                    for reason in answer.reasons {
                        json.object { json in
                            json.member("kind", reason.kind)
                            json.member("text", reason.sentence(language))
                        }
                    }
                }
            }
        }
    }
}

extension WhyNot.Reason {
    /// The reason's name for programs.
    fileprivate var kind: String {
        switch self {
        case .filter: "filter"
        case .selection: "selection"
        case .rule: "rule"
        case .fieldFilter: "fieldFilter"
        case .excludedWord: "excludedWord"
        case .price: "price"
        case .lacksProductWord: "lacksProductWord"
        case .lacksWords: "lacksWords"
        case .holdsNothing: "holdsNothing"
        case .tierNotOpened: "tierNotOpened"
        case .variant: "variant"
        case .behindThePage: "behindThePage"
        }
    }
}
