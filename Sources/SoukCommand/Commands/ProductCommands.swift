import Souk
import SoukConsole
import SoukEngine
import SoukStorage

struct GetCommand: Command {
    static let usage = CommandUsage("get", abstract: "Print one product as it was indexed.")

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Argument("ID", help: "Key of the product") var id: String

    func run(_ console: Console) throws -> ExitStatus {
        let snapshot = try folder.catalogue().snapshot
        guard let address = snapshot.address(of: id) else {
            throw CommandFailure("no product '\(id)' in \(folder.path)")
        }
        console.output.write(try snapshot.source(of: address))
        console.output.writeLine()
        return .success
    }
}

struct DeleteCommand: Command {
    static let usage = CommandUsage("delete", abstract: "Delete products by their keys.")

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Argument("ID", help: "Keys of the products") var ids: [String]

    func run(_ console: Console) throws -> ExitStatus {
        let snapshot = try folder.catalogue().snapshot
        let missing = ids.filter { snapshot.address(of: $0) == nil }
        let writer = try IndexWriter(try folder.directory(), schema: snapshot.schema)
        defer { writer.close() }
        for id in ids { writer.delete(id) }
        let after = try writer.commit()
        let count = snapshot.documentCount - after.documentCount
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.member("deleted", count)
                    json.member("missing", missing)
                }
            }
        } else if !console.isQuiet {
            for id in missing { console.remark("souk: note: no product '\(id)'") }
            console.output.writeLine(
                "deleted \(count) of \(counted(ids.count, "product")), \(after.documentCount) left")
        }
        return .success
    }
}
