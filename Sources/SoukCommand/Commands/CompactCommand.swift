import SoukConsole
import SoukEngine
import SoukStorage

import enum Souk.Compaction
import enum Souk.IndexEmbedding

struct CompactCommand: Command {
    static let usage = CommandUsage(
        "compact", abstract: "Make an index as small and as fast as it can be.",
        discussion: """
            Merges all segments into one and leaves out what was deleted or replaced. New Chinese words of the catalogue \
            are learnt, and its text is cut by them. Searches that are under way
            keep the files they opened; an interrupted run leaves the index as it was.
            """,
        examples: [.init("compact shop.index", "After many updates, or once a night.")])

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder

    private struct Size {
        let segments: Int
        let deleted: Int
        let bytes: Int

        init(_ snapshot: IndexSnapshot) {
            segments = snapshot.segments.count
            deleted = snapshot.manifest.segments.reduce(0) { $0 + $1.deletedCount }
            bytes = snapshot.manifest.segments.reduce(0) { $0 + $1.byteCount }
        }
    }

    func run(_ console: Console) throws -> ExitStatus {
        let snapshot = try folder.catalogue().snapshot
        let before = Size(snapshot)
        let progress = console.progress("compacting", total: nil, unit: .items("segments"))
        let writer = try IndexWriter(
            try folder.directory(), schema: snapshot.schema,
            options: IndexWriter.Options(learnsWords: true, embedding: IndexEmbedding.opener()))
        defer { writer.close() }
        let compacted = try Compaction.compact(writer)
        progress.finish()
        let after = Size(compacted)
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.member("documents", compacted.documentCount)
                    json.member("segments", after.segments)
                    json.member("bytes", after.bytes)
                    json.member("reclaimed", before.bytes - after.bytes)
                }
            }
        } else if !console.isQuiet {
            console.output.writeLine(
                "compacted \(counted(before.segments, "segment")) with \(grouped(before.deleted)) deleted products "
                    + "into \(after.segments): \(grouped(before.bytes)) bytes became \(grouped(after.bytes))")
        }
        return .success
    }
}
