import Souk
import SoukAnalysis
import SoukEngine
import SoukImport
import SoukStorage

struct GetCommand: Command {
    static let specification = CommandSpecification(
        name: "get", abstract: "Print one product as it was indexed.",
        arguments: [IndexFolder.argument, .init(name: "ID", help: "Key of the product.")])

    private let path: String
    private let id: String

    init(_ values: ParsedValues) throws {
        path = values.arguments[0]
        id = values.arguments[1]
    }

    func run() throws -> Int32 {
        let snapshot = try IndexFolder.catalogue(path).snapshot
        guard let address = snapshot.address(of: id) else { throw CommandFailure("no product '\(id)' in \(path)") }
        Output.write(try snapshot.source(of: address))
        Output.line()
        return 0
    }
}

struct DeleteCommand: Command {
    static let specification = CommandSpecification(
        name: "delete", abstract: "Delete products by their keys.",
        arguments: [IndexFolder.argument, .init(name: "ID", help: "Keys of the products.", arity: .many)])

    private let path: String
    private let ids: [String]
    private let isJSON: Bool
    private let isQuiet: Bool

    init(_ values: ParsedValues) throws {
        path = values.arguments[0]
        ids = Array(values.arguments.dropFirst())
        isJSON = values.flag("json")
        isQuiet = values.flag("quiet")
    }

    func run() throws -> Int32 {
        let snapshot = try IndexFolder.catalogue(path).snapshot
        let missing = ids.filter { snapshot.address(of: $0) == nil }
        let writer = try IndexWriter(try IndexFolder.directory(path), schema: snapshot.schema)
        defer { writer.close() }
        for id in ids { writer.delete(id) }
        let after = try writer.commit()
        let count = snapshot.documentCount - after.documentCount
        if isJSON {
            var object = JSONObjectText()
            object.add("deleted", count)
            object.add("missing", .array(missing.map { .string($0) }))
            Output.write(object.text)
            Output.line()
        } else if !isQuiet {
            for id in missing { Output.remark("souk: note: no product '\(id)'") }
            Output.line("deleted \(count) of \(ids.count) products, \(after.documentCount) left")
        }
        return 0
    }
}

struct ExportCommand: Command {
    static let specification = CommandSpecification(
        name: "export", abstract: "Write every product of the index to standard output.",
        arguments: [IndexFolder.argument],
        options: [.init("format", value: "NAME", choices: ["jsonl"], help: "How to write them (default jsonl).")],
        examples: [("souk export shop.index --format jsonl | gzip > products.jsonl.gz", "A copy that any index can be built from.")])

    private let path: String

    init(_ values: ParsedValues) throws { path = values.arguments[0] }

    func run() throws -> Int32 {
        let snapshot = try IndexFolder.catalogue(path).snapshot
        for (index, segment) in snapshot.segments.enumerated() {
            try segment.stored.forEach { (document, bytes) throws(StorageError) in
                guard snapshot.live[index].contains(document) else { return }
                Output.write(Array(bytes))
                Output.line()
            }
        }
        return 0
    }
}
