import SoukConsole

/// `searchbench request` on one catalogue: the real request of a shop, beside an engine that does the same work.
struct RequestRun {
    static let modes: [SearchMode] = [
        SearchMode(.request, .any), SearchMode(.request, .all), SearchMode(.fields, .any10),
        SearchMode(.fields, .all10), SearchMode(.dismax, .any10),
    ]

    let source: CorpusSource
    /// File of real queries; nil: only drawn ones.
    let realQueries: String?
    let peers: [Engine]
    let rounds: Int
    let seed: UInt64
    let documentLimit: Int
    let warmSeconds: Double
    let work: WorkFolder
    let location: DriverLocation
    let console: Console

    func measure(into results: inout BenchmarkResults) throws {
        let folder = try work.folder(source.name)
        let session = MeasuringSession(
            corpus: source.name, location: location, folder: folder, console: console)
        let engines = session.installed([.souk] + peers)
        let bar = console.progress("\(source.name): words", total: nil)
        let catalogue = try ShopCatalogue(source, limit: documentLimit, in: folder) { bar.update(to: $0) }
        bar.finish()
        let cells = try cells(catalogue, folder: try work.folder("\(source.name)/queries"))
        let built = try session.build(engines, threads: [1]) { _ in (.fields, catalogue.path) }
        results.build += built
        let served = try session.serve(built, threads: 1, cells: cells)
        defer { for engine in served { engine.quit() } }
        results.agreement += try session.agreement(served, cells: cells)
        results.queries += try session.latencies(served, cells: cells, rounds: rounds, warm: warmSeconds)
        session.removeIndexes(engines, threads: [1])
    }

    private func cells(_ catalogue: ShopCatalogue, folder: String) throws -> [MeasuredCell] {
        let drawing = RequestDrawing(seed: seed, prices: catalogue.prices)
        var sets = [("drawn", drawing.drawn(catalogue.titles))]
        if let realQueries {
            sets.insert(("real", drawing.real(try RequestDrawing.realQueries(realQueries))), at: 0)
        }
        return try sets.flatMap { try Self.cells($0.0, $0.1, Self.modes, folder: folder) }
    }

    /// A cell of each mode for requests of one kind, whose lines are written as files.
    static func cells(
        _ name: String, _ lines: [RequestLine], _ modes: [SearchMode], folder: String
    ) throws -> [MeasuredCell] {
        let file = "\(folder)/\(name).tsv"
        let firstFile = "\(folder)/\(name).first.tsv"
        for (path, lines) in [(file, lines[...]), (firstFile, lines.prefix(ServedEngine.slowCount))] {
            let writer = try TextFileWriter(path)
            for line in lines { try writer.writeRow([Array(line.text.utf8)]) }
            try writer.close()
        }
        return modes.map { mode in
            MeasuredCell(
                queryClass: name, mode: mode, queries: lines.map(\.text), file: file, firstFile: firstFile)
        }
    }
}
