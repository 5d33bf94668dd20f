import Dispatch
import SoukAnalysis
import SoukEngine
import SoukImport
import SoukStorage
import SoukVectors

/// Puts vectors beside every product of an index: trained on its own texts, or from a model of others.
package struct CatalogueEmbedding {
    private let catalogue: Catalogue
    private let threads: Int
    /// Texts that the common direction is taken from.
    private static let commonSample = 5_000

    package init(_ catalogue: Catalogue, threads: Int = 1) {
        self.catalogue = catalogue
        self.threads = max(threads, 1)
    }

    /// What was done, for people.
    package struct Report: Sendable {
        package var products = 0
        package var embedded = 0
        package var words = 0
        package var dimension = 0
        package var losses: [Float] = []
    }

    /// Trains vectors of the catalogue's words, and embeds every product.
    ///
    /// - Parameter progress: called with the share of the training that is done.
    package func train(
        _ options: SkipGramOptions, _ writer: IndexWriter, progress: (Double) -> Void = { _ in }
    ) throws -> Report {
        var text = TrainingText()
        let fields = EmbeddedText(catalogue.snapshot.schema)
        let analyzer = try self.analyzer()
        try forEachProduct { _, document in
            var words: [String] = []
            fields.forEachLearnedText(document) { text in
                EmbeddedText.forEachWord(of: text, analyzer) { words.append($0) }
            }
            text.add(words)
        }
        let trained = SkipGramTrainer(text, options).train(progress: progress)
        var report = try embed(WordVectorsWriter(trained), writer)
        report.losses = trained.losses
        return report
    }

    /// Embeds every product with vectors of words, and keeps them in the index.
    package func embed(_ vectors: WordVectorsWriter, _ writer: IndexWriter) throws -> Report {
        // Once without the common direction, to find it in what comes out.
        let scratch = InMemoryDirectory()
        try vectors.write(to: "model", in: scratch)
        let plain = WordEmbedding(vectors: try WordVectors("model", in: scratch))
        var sample: [[Float]] = []
        let stride = max(1, catalogue.snapshot.documentCount / Self.commonSample)
        let analyzer = try self.analyzer()
        try forEachProduct { number, document in
            guard number % stride == 0 else { return }
            if let vector = plain.vector(of: document, catalogue.snapshot.schema, analyzer) {
                sample.append(vector)
            }
        }
        var vectors = vectors
        vectors.common = PrincipalDirection.of(sample)
        let name = writer.attachmentName(for: IndexEmbedding.purpose)
        try vectors.write(to: name, in: writer.directory)
        writer.attach(name, as: IndexEmbedding.purpose)
        writer.attach(nil, as: IndexEmbedding.encoderPurpose)
        let model = try WordVectors(name, in: writer.directory)
        var report = try embed(WordEmbedding(vectors: model), writer)
        report.words = model.wordCount
        return report
    }

    /// Embeds every product with words' vectors of others, such as word2vec's: words are known as the index cuts and stems them, and
    /// weigh by how often they occur in the catalogue.
    ///
    package func embed(words: [String], vectors: [Float], dimension: Int, _ writer: IndexWriter) throws
        -> Report
    {
        let analyzer = try self.analyzer()
        var places: [String: Int] = [:]
        var terms: [String] = []
        var kept: [Float] = []
        for (place, word) in words.enumerated() {
            var found: [String] = []
            EmbeddedText.forEachWord(of: word, analyzer) { found.append($0) }
            // Of several that are one term, the first, which is the commonest.
            guard found.count == 1, places[found[0]] == nil else { continue }
            places[found[0]] = terms.count
            terms.append(found[0])
            kept += vectors[place * dimension..<(place + 1) * dimension]
        }
        var counts = [Int](repeating: 0, count: terms.count)
        let fields = EmbeddedText(catalogue.snapshot.schema)
        try forEachProduct { _, document in
            fields.forEachLearnedText(document) { text in
                EmbeddedText.forEachWord(of: text, analyzer) { word in
                    if let place = places[word] { counts[place] += 1 }
                }
            }
        }
        return try embed(
            WordVectorsWriter(words: terms, counts: counts, dimension: dimension, wordVectors: kept), writer)
    }

    #if Transformer
        /// Embeds every product with a sentence encoder, and keeps it in the index.
        ///
        /// - Parameter folder: config.json, vocab.txt and model.safetensors of a BERT encoder.
        package func embed(modelFolder folder: String, _ writer: IndexWriter, progress: (Double) -> Void)
            throws -> Report
        {
            let name = writer.attachmentName(for: IndexEmbedding.encoderPurpose)
            try TransformerFile.write(folder: folder, to: name, in: writer.directory)
            writer.attach(name, as: IndexEmbedding.encoderPurpose)
            writer.attach(nil, as: IndexEmbedding.purpose)
            let encoder = try TransformerFile.open(name, in: writer.directory)
            return try embed(TransformerEmbedding(encoder: encoder), writer, progress: progress)
        }
    #endif

    /// Embeds every product and commits.
    private func embed(
        _ model: any TextEmbedding, _ writer: IndexWriter, progress: (Double) -> Void = { _ in }
    ) throws -> Report {
        let snapshot = catalogue.snapshot
        var vectors: [[[Float]?]] = snapshot.segments.map {
            [[Float]?](repeating: nil, count: $0.documentCount)
        }
        var report = Report()
        report.dimension = model.dimension
        var batch: [(address: DocumentAddress, document: Document)] = []
        func finish() throws {
            let made = try embedded(batch.map(\.document), model)
            for (place, vector) in zip(batch, made) {
                vectors[place.address.segment][Int(place.address.document)] = vector
                report.products += 1
                if vector != nil { report.embedded += 1 }
            }
            batch.removeAll(keepingCapacity: true)
            progress(Double(report.products) / Double(max(snapshot.documentCount, 1)))
        }
        try forEachAddressedProduct { address, document in
            batch.append((address, document))
            if batch.count >= 64 * threads { try finish() }
        }
        try finish()
        try writer.embed(vectors, dimension: model.dimension)
        return report
    }

    private func embedded(_ documents: [Document], _ model: any TextEmbedding) throws -> [[Float]?] {
        let schema = catalogue.snapshot.schema
        if threads == 1 || documents.count < threads {
            let analyzer = try self.analyzer()
            return model.vectors(of: documents, schema, analyzer)
        }
        let results = Locked([[[Float]?]](repeating: [], count: threads))
        let failure = Locked<(any Error)?>(nil)
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            let share = documents[
                documents.count * thread / threads..<documents.count * (thread + 1) / threads]
            do {
                let analyzer = try self.analyzer()
                let made = model.vectors(of: Array(share), schema, analyzer)
                results.withLock { $0[thread] = made }
            } catch { failure.withLock { $0 = error } }
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
        return results.withLock { Array($0.joined()) }
    }

    private func analyzer() throws -> Analyzer {
        try Analyzer(catalogue.snapshot.manifest.analyzer, hanWords: catalogue.lexicon.hanWords)
    }

    private func forEachProduct(_ body: (Int, Document) throws -> Void) throws {
        var number = 0
        try forEachAddressedProduct { _, document in
            try body(number, document)
            number += 1
        }
    }

    /// Every product that is not deleted, as it is stored.
    private func forEachAddressedProduct(_ body: (DocumentAddress, Document) throws -> Void) throws {
        let snapshot = catalogue.snapshot
        let decoder = ProductDecoder(schema: snapshot.schema, strictness: .lenient)
        for (index, segment) in snapshot.segments.enumerated() {
            var failure: (any Error)?
            try segment.stored.forEach { (document, bytes) throws(StorageError) in
                guard failure == nil, snapshot.live[index].contains(document),
                    let product = try? decoder.decode(json: Array(bytes)).document
                else { return }
                do { try body(DocumentAddress(segment: index, document: document), product) } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
        }
    }
}
