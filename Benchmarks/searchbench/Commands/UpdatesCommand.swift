import Foundation
import Souk
import SoukConsole
import SoukEngine
import SoukImport
import SoukStorage

struct UpdatesCommand: Command {
    static let usage = CommandUsage(
        "updates",
        abstract: "Measure numbers that change in place, until the next search sees them.",
        discussion: """
            Works on a copy of the index, which is removed. A round gives every product another price in batches; each batch is committed \
            and then searched for, sorted by price. A feed writes every stored product again with another price. One thread; the best \
            of the rounds is printed.
            """,
        examples: [.init("updates shop.index", "Then once more with --batch 1000.")])

    @Argument("DIR", help: "Folder of the index") var folder: String
    @Option("--field", value: "NAME", help: "The number field") var fieldName = "price"
    @Option("--batch", value: "N", help: "Updates of a commit", range: .within(1...10_000_000)) var batch =
        100_000
    @Option("--rounds", value: "N", help: "How often", range: .within(1...100)) var rounds = 5

    func run(_ console: Console) throws -> ExitStatus {
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent("souk-\(UUID().uuidString)")
        try FileManager.default.copyItem(atPath: folder, toPath: copy.path)
        defer { try? FileManager.default.removeItem(at: copy) }
        let directory = try FileSystemDirectory(path: copy.path, createIfMissing: false)
        var catalogue = try Catalogue(directory)
        guard let field = catalogue.snapshot.schema.index(of: fieldName) else {
            throw CommandFailure("the index has no field '\(fieldName)'")
        }
        let products = try stored(catalogue.snapshot)
        var options = SearchOptions()
        options.sort = SearchOptions.Sort(field: fieldName, direction: .descending)
        var table = TextTable([.left("best of \(rounds)"), .right("seconds"), .right("a second")])
        let clock = ContinuousClock()

        var best = Double.infinity
        for round in 0..<rounds {
            let ids = products.map(\.id).shuffled()
            let time = try clock.measure {
                for start in stride(from: 0, to: ids.count, by: batch) {
                    let part = ids[start..<min(start + batch, ids.count)]
                    catalogue = try update(part, field, round, catalogue, directory)
                    _ = try SearchPipeline(catalogue).search("", options)
                }
            }
            best = min(best, time / .seconds(1))
        }
        add(&table, "updates, \(grouped(batch)) a commit, each searched", products.count, best)

        best = .infinity
        for round in 0..<rounds {
            let time = try clock.measure {
                catalogue = try update(
                    [products[round].id][...], field, 1_000_000 + round, catalogue, directory)
                let hit = try SearchPipeline(catalogue).search("", options).hits.first
                guard hit?.id == products[round].id else {
                    throw CommandFailure("the next search does not see the update")
                }
            }
            best = min(best, time / .seconds(1))
        }
        add(&table, "one update, committed and searched", 1, best)

        best = .infinity
        let decoder = ProductDecoder(schema: catalogue.snapshot.schema, strictness: .lenient)
        for _ in 0..<rounds {
            let time = try clock.measure {
                let writer = try writer(catalogue, directory)
                defer { writer.close() }
                for product in products {
                    try writer.upsert(try decoder.decode(json: product.source).document)
                }
                try writer.commit()
            }
            best = min(best, time / .seconds(1))
            catalogue = try Catalogue(directory, after: catalogue)
        }
        add(&table, "a feed in which numbers alone are new", products.count, best)
        console.write(table)
        console.remark(
            "\(counted(products.count, "product")), \(counted(catalogue.snapshot.segments.count, "segment"))")
        return .success
    }

    private func add(_ table: inout TextTable, _ name: String, _ count: Int, _ seconds: Double) {
        table.add([name, fixed(seconds, 4), grouped(Int(Double(count) / seconds))])
    }

    private func writer(_ catalogue: Catalogue, _ directory: any Directory) throws -> IndexWriter {
        try IndexWriter(
            directory, schema: catalogue.snapshot.schema,
            options: .init(learnsWords: true, comparesSources: true), after: catalogue.snapshot)
    }

    private func update(
        _ ids: ArraySlice<String>, _ field: Int, _ round: Int, _ catalogue: Catalogue,
        _ directory: any Directory
    ) throws -> Catalogue {
        let writer = try writer(catalogue, directory)
        defer { writer.close() }
        for (place, id) in ids.enumerated() {
            try writer.update(id, field: field, to: Double(place % 1000 + round * 1000))
        }
        try writer.commit()
        return try Catalogue(directory, after: catalogue)
    }

    private func stored(_ snapshot: IndexSnapshot) throws -> [(id: String, source: [UInt8])] {
        var products: [(id: String, source: [UInt8])] = []
        for (index, segment) in snapshot.segments.enumerated() {
            try segment.stored.forEach { (document, bytes) throws(StorageError) in
                guard snapshot.live[index].contains(document) else { return }
                products.append((segment.ids.id(of: document), Array(bytes)))
            }
        }
        return products
    }
}
