import Foundation
import Souk
import SoukConsole
import SoukEngine
import SoukImport
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

struct EmbedCommand: Command {
    static let usage = CommandUsage(
        "embed", abstract: "Give every product a vector by a model that was trained elsewhere.",
        discussion: """
            --vectors reads vectors of words: word2vec's text or binary, GloVe's text, or a safetensors file with one matrix, whose \
            words stand in vocab.txt beside it, one a line. --model reads the folder of a BERT sentence encoder (config.json, \
            vocab.txt, model.safetensors); it needs a souk that was built with --traits Transformer. Either is copied into the \
            index, and embeds later products and every query; it replaces what the index had.
            """,
        examples: [
            .init("embed shop.index --vectors words.vec.gz", "Plain or .gz."),
            .init("embed shop.index --model all-MiniLM-L6-v2", "English products, as sentences."),
        ])

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Option("--vectors", value: "FILE", help: "Vectors of words") var vectorPath: String?
    @Option(
        "--words", value: "N", help: "Words that are read, the first of the file",
        range: .within(1...50_000_000))
    var wordLimit = 500_000
    @Option("--model", value: "FOLDER", help: "A sentence encoder") var modelFolder: String?
    @Option("--threads", value: "N", help: "Threads to embed with", range: .within(1...64)) var threads = 1

    func validate() throws(UsageError) {
        if vectorPath != nil, modelFolder != nil { throw .conflict("--vectors", "--model") }
        if vectorPath == nil, modelFolder == nil {
            throw .missingOneOf(["--vectors FILE", "--model FOLDER", "or souk embed train DIR"])
        }
    }

    func run(_ console: Console) throws -> ExitStatus {
        #if !Transformer
            if modelFolder != nil { throw Self.withoutEncoders }
        #endif
        let session = try EmbeddingSession(folder)
        defer { session.writer.close() }
        let embedding = CatalogueEmbedding(session.catalogue, threads: threads)
        let progress = console.progress("embedding", total: nil)
        let report =
            if let vectorPath { try embedded(embedding, vectorPath, session) } else {
                try encoded(embedding, session, progress)
            }
        progress.finish()
        session.report(report, seconds: progress.elapsedSeconds, console)
        return .success
    }

    private func embedded(
        _ embedding: CatalogueEmbedding, _ path: String, _ session: EmbeddingSession
    ) throws -> CatalogueEmbedding.Report {
        let file = try PretrainedWords(at: path, limit: wordLimit)
        return try embedding.embed(
            words: file.words, vectors: file.vectors, dimension: file.dimension, session.writer)
    }

    private func encoded(
        _ embedding: CatalogueEmbedding, _ session: EmbeddingSession, _ progress: ProgressBar
    ) throws -> CatalogueEmbedding.Report {
        #if Transformer
            return try embedding.embed(modelFolder: modelFolder ?? "", session.writer) {
                progress.update(to: 0, share: $0)
            }
        #else
            throw Self.withoutEncoders
        #endif
    }

    private static let withoutEncoders = CommandFailure(
        "--model: this souk was built without sentence encoders: swift build -c release --traits Transformer")
}

/// Vectors of words from a file that the user names.
private struct PretrainedWords {
    let words: [String]
    let vectors: [Float]
    let dimension: Int

    init(at path: String, limit: Int) throws {
        let bytes = try InputFile(path: path).readAll()
        guard path.hasSuffix(".safetensors") else {
            guard bytes.first != UInt8(ascii: "{") else {
                throw CommandFailure(
                    "\(path): JSON, not vectors of words: a product's own vector is its field `vector`, which souk index reads"
                )
            }
            let file = try WordVectorFile(bytes, file: path, limit: limit)
            (words, vectors, dimension) = (file.words, file.vectors, file.dimension)
            return
        }
        let file = try SafetensorsFile(Data(bytes), file: path)
        let list = (path as NSString).deletingLastPathComponent + "/vocab.txt"
        let lines = String(decoding: try InputFile(path: list).readAll(), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map {
                $0.last == "\r" ? $0.dropLast() : $0
            }
        let all = lines.last?.isEmpty == true ? lines.dropLast() : lines[...]
        let matrices = file.tensors.filter { $0.value.shape.count == 2 && $0.value.shape[0] == all.count }
        guard matrices.count == 1, let (name, tensor) = matrices.first.map({ ($0.key, $0.value) }) else {
            throw CommandFailure(
                "\(path): expected one matrix with a row for each of the \(all.count) words of \(list), found \(matrices.count)"
            )
        }
        dimension = tensor.shape[1]
        words = all.prefix(limit).map(String.init)
        vectors = try file.floats(name)
    }
}
