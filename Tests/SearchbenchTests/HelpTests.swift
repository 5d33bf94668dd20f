import SoukConsole
import Testing

@testable import searchbench

@Suite struct HelpTests {
    @Test func everyCommandExplainsItself() {
        for section in Searchbench.program.sections {
            for command in section.commands {
                let help = Searchbench.program.help(for: command, width: 80)
                #expect(help.contains("Usage") && help.contains("Exit status"))
            }
        }
    }

    @Test func aCommandsOwnJSONOptionTakesAFile() throws {
        let help = Searchbench.program.help(for: SpeedCommand.self, width: 80)
        #expect(help.contains("--json OUT") && !help.contains("Write JSON for programs"))
        let request = try Searchbench.program.request(for: [
            "speed", "--json", "out.json", "--threads", "1,2",
        ])
        guard case .run(let command, _, _) = request, let speed = command as? SpeedCommand else {
            Issue.record("no speed command")
            return
        }
        #expect(speed.resultPath == "out.json" && speed.threads.elements == [1, 2])
    }

    @Test func whatCannotBeIsRefused() {
        for words in [
            ["speed", "--classes", "phrase", "--modes", "or_top10"],
            ["speed", "--threads", "0"], ["speed", "--seed", "1", "--queries", "q"],
            ["speed", "--peers", "grep"],
            ["request", "--peers", "sqlite"], ["growth", "--sizes", "10"], ["plot", "out.json"],
        ] {
            #expect(throws: UsageError.self, "\(words)") { _ = try Searchbench.program.request(for: words) }
        }
    }
}
