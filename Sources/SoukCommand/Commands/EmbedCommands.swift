import Foundation
import Souk
import SoukConsole
import SoukEngine
import SoukVectors

/// Opens an index for embedding, and says what came of it.
struct EmbeddingSession {
    let catalogue: Catalogue
    let writer: IndexWriter

    /// The lock comes first, so that the products that are read are those that are written.
    init(_ folder: IndexFolder) throws {
        let schema = try folder.catalogue().snapshot.schema
        writer = try IndexWriter(try folder.directory(), schema: schema)
        catalogue = try folder.catalogue()
    }

    func report(_ report: CatalogueEmbedding.Report, seconds: Double, _ console: Console) {
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.member("products", report.products)
                    json.member("embedded", report.embedded)
                    json.member("words", report.words)
                    json.member("dimension", report.dimension)
                    json.member("seconds", (seconds * 1000).rounded() / 1000)
                    json.array("losses") { json in for loss in report.losses { json.value(Double(loss)) } }
                }
            }
        } else if !console.isQuiet {
            console.output.writeLine(
                "embedded \(grouped(report.embedded)) of \(counted(report.products, "product")) in \(fixed(seconds, 2)) s: "
                    + "vectors of \(report.dimension) numbers"
                    + (report.words > 0 ? ", \(counted(report.words, "word"))" : ""))
        }
    }
}

struct EmbedTrainCommand: Command {
    static let usage = CommandUsage(
        "embed train", abstract: "Train vectors on the catalogue's own texts, and give every product one.",
        discussion: """
            Skip-gram with negative sampling over words and their character n-grams, so that unseen and Chinese words have \
            vectors too. The model is kept in the index: products that come later and every query are embedded by it, and searches \
            are re-ranked (see --rerank). Training again replaces it. Equal catalogue, options, seed and threads give equal vectors.
            """,
        examples: [
            .init("embed train shop.index", "Then search as before: souk search shop.index 手机"),
            .init("embed train shop.index --threads 2 --seed 7", "Other vectors, twice as fast."),
        ])

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Option("--dimension", value: "N", help: "Numbers of a vector", range: .within(8...1024)) var dimension =
        96
    @Option(
        "--epochs", value: "N", help: "Times that the texts are read (default: 3 to 20, by their size)",
        range: .within(1...1000))
    var epochs: Int?
    @Option(
        "--window", value: "N", help: "Neighbours on each side that a word predicts",
        range: .within(1...100))
    var window = 10
    @Option("--seed", value: "N", help: "Draws everything that is drawn") var seed = 1
    @Option("--threads", value: "N", help: "Threads to train with", range: .within(1...64)) var threads = 1

    func run(_ console: Console) throws -> ExitStatus {
        let session = try EmbeddingSession(folder)
        defer { session.writer.close() }
        var options = SkipGramOptions()
        options.dimension = dimension
        options.epochs = epochs
        options.window = window
        options.seed = UInt64(bitPattern: Int64(seed))
        options.threads = threads
        let progress = console.progress("training", total: nil)
        let report = try CatalogueEmbedding(session.catalogue, threads: threads).train(
            options, session.writer
        ) { progress.update(to: 0, share: $0) }
        progress.finish()
        session.report(report, seconds: progress.elapsedSeconds, console)
        return .success
    }
}
