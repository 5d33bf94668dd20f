import SoukConsole

/// `searchbench speed` on one corpus: all engines on the same tokens in one field.
struct SpeedRun {
    /// What is asked for on the command line.
    struct Plan {
        var peers: [Engine]
        var threads: [Int]
        var rounds: Int
        var seed: UInt64?
        var queryFolder: String?
        var cells: [Cell]
        var documentLimit: Int
        var warmSeconds: Double
        var throughputSeconds: Double
    }

    let source: CorpusSource
    let plan: Plan
    let work: WorkFolder
    let location: DriverLocation
    let console: Console

    func measure(into results: inout BenchmarkResults) throws {
        let folder = try work.folder(source.name)
        let session = MeasuringSession(
            corpus: source.name, location: location, folder: folder, console: console)
        let engines = session.installed([.souk, .soukOwn] + plan.peers)
        let bar = console.progress("\(source.name): tokens", total: nil, unit: .items("documents"))
        let file = try TokenFile(source, limit: plan.documentLimit, in: folder) { bar.update(to: $0) }
        bar.finish()
        let cells = try MeasuredCell.cells(
            plan.cells, try queries(file), folder: try work.folder("\(source.name)/queries"))

        let built = try session.build(engines, threads: plan.threads) { engine in
            engine == .soukOwn ? (.own, file.text) : (.single, file.tokens)
        }
        results.build += built
        let served = try session.serve(built, threads: plan.threads[0], cells: cells)
        defer { for engine in served { engine.quit() } }
        results.agreement += try session.agreement(
            served, cells: cells, longDocuments: file.longDocuments)
        let latencies = try session.latencies(
            served, cells: cells, rounds: plan.rounds, warm: plan.warmSeconds)
        results.queries += latencies + RecordedPISA.rows(latencies)
        let concurrent = Set(Cell.concurrent.map(\.name))
        results.throughput += try session.throughput(
            served, cells: cells.filter { concurrent.contains($0.name) }, threads: plan.threads,
            seconds: plan.throughputSeconds)
        session.removeIndexes(engines, threads: plan.threads)
    }

    /// The queries of the folder that is named or stands beside the corpus, or drawn ones when a seed is given.
    private func queries(_ file: TokenFile) throws -> QuerySets {
        if plan.seed == nil, let folder = plan.queryFolder ?? source.queryFolder {
            console.remark("\(source.name): queries of \(folder)")
            return try QuerySets(folder: folder)
        }
        let seed = plan.seed ?? QueryDrawing.defaultSeed
        console.remark("\(source.name): queries drawn with seed \(seed)")
        let sets = QueryDrawing(try TokenCorpus(path: file.tokens), seed: seed).drawn()
        let asked = Set(plan.cells.map(\.queries))
        let missing = QueryClass.allCases.filter { asked.contains($0) && sets[$0].isEmpty }.map(\.rawValue)
        if !missing.isEmpty {
            console.warning("\(source.name) is too small for queries of \(missing.joined(separator: ", "))")
        }
        return sets
    }
}
