import SoukConsole

struct CompareCommand: Command {
    static let usage = CommandUsage(
        "compare", abstract: "Show what became slower, faster, larger or smaller between two results.",
        discussion: """
            Only Souk's own rows are compared: what changed in a peer's is the machine. Index bytes always count; \
            times, rates and memory only when both results come from one machine (the same processor and cores). Results of \
            other queries or other documents are compared with a warning.
            """,
        examples: [
            .init("compare before.json after.json", "Changes of over 10 %; fails when one is for the worse.")
        ],
        failure:
            "something became worse by more than the tolerance, an engine found something else, or a result cannot be read; the error says which"
    )

    @Argument("BEFORE", help: "A result of --json") var before: String
    @Argument("AFTER", help: "A result of --json") var after: String
    @Option("--tolerance", value: "SHARE", help: "A smaller change is none", range: .within(0...10))
    var tolerance = 0.1
    @Flag("--all", help: "Show also what stayed the same") var showsAll

    func run(_ console: Console) throws -> ExitStatus {
        let comparison = ResultComparison(
            from: try BenchmarkResults(path: before), to: try BenchmarkResults(path: after),
            tolerance: tolerance, engines: Set(Engine.allCases.filter(\.isSouk).map(\.rawValue)))
        if !comparison.isSameMachine {
            console.warning("the results come from different machines: only bytes are compared")
        }
        guard !comparison.changes.isEmpty else {
            throw CommandFailure("\(before) and \(after) have no measure in common")
        }
        for difference in comparison.differences { console.warning(difference) }
        for agreement in comparison.disagreements {
            console.error(
                "\(after): \(agreement.corpus) \(agreement.queryClass) \(agreement.mode): \(agreement.engine.rawValue) found "
                    + "other \(agreement.what) than \(agreement.reference.rawValue)")
        }
        let isWorse = !comparison.regressions.isEmpty || !comparison.disagreements.isEmpty
        if let first = comparison.missing.first {
            let count = counted(comparison.missing.count, "measure")
            console.warning("\(count) of \(before) missing in \(after), such as \(first)")
        }
        let shown = comparison.changes.filter { showsAll || $0.verdict != .same }
            .sorted { $0.worsening > $1.worsening }
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.member("same_machine", comparison.isSameMachine)
                    json.member("missing", comparison.missing)
                    json.array("changes") { json in
                        for change in shown {
                            json.object { json in
                                json.member("measure", change.measure)
                                json.member("before", change.before)
                                json.member("after", change.now)
                                json.member("verdict", change.verdict.rawValue)
                            }
                        }
                    }
                }
            }
            return isWorse ? .failure : .success
        }
        var table = TextTable([
            .left("measure"), .right("before"), .right("after"), .right("ratio"), .left("verdict"),
        ])
        for change in shown {
            table.add([
                change.measure, microseconds(change.before), microseconds(change.now),
                fixed(change.now / change.before, 2), change.verdict.rawValue,
            ])
        }
        if !shown.isEmpty { console.output.write(table.rendered(style: console.style)) }
        let regressions = comparison.regressions.count
        console.output.writeLine(
            "\(counted(comparison.changes.count, "measure")): \(regressions) worse, "
                + "\(comparison.changes.count { $0.verdict == .better }) better")
        return isWorse ? .failure : .success
    }
}
