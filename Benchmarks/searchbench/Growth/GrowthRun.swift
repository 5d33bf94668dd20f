import SoukConsole

/// `searchbench growth`: Souk alone on synthetic catalogues of rising size.
///
/// A smaller catalogue is the beginning of a larger one, and the queries are drawn from the smallest: the same words
/// are asked for at every size, and each has more documents as the catalogue grows.
struct GrowthRun {
    let sizes: [Int]
    let seed: UInt64
    let rounds: Int
    let work: WorkFolder
    let location: DriverLocation
    let console: Console

    /// Measures all sizes, the smallest first.
    func measure(into results: inout BenchmarkResults) throws {
        var queries: QuerySets?
        for size in sizes.sorted() {
            let name = "synthetic-\(size)"
            let folder = try work.folder(name)
            let tokens = "\(folder)/tokens.tok.tsv"
            let bar = console.progress(name, total: size, unit: .items("titles"))
            let kept = queries == nil ? size : 0
            let corpus = try SyntheticCatalogue.write(size, seed: seed, to: tokens, keeping: kept) {
                bar.update(to: $0)
            }
            bar.finish()
            let sets = queries ?? QueryDrawing(corpus, seed: seed).drawn()
            queries = sets
            let cells = try MeasuredCell.cells(Cell.all, sets, folder: try work.folder("\(name)/queries"))
            let session = MeasuringSession(corpus: name, location: location, folder: folder, console: console)
            let built = try session.build([.souk], threads: [1]) { _ in (.single, tokens) }
            results.build += built
            let served = try session.serve(built, threads: 1, cells: cells)
            defer { for engine in served { engine.quit() } }
            results.queries += try session.latencies(served, cells: cells, rounds: rounds, warm: 1)
            session.removeIndexes([.souk], threads: [1])
            try work.remove(tokens)
        }
        results.growth = GrowthReport(results).rows
    }
}
