import SoukConsole
import SoukEngine
import SoukStorage

struct SnapshotCommand: Command {
    static let usage = CommandUsage(
        "snapshot", abstract: "Copy an index as it is now into another folder.",
        discussion: """
            The copy is one commit, whole, even while others search and write; every byte of it is verified. An interrupted \
            copy is no index: run the command again.
            """,
        examples: [
            .init("snapshot shop.index backup/shop-2026-11-28.index", "A backup, without stopping anything."),
            .init("snapshot shop.index /srv/shop.index --json", "For scripts."),
        ],
        failure: "there is no index, the destination holds one already, or the copy is damaged")

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Argument("DEST", help: "Folder for the copy: a new one, or one without an index") var destination:
        IndexFolder

    func run(_ console: Console) throws -> ExitStatus {
        let source = try folder.directory()
        guard source.fileExists(Manifest.fileName) else {
            throw CommandFailure(
                "\(folder.path): no index here: make one with souk index \(folder.path) FILE…")
        }
        let copy: FileSystemDirectory
        do throws(StorageError) {
            copy = try FileSystemDirectory(path: destination.path, createIfMissing: true)
        } catch { throw CommandFailure("\(destination.path): \(error)") }
        guard !copy.fileExists(Manifest.fileName) else {
            throw CommandFailure(
                "\(destination.path): holds an index already: name another folder, or delete this one")
        }
        let progress = console.progress("copying", total: nil, unit: .items("bytes"))
        let summary = try CommitCopy(source).write(to: copy) { done, all in
            progress.update(to: done, share: all > 0 ? Double(done) / Double(all) : nil)
        }
        let report = IndexChecker(copy).check { _, _ in }
        progress.finish()
        for problem in report.problems { console.error("\(destination.path): \(problem)") }
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.member("documents", summary.documents)
                    json.member("generation", Int(summary.generation))
                    json.member("files", summary.files)
                    json.member("bytes", summary.bytes)
                    json.member("sound", report.isSound)
                }
            }
        } else if report.isSound, !console.isQuiet {
            console.output.writeLine(
                "copied \(counted(summary.documents, "product")), \(grouped(summary.bytes)) bytes in "
                    + "\(counted(summary.files, "file")), all verified")
        }
        return report.isSound ? .success : .failure
    }
}
