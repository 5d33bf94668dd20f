import SoukConsole
import SoukEngine
import SoukStorage

struct ExportCommand: Command {
    static let usage = CommandUsage(
        "export", abstract: "Write the products of the index, or its posting lists, to standard output.",
        discussion: """
            jsonl: every product as it stands in the index, one a line. ciff: posting lists, lengths and ids in the Common Index \
            File Format, which PISA, Anserini, Terrier and others read; binary, so it goes to a file or a pipe.
            """,
        examples: [
            .init(
                "export shop.index --format jsonl | gzip > products.jsonl.gz",
                "A copy that any index can be built from."),
            .init("export shop.index --format ciff > shop.ciff", "For another engine, with the same tokens."),
        ])

    enum Format: String, ArgumentChoice {
        case jsonl, ciff
    }

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Option("--format", value: "NAME", help: "How to write them") var format = Format.jsonl

    func run(_ console: Console) throws -> ExitStatus {
        let snapshot = try folder.catalogue().snapshot
        switch format {
        case .jsonl: try writeProducts(snapshot, console)
        case .ciff: try writeLists(snapshot, console)
        }
        return .success
    }

    private func writeProducts(_ snapshot: IndexSnapshot, _ console: Console) throws {
        for (index, segment) in snapshot.segments.enumerated() {
            try segment.stored.forEach { (document, bytes) throws(StorageError) in
                guard !console.output.isClosed, snapshot.live[index].contains(document) else { return }
                console.output.write(segment.patched(Array(bytes), document, snapshot.schema))
                console.output.writeLine()
            }
        }
    }

    private func writeLists(_ snapshot: IndexSnapshot, _ console: Console) throws {
        guard !console.output.isTerminal else {
            throw CommandFailure(
                "ciff is binary and standard output is a terminal: souk export \(folder.path) --format ciff > FILE"
            )
        }
        let progress = console.progress("exporting", total: nil)
        let report = try PostingExport(snapshot).write(
            description: "souk \(Tool.version), all weighted fields as one; terms as the index holds them",
            progress: { progress.update(to: 0, share: $0) },
            { bytes in
                console.output.write(bytes)
                return !console.output.isClosed
            })
        progress.finish()
        console.remark(
            "souk: \(counted(report.terms, "term")), \(counted(report.postings, "posting")), "
                + "\(counted(report.documents, "product"))")
    }
}
