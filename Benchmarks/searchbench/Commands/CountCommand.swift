import SoukConsole

struct CountCommand: Command {
    static let usage = CommandUsage(
        "count",
        abstract: "Count what a query costs in instructions and bytes, and hold it against a baseline.",
        discussion: """
            A corpus of 50,000 titles, a shop of as many products, and their queries are made by seed: the cells of \
            speed and, as the class shop, those of request. Each is answered under valgrind's callgrind, and the \
            difference of two runs of different length gives the instructions of a query. They do \
            not depend on how busy the machine is, only on the code, the compiler and the vector instructions that \
            there are. Without valgrind only bytes and the engine's own counters are compared, and that is said.
            """,
        examples: [
            .init("count", "Compares with Benchmarks/baselines/counts.json."),
            .init("count --update", "Takes the counts of now as the baseline."),
        ],
        failure: "a counter rose by more than the limit that the baseline states (5 %), or is no longer there"
    )

    @Option("--corpus", value: "F", help: "Count on the first 50,000 documents of this catalogue instead")
    var corpus: CorpusSource?
    @Option("--baseline", value: "FILE", help: "What the counts are held against")
    var baselinePath = "Benchmarks/baselines/counts.json"
    @Flag("--update", help: "Write the baseline in place of comparing with it") var updates
    @Option("--seed", value: "S", help: "Makes corpus and queries", range: .within(0...Int.max))
    var seed = Int(QueryDrawing.defaultSeed)

    func run(_ console: Console) throws -> ExitStatus {
        let baseline = updates ? nil : try CountBaseline(path: baselinePath)
        if let baseline, baseline.seed != UInt64(seed) {
            throw otherWork
        }
        if !InstructionCount.isAvailable {
            guard !updates else {
                throw CommandFailure(
                    "valgrind is not installed: a baseline without instructions would hold nothing against a regression (apt-get "
                        + "install valgrind)")
            }
            console.warning(
                "valgrind is not installed: instructions are not counted (apt-get install valgrind)")
        }
        let work = try WorkFolder(nil)
        defer { work.removeIfTemporary() }
        let run = CountRun(
            source: corpus, seed: UInt64(seed), work: work, location: try DriverLocation(), console: console)
        let counts = try run.counts()
        guard let baseline else {
            try counts.write(to: baselinePath)
            console.remark("\(baselinePath): \(counted(counts.cells.count, "cell"))")
            return .success
        }
        if baseline.seed != counts.seed || baseline.documents != counts.documents {
            throw otherWork
        }
        if baseline.swift != counts.swift {
            console.warning("the baseline was counted with Swift \(baseline.swift), this is \(counts.swift)")
        }
        return report(CountChange.changes(from: baseline, to: counts), baseline.limit, console)
    }

    private var otherWork: CommandFailure {
        CommandFailure(
            "\(baselinePath) was made with another corpus or seed: name a baseline of their own by --baseline, made with "
                + "--update")
    }

    private func report(_ changes: [CountChange], _ limit: Double, _ console: Console) -> ExitStatus {
        let regressions = changes.filter { $0.verdict == .regression }
        // Without valgrind instructions are missing, and that was said; whatever else is, was lost.
        let lost = changes.filter { change in
            change.verdict == .missing
                && (InstructionCount.isAvailable || !change.name.hasSuffix(CountBaseline.instructions))
        }
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.array("changes") { json in
                        for change in changes {
                            json.object { json in
                                json.member("counter", change.name)
                                json.member("before", change.before)
                                json.member("now", change.now)
                                json.member("verdict", change.verdict.rawValue)
                            }
                        }
                    }
                }
            }
            return regressions.isEmpty && lost.isEmpty ? .success : .failure
        }
        var table = TextTable([
            .left("counter"), .right("before"), .right("now"), .right("change"), .left("verdict"),
        ])
        for change in changes {
            let ratio = change.before.flatMap { before in change.now.map { $0 / max(before, 1e-9) - 1 } }
            table.add([
                change.name, change.before.map { grouped(Int($0)) } ?? "",
                change.now.map { grouped(Int($0)) } ?? "",
                ratio.map { fixed($0 * 100, 1) + " %" } ?? "", change.verdict.rawValue,
            ])
        }
        console.output.write(table.rendered(style: console.style))
        if !regressions.isEmpty {
            console.error(
                "\(counted(regressions.count, "counter")) rose by more than \(fixed(limit * 100, 0)) %")
        }
        if let first = lost.first {
            console.error(
                "\(counted(lost.count, "counter")) of the baseline not counted any more, such as \(first.name); --update "
                    + "where that is meant")
        }
        return regressions.isEmpty && lost.isEmpty ? .success : .failure
    }
}
