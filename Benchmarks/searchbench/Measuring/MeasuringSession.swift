import Foundation
import SoukConsole
import SoukImport

/// One corpus measured with several engines: the steps that every measurement takes, in their order.
struct MeasuringSession {
    let corpus: String
    let location: DriverLocation
    let folder: String
    let console: Console

    private var builder: IndexBuilder { IndexBuilder(location: location, folder: folder) }

    /// Those of the engines that are there. One that is not is named and left out: nothing stands in for it.
    func installed(_ engines: [Engine]) -> [Engine] {
        engines.filter { engine in
            guard let command = location.command(engine, ["version"]) else {
                console.warning(
                    "\(engine.rawValue) is left out: there is no Benchmarks/peers/run.sh here or above")
                return false
            }
            let answer: JSONObject?
            do {
                let driver = try DriverProcess(engine, command: command, logPath: logPath(engine))
                answer = try driver.finalAnswer(to: "version")
            } catch {
                console.warning("\(engine.rawValue) is left out: \(error)")
                return false
            }
            guard let version = answer else {
                console.warning(
                    "\(engine.rawValue) is left out: it is not installed; make bench-peers installs it")
                return false
            }
            console.remark("\(engine.rawValue) \(version.text("version"))")
            return true
        }
    }

    /// Builds an index with each engine; of those made with several counts of threads the first is kept for serving.
    ///
    /// A peer that fails is named and has no row; that Souk fails is an error.
    func build(
        _ engines: [Engine], threads: [Int], input: (Engine) -> (IndexBuilder.Shape, String)
    ) throws -> [BenchmarkResults.BuildRow] {
        var rows: [BenchmarkResults.BuildRow] = []
        for count in threads {
            for engine in engines {
                let (shape, file) = input(engine)
                do { rows += try [build(engine, shape, file, threads: count)] } catch {
                    if engine.isSouk { throw error }
                    console.warning("\(error)")
                }
                if count != threads[0] { removeIndexes([engine], threads: [count]) }
            }
        }
        return rows
    }

    private func build(
        _ engine: Engine, _ shape: IndexBuilder.Shape, _ file: String, threads: Int
    ) throws -> BenchmarkResults.BuildRow {
        let index = builder.indexPath(engine, corpus: corpus, threads: threads)
        guard let report = try builder.build(engine, shape, from: file, index: index, threads: threads) else {
            throw CommandFailure("\(engine.rawValue): the driver is gone")
        }
        console.remark(
            "\(corpus): \(engine.rawValue) indexed \(counted(report.documents, "document")) in "
                + "\(fixed(report.seconds, 2)) s with \(counted(threads, "thread"))")
        var row = BenchmarkResults.BuildRow(report, corpus: corpus, engine: engine, threads: threads)
        row.searchedBytes = report.searchedBytes ?? SearchedFiles.bytes(of: engine, index: index)
        return row
    }

    /// Starts the drivers of all engines that have an index and loads the cells.
    func serve(_ built: [BenchmarkResults.BuildRow], threads: Int, cells: [MeasuredCell]) throws
        -> [ServedEngine]
    {
        let engines = built.filter { $0.threads == threads }.compactMap { Engine(rawValue: $0.engine) }
        return try engines.compactMap { engine in
            let served: ServedEngine
            do {
                served = try ServedEngine(
                    engine, index: builder.indexPath(engine, corpus: corpus, threads: threads), at: location,
                    logPath: logPath(engine))
                for cell in cells {
                    try served.load(
                        cell.name, mode: cell.mode, count: cell.queries.count, file: cell.file,
                        firstFile: cell.firstFile)
                }
            } catch {
                try leaveOut(engine, error)
                return nil
            }
            let reasons = unique(cells.compactMap { served.unsupported[$0.name] })
            if !reasons.isEmpty {
                console.remark("\(engine.rawValue) leaves cells out: \(reasons.joined(separator: "; "))")
            }
            return served
        }
    }

    /// A peer that fails is named and is none from there on; that Souk fails is an error.
    private func leaveOut(_ engine: Engine, _ error: any Error) throws {
        if engine.isSouk { throw error }
        console.warning("\(engine.rawValue) is left out from here on: \(error)")
    }

    /// Asks an engine for something; nil when it is a peer and fails, and is left out from there on.
    private func ask<Answer>(_ engine: ServedEngine, _ question: (ServedEngine) throws -> Answer) throws
        -> Answer?
    {
        do { return try question(engine) } catch {
            try leaveOut(engine.engine, error)
            engine.giveUp()
            return nil
        }
    }

    /// Asks every engine for its answers and holds them against each other.
    ///
    /// - Parameter longDocuments: documents whose lengths some engines round.
    func agreement(
        _ engines: [ServedEngine], cells: [MeasuredCell], longDocuments: Set<Int> = []
    ) throws -> [Agreement] {
        try cells.flatMap { cell in
            let answers = try engines.filter { $0.cells[cell.name] != nil }.compactMap { engine in
                try ask(engine) { try $0.answers(cell.name) }.map { (engine.engine, $0) }
            }
            let check = AgreementCheck(
                corpus: corpus, queryClass: cell.queryClass, mode: cell.mode, queries: cell.queries,
                longDocuments: longDocuments)
            return check.compare(answers)
        }
    }

    func latencies(
        _ engines: [ServedEngine], cells: [MeasuredCell], rounds: Int, warm: Double
    ) throws -> [BenchmarkResults.LatencyRow] {
        console.remark("\(corpus): warming up, \(fixed(warm, 0)) s each")
        for engine in engines where !engine.cells.isEmpty {
            _ = try ask(engine) { try $0.warm(seconds: warm) }
        }
        let bar = console.progress("\(corpus): rounds", total: rounds * cells.count, unit: .items("cells"))
        let times = try AlternatingRounds(rounds: rounds)
            .run(engines, cells: cells.map(\.name), ask: ask) { bar.update(to: $0) }
        bar.finish()
        return cells.flatMap { cell in
            engines.filter { $0.cells[cell.name] != nil }.compactMap { engine in
                (times[cell.name]?[engine.engine]?.times).flatMap(LatencySummary.init).map {
                    BenchmarkResults.LatencyRow(
                        $0, corpus: corpus, cell: cell.queryClass, mode: cell.mode, engine: engine.engine)
                }
            }
        }
    }

    func throughput(
        _ engines: [ServedEngine], cells: [MeasuredCell], threads: [Int], seconds: Double
    ) throws -> [BenchmarkResults.ThroughputRow] {
        var rows: [BenchmarkResults.ThroughputRow] = []
        for cell in cells {
            for engine in engines where engine.cells[cell.name] != nil {
                for count in threads {
                    let rate: Double
                    do { rate = try engine.throughput(cell.name, threads: count, seconds: seconds) } catch {
                        console.warning("\(error)")
                        break
                    }
                    rows.append(
                        BenchmarkResults.ThroughputRow(
                            corpus: corpus, queryClass: cell.queryClass, mode: cell.mode.name,
                            engine: engine.engine.rawValue, threads: count, queriesPerSecond: rate))
                }
            }
        }
        return rows
    }

    func removeIndexes(_ engines: [Engine], threads: [Int]) {
        for engine in engines {
            for count in threads {
                let path = builder.indexPath(engine, corpus: corpus, threads: count)
                try? FileManager.default.removeItem(atPath: path)
            }
        }
    }

    private func logPath(_ engine: Engine) -> String { "\(folder)/\(engine.rawValue).log" }
}
