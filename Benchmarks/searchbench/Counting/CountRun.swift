import SoukConsole

/// `searchbench count`: a corpus made by seed, Souk alone, and what it took to answer each cell.
struct CountRun {
    static let documents = 50_000
    static let limit = 0.05
    static let queries = 50

    /// The corpus to count on; nil: the synthetic one.
    let source: CorpusSource?
    let seed: UInt64
    let work: WorkFolder
    let location: DriverLocation
    let console: Console

    func counts() throws -> CountBaseline {
        let folder = try work.folder("count")
        let (tokens, corpus) = try tokens(in: folder)
        let builder = IndexBuilder(location: location, folder: folder)
        let index = builder.indexPath(.souk, corpus: "count", threads: 1)
        guard
            let report = try builder.build(.souk, .single, from: tokens, index: index, threads: 1),
            let program = location.command(.souk, [])?.first
        else { throw CommandFailure("Souk's own driver is missing") }
        let sets = QueryDrawing(corpus, seed: seed, count: Self.queries).drawn()
        let cells = try MeasuredCell.cells(Cell.all, sets, folder: try work.folder("count/queries"))
        let bar = console.progress("counting", total: cells.count, unit: .items("cells"))
        defer { bar.finish() }
        let counter = InstructionCount(program: program, index: index, folder: folder)
        var counted: [CountBaseline.CellCounts] = []
        for cell in cells {
            if let counters = try counter.counters(mode: cell.mode, file: cell.file), !counters.isEmpty {
                counted.append(
                    CountBaseline.CellCounts(
                        queryClass: cell.queryClass, mode: cell.mode.name, counters: counters))
            }
            bar.advance()
        }
        return CountBaseline(
            limit: Self.limit, documents: report.documents, seed: seed,
            swift: MachineDescription.current(seed: seed).swift, indexBytes: report.bytes, cells: counted)
    }

    private func tokens(in folder: String) throws -> (path: String, corpus: TokenCorpus) {
        if let source {
            let file = try TokenFile(source, limit: Self.documents, in: folder) { _ in }
            return (file.tokens, try TokenCorpus(path: file.tokens))
        }
        let path = "\(folder)/synthetic.tok.tsv"
        let corpus = try SyntheticCatalogue.write(
            Self.documents, seed: seed, to: path, keeping: Self.documents)
        return (path, corpus)
    }
}
