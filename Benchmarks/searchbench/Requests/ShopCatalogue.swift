import SoukConsole
import SoukImport

/// A catalogue written as the protocol's file of products, and what requests are drawn from.
///
/// The text is cut into words already, so that all engines index the same; the facets are brand, top category and
/// price band.
struct ShopCatalogue {
    let name: String
    let path: String
    /// The words of each product's title, for drawing.
    private(set) var titles: [[String]] = []
    /// All prices above 0, ascending.
    private(set) var prices: [Double] = []

    private static let header = [
        "number", "title", "brand", "category", "description", "price", "facet1", "facet2", "facet3",
    ]

    /// Reads a catalogue's file.
    /// - Parameter limit: takes the first products only.
    init(_ source: CorpusSource, limit: Int, in folder: String, progress: (Int) -> Void) throws {
        var lines = LineReader(try InputFile(path: source.path))
        let parser = JSONParser()
        try self.init(named: source.name, in: folder, limit: limit, progress: progress) {
            guard let line = try lines.next() else { return nil }
            do throws(JSONError) { return ShopProduct(try parser.object(line)) } catch {
                throw CommandFailure("\(source.path):\(lines.line): \(error)")
            }
        }
        guard !titles.isEmpty else { throw CommandFailure("\(source.path): holds no product") }
    }

    /// The first products of the catalogue that a seed makes.
    init(synthetic count: Int, seed: UInt64, in folder: String) throws {
        var shop = SyntheticShop(seed: seed)
        try self.init(
            named: "synthetic", in: folder, limit: count, progress: { _ in }, next: { shop.next() })
    }

    private init(
        named name: String, in folder: String, limit: Int, progress: (Int) -> Void,
        next: () throws -> ShopProduct?
    ) throws {
        self.name = name
        path = "\(folder)/\(name).products.tsv"
        let cutter = try WordCutter()
        let writer = try TextFileWriter(path)
        try writer.writeRow(Self.header.map { Array($0.utf8) })
        while titles.count < limit, let product = try next() {
            let cells = product.cells(cutter)
            try writer.writeRow([Array(String(titles.count).utf8)] + cells.map { Array($0.utf8).asCell })
            titles.append(cells[0].split(separator: " ").map(String.init))
            if let price = product.price, price > 0 { prices.append(price) }
            if titles.count % 1024 == 0 { progress(titles.count) }
        }
        try writer.close()
        prices.sort()
    }
}
