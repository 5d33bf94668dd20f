@testable import SoukConsole

/// A command with one parameter of each kind, shaped like `souk search`.
struct SampleSearchCommand: Command {
    static let usage = CommandUsage(
        "search", abstract: "Find products.",
        discussion: "Ranks products by how well their text answers the query, then by what shoppers chose.",
        examples: [
            .init("search shop '华为手机' -k 5", "the five best hits"),
            .init("search shop -- -x", "a text with a dash"),
        ])

    enum Scorer: String, ArgumentChoice {
        case bm25, tfidf
    }

    struct Paging: ParameterGroup {
        @Option("-k", "--limit", value: "N", help: "hits per page", range: .within(1...1000)) var limit = 10
        @Option("--offset", value: "N", help: "hits to skip", range: .atLeast(0)) var offset: Int?
    }

    @Argument("DIR", help: "index directory") var directory: String
    @Argument("QUERY", help: "what to look for") var query: String
    var paging = Paging()
    @Option("--filter", value: "EXPR", help: "keep only products that match") var filters: [String]
    @Option("--scorer", value: "NAME", help: "formula of the text score") var scorer = Scorer.bm25
    @Option("--boost", value: "X", help: "weight of the blend") var boost = 0.15
    @Option("--memory", value: "SIZE", help: "memory budget") var memory = ByteCount(512_000_000)
    @Option("--after", value: "CURSOR", help: "continue after this hit") var cursor: String?
    @Flag("--explain", help: "show how each score came about") var explain

    func validate() throws(UsageError) {
        if paging.offset != nil, cursor != nil { throw .conflict("--offset", "--after") }
    }

    func run(_ console: Console) throws -> ExitStatus {
        console.remark("searching")
        console.output.writeLine("\(directory)|\(query)|\(paging.limit)|\(filters.joined(separator: ";"))")
        return .success
    }
}

struct SampleIndexCommand: Command {
    static let usage = CommandUsage("index", abstract: "Add products.")
    @Argument("DIR", help: "index directory") var directory: String
    @Argument("FILE", help: "products") var files: [String]
    @Option("--tag", value: "T", help: "run tag, needed") var tag: String

    func run(_ console: Console) throws -> ExitStatus { throw SampleFailure.locked }
}

enum SampleFailure: Error, CustomStringConvertible {
    case locked
    var description: String { "the index is locked by process 7" }
}

struct SampleEmbedCommand: Command {
    static let usage = CommandUsage("embed", abstract: "Embed the catalogue.")
    @Argument("DIR", help: "index directory") var directory: String
    @Argument("MODEL", help: "model folder") var model: String?
    func run(_ console: Console) throws -> ExitStatus { .failure }
}

struct SampleTrainCommand: Command {
    static let usage = CommandUsage("embed train", abstract: "Train vectors.")
    @Argument("DIR", help: "index directory") var directory: String
    func run(_ console: Console) throws -> ExitStatus { .success }
}

struct SampleRulesCommand: Command {
    static let usage = CommandUsage("rules lint", abstract: "Check rules.")
    @Argument("FILE", help: "rules", allowsNone: true) var files: [String]
    @Argument("DEST", help: "report") var destination: String
    func run(_ console: Console) throws -> ExitStatus { .success }
}

var sampleProgram: Program {
    Program(
        name: "souk", version: "1.2.3", abstract: "Product search for Chinese and English catalogues.",
        sections: [
            .init("Search", [SampleSearchCommand.self]),
            .init("Catalogue", [SampleIndexCommand.self, SampleEmbedCommand.self, SampleTrainCommand.self]),
            .init("Rules", [SampleRulesCommand.self]),
        ])
}

/// Parses words that must name a runnable command of the given type.
func parsed<C: Command>(_ words: [String], as type: C.Type = C.self) throws(UsageError) -> C {
    guard case .run(let command, _, _) = try sampleProgram.request(for: words), let found = command as? C
    else {
        preconditionFailure("\(words) does not run \(C.self)")
    }
    return found
}

/// The error that the words give, nil when they are understood.
func usageError(_ words: [String]) -> UsageError? {
    do {
        _ = try sampleProgram.request(for: words)
        return nil
    } catch {
        return error
    }
}
