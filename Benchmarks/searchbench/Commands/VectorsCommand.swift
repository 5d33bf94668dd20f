import SoukConsole

struct VectorsCommand: Command {
    static let usage = CommandUsage(
        "vectors",
        abstract: "Measure exact nearest neighbours on one thread, beside faiss.",
        discussion: """
            Queries a second, one after the other and as one batch, best of the rounds, and the share of the true \
            neighbours found. The vectors are drawn in many small groups, by a fixed seed. faiss runs in a process of its \
            own when it is installed (Benchmarks/peers/install.sh faiss), with one thread.
            """,
        examples: [
            .init("vectors --rows 50000 --dimension 96", "Small vectors, as a catalogue trains them."),
            .init("vectors --rows 20000 --dimension 384", "As a sentence encoder makes them."),
        ])

    @Option("--rows", value: "N", help: "Vectors to search among", range: .within(1...10_000_000)) var rows =
        50_000
    @Option("--dimension", value: "N", help: "Components of a vector", range: .within(1...4096))
    var dimension = 96
    @Option("--queries", value: "N", help: "Vectors to search for", range: .within(1...100_000))
    var queries = 200
    @Option("-k", value: "N", help: "Neighbours of each", range: .within(1...10_000)) var count = 10
    @Option("--rounds", value: "N", help: "Times each is measured", range: .within(1...100)) var rounds = 5

    func run(_ console: Console) throws -> ExitStatus {
        let vectors = MeasuredVectors.synthetic(rows: rows, dimension: dimension, queries: queries, seed: 7)
        let measured = try VectorRun(vectors: vectors, count: count, rounds: rounds).rows()
        if !measured.contains(where: { $0.name.hasPrefix("faiss") }) {
            console.remark("faiss is not installed: Benchmarks/peers/install.sh faiss")
        }
        let peer = measured.first { $0.name.hasPrefix("faiss") }
        var table = TextTable([
            .left("\(rows) × \(dimension), k = \(count)"), .right("queries/s"), .right("of faiss flat"),
            .right("in a batch"), .right("recall"),
        ])
        for row in measured {
            table.add([
                row.name, fixed(row.queriesPerSecond, 0),
                peer.map { fixed(row.queriesPerSecond / $0.queriesPerSecond, 2) } ?? "",
                row.batchedPerSecond.map { fixed($0, 0) } ?? "", fixed(row.recall, 4),
            ])
        }
        console.write(table)
        return .success
    }
}
