import SoukConsole

/// `searchbench count`: a corpus and a shop made by seed, Souk alone, and what it took to answer each cell.
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
        let builder = IndexBuilder(location: location, folder: folder)
        let (tokens, corpus) = try tokens(in: folder)
        let (report, index) = try build(builder, .single, from: tokens)
        let sets = QueryDrawing(corpus, seed: seed, count: Self.queries).drawn()
        let cells = try MeasuredCell.cells(Cell.all, sets, folder: try work.folder("count/queries"))
        let shop = try shop(in: folder)
        let (_, shopIndex) = try build(builder, .fields, from: shop.path)
        let requests = RequestDrawing(seed: seed, prices: shop.prices).drawn(shop.titles).prefix(Self.queries)
        let shopCells = try RequestRun.cells(
            "shop", Array(requests), RequestRun.modes, folder: try work.folder("count/requests"))
        let bar = console.progress("counting", total: cells.count + shopCells.count, unit: .items("cells"))
        defer { bar.finish() }
        var counted: [CountBaseline.CellCounts] = []
        for (cells, index) in [(cells, index), (shopCells, shopIndex)] {
            let counter = InstructionCount(program: try program, index: index, folder: folder)
            for cell in cells {
                if let counters = try counter.counters(mode: cell.mode, file: cell.file), !counters.isEmpty {
                    counted.append(
                        CountBaseline.CellCounts(
                            queryClass: cell.queryClass, mode: cell.mode.name, counters: counters))
                }
                bar.advance()
            }
        }
        return CountBaseline(
            limit: Self.limit, documents: report.documents, seed: seed,
            swift: MachineDescription.current(seed: seed).swift, indexBytes: report.bytes, cells: counted)
    }

    private var program: String {
        get throws {
            guard let program = location.command(.souk, [])?.first else { throw driverIsMissing }
            return program
        }
    }

    private func build(
        _ builder: IndexBuilder, _ shape: IndexBuilder.Shape, from file: String
    ) throws -> (BuildReport, index: String) {
        let index = builder.indexPath(.souk, corpus: shape.rawValue, threads: 1)
        guard let report = try builder.build(.souk, shape, from: file, index: index, threads: 1) else {
            throw driverIsMissing
        }
        return (report, index)
    }

    private var driverIsMissing: CommandFailure { CommandFailure("Souk's own driver is missing") }

    private func shop(in folder: String) throws -> ShopCatalogue {
        guard let source, !source.isTokenFile else {
            return try ShopCatalogue(synthetic: Self.documents, seed: seed, in: folder)
        }
        return try ShopCatalogue(source, limit: Self.documents, in: folder) { _ in }
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
