import Foundation
import Souk

/// The `souk` command.
@main
struct Tool {
    static let version = "0.1.0"

    static let commands: [any Command.Type] = [
        IndexCommand.self, SearchCommand.self, GetCommand.self, DeleteCommand.self, RunCommand.self,
        ExplainCommand.self, AnalyzeCommand.self, UnderstandCommand.self, StatsCommand.self, CheckCommand.self,
        ExportCommand.self, EventsCommand.self, RecommendCommand.self,
    ]

    static func main() {
        let status = run(Array(CommandLine.arguments.dropFirst()))
        Output.flush()
        exit(status)
    }

    /// - Returns: 0 fine, 1 failed, 2 wrong usage.
    static func run(_ words: [String]) -> Int32 {
        guard let name = words.first, name != "--help", name != "-h", !(name == "help" && words.count == 1) else {
            let overview = HelpText.overview(commands.map { $0.specification }, version: version)
            if words.isEmpty { Output.sendError(overview) } else { Output.write(overview) }
            return words.isEmpty ? 2 : 0
        }
        if name == "--version" {
            Output.line("souk \(version)")
            return 0
        }
        let wanted = name == "help" ? words[1] : name
        guard let command = commands.first(where: { $0.specification.name == wanted }) else {
            Output.error("unknown command '\(wanted)'" + suggestion(wanted) + "; souk --help lists the commands")
            return 2
        }
        if name == "help" {
            Output.write(HelpText.help(command.specification))
            return 0
        }
        return run(command, Array(words.dropFirst()))
    }

    private static func run(_ command: any Command.Type, _ words: [String]) -> Int32 {
        do {
            let values = try ArgumentParser.parse(words, command.specification)
            if values.flag("help") {
                Output.write(HelpText.help(command.specification))
                return 0
            }
            return try command.init(values).run()
        } catch let error as UsageError {
            Output.error(error.description)
            Output.remark("usage: \(HelpText.usage(command.specification))")
            Output.remark("souk \(command.specification.name) --help tells more")
            return 2
        } catch {
            Output.flush()
            Output.error("\(error)")
            return 1
        }
    }

    private static func suggestion(_ name: String) -> String {
        let names = commands.map { $0.specification.name }
        let nearest = names.min { ArgumentParser.distance($0, name) < ArgumentParser.distance($1, name) }
        guard let nearest, ArgumentParser.distance(nearest, name) <= 2 else { return "" }
        return ": did you mean '\(nearest)'?"
    }
}

/// Something that failed while a command ran. Exit status 1.
struct CommandFailure: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}
