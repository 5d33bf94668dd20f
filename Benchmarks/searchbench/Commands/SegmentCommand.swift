import Foundation
import SoukAnalysis
import SoukConsole
import SoukImport

struct SegmentCommand: Command {
    static let usage = CommandUsage(
        "segment",
        abstract: "Measure how well and how fast Chinese text is cut into words, beside ICU and jieba.",
        discussion: """
            Word F1 of the best path on the PKU test and the Weibo development texts, how the tokens of an index find \
            the gold words, and the speed of one thread, best of the rounds. jieba runs in a process of its own when \
            it is installed (Benchmarks/peers/install.sh jieba); with --user-dictionary it and Souk load the same \
            words.
            """,
        examples: [
            .init("segment", "With ICU's dictionary."),
            .init(
                "segment --user-dictionary dict.txt", "With a dictionary in jieba's format besides."),
        ])

    @Option("--user-dictionary", value: "FILE", help: "Words in jieba's format") var dictionary: String?
    @Option("--catalogue", value: "FILE", help: "Products in JSONL whose titles and brands teach words")
    var catalogue: String?
    @Option("--rounds", value: "N", help: "Times each speed is measured", range: .within(1...100))
    var rounds = 5

    func run(_ console: Console) throws -> ExitStatus {
        let texts = try GoldText.measured()
        let run = try SegmentRun(texts: texts, dictionary: dictionary, catalogue: catalogue, rounds: rounds)
        console.write(try run.wordTable())
        if !console.wantsJSON { console.output.write("\n") }
        console.write(try run.findingTable())
        if !console.wantsJSON { console.output.write("\n") }
        console.write(try run.speedTable())
        console.remark("dictionary made in \(fixed(run.buildSeconds * 1000, 0)) ms")
        return .success
    }
}
