import SoukConsole
import SoukEngine
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

    init(_ source: CorpusSource, limit: Int, in folder: String, progress: (Int) -> Void) throws {
        name = source.name
        path = "\(folder)/\(source.name).products.tsv"
        let cutter = try WordCutter()
        let writer = try TextFileWriter(path)
        try writer.writeRow(Self.header.map { Array($0.utf8) })
        var lines = LineReader(try InputFile(path: source.path))
        let parser = JSONParser()
        while titles.count < limit, let line = try lines.next() {
            let object: JSONObject
            do throws(JSONError) { object = try parser.object(line) } catch {
                throw CommandFailure("\(source.path):\(lines.line): \(error)")
            }
            let product = Product(object, cutter)
            try writer.writeRow(
                [Array(String(titles.count).utf8)] + product.cells.map { Array($0.utf8).asCell })
            titles.append(product.titleWords)
            if let price = product.price, price > 0 { prices.append(price) }
            if titles.count % 1024 == 0 { progress(titles.count) }
        }
        try writer.close()
        prices.sort()
        guard !titles.isEmpty else { throw CommandFailure("\(source.path): holds no product") }
    }

    private struct Product {
        let titleWords: [String]
        let price: Double?
        let cells: [String]

        init(_ object: JSONObject, _ cutter: WordCutter) {
            let brand = object.text("brand")
            let categories =
                object["category"]?.elements?.compactMap(\.scalarText)
                ?? CategoryPath.split(object.text("category"))
            price = object["price"]?.numericValue
            titleWords = cutter.words(object.text("title"))
            let texts = [brand, categories.joined(separator: " "), object.text("description")]
            cells =
                [titleWords.joined(separator: " ")]
                + texts.map { cutter.words($0).joined(separator: " ") }
                + [
                    price.map { "\($0)" } ?? "", brand, categories.first ?? "",
                    price.flatMap(PriceBand.name) ?? "",
                ]
        }
    }
}
