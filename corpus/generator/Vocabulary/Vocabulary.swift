import Foundation

/// All that was written by hand: shelves, brands, shared lists, shoppers.
struct Vocabulary {
    var shelves: [Shelf] = []
    var brands: [String: Brand] = [:]
    var lists: [String: String] = [:]
    var shoppers: [ShopperKind] = []

    private struct ShelfFile: Decodable { var shelves: [Shelf] }
    private struct BrandFile: Decodable { var brands: [String] }
    private struct ShopperFile: Decodable { var shoppers: [ShopperKind] }

    init() {}

    /// Reads every `.json` in the folder, in the order of their names.
    init(folder: URL) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        for name in names.sorted() where name.hasSuffix(".json") {
            let file = folder.appendingPathComponent(name)
            switch name {
            case "brands.json": try addBrands(try Vocabulary.read(BrandFile.self, from: file).brands)
            case "lists.json": lists = try Vocabulary.read([String: String].self, from: file)
            case "shoppers.json": shoppers = try Vocabulary.read(ShopperFile.self, from: file).shoppers
            default: shelves += try Vocabulary.read(ShelfFile.self, from: file).shelves
            }
        }
        var keys: Set<String> = []
        for shelf in shelves where !keys.insert(shelf.key).inserted {
            throw VocabularyError.duplicateShelf(key: shelf.key)
        }
    }

    static func read<T: Decodable>(_ type: T.Type, from file: URL) throws -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(contentsOf: file))
        } catch {
            throw VocabularyError.unreadable(file: file.path, reason: "\(error)")
        }
    }

    /// The brand as the list has it; one that the list does not name is of middling fame.
    func brand(_ name: String) -> Brand { brands[name] ?? Brand(name: name, other: "", fame: 0.5) }

    private mutating func addBrands(_ rows: [String]) throws(VocabularyError) {
        for row in rows {
            let cells = row.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3, let fame = Double(cells[2]), (0...1).contains(fame) else {
                throw .badBrand(row: row)
            }
            brands[cells[0]] = Brand(name: cells[0], other: cells[1], fame: fame)
        }
    }
}
