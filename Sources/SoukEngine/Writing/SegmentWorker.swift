import Dispatch
import SoukAnalysis
import SoukStorage

/// Analyses one share of the changes and collects them, on a thread of its own.
///
/// A product's changes all go to one worker, which makes them in the order they came. Everything but ``byteCount`` is
/// called from the writer's thread; `builder` and `deletions` are touched on the queue alone.
final class SegmentWorker: @unchecked Sendable {
    /// What a worker has collected, to be written by somebody else.
    struct Share {
        let builder: SegmentBuilder
        /// Keys to delete from older segments.
        let deletions: [String]
    }

    private enum Change: Sendable {
        case upsert(Document)
        case delete(String)
    }

    private static let batchCount = 512
    private static let batchBytes = 64 << 10
    private static let batchesWaiting = 16

    private let analyzer: Analyzer
    private var builder: SegmentBuilder
    private var deletions: [String] = []
    private let heldBytes = Locked(0)
    // SAFETY: touched on the queue alone.
    @exclusivity(unchecked) private var embedding: (model: any DocumentEmbedding, field: Int)?
    private var schema: Schema

    /// nil when the changes are made at once, on the caller's thread.
    private let queue: DispatchQueue?
    private let room = DispatchSemaphore(value: SegmentWorker.batchesWaiting)
    // SAFETY: no access of these overlaps another: none calls back, and only the writer's thread touches them.
    @exclusivity(unchecked) private var batch: [Change] = []
    @exclusivity(unchecked) private var bytesInBatch = 0
    @exclusivity(unchecked) private var changesInBatch = 0

    init(schema: Schema, analyzer: Analyzer, isConcurrent: Bool) {
        self.analyzer = analyzer
        self.schema = schema
        builder = SegmentBuilder(schema: schema, analyzer: analyzer)
        queue = isConcurrent ? DispatchQueue(label: "souk.segment") : nil
    }

    /// Bytes held in memory, but for the few batches on their way; very many when nothing more may be added.
    var byteCount: Int { heldBytes.withLock { $0 } }

    func upsert(_ document: Document) { add(.upsert(document), bytes: document.source.count) }

    func delete(_ id: String) { add(.delete(id), bytes: id.utf8.count) }

    /// Whether changes wait to be flushed. Waits for those on their way.
    var isEmpty: Bool { onQueue { $0.builder.documentCount == 0 && $0.deletions.isEmpty } }

    /// Takes fields over that were added at the end of the schema. Text fields only while ``isEmpty``.
    func grow(_ schema: Schema) {
        onQueue { worker in
            worker.schema = schema
            worker.builder.grow(schema)
        }
    }

    /// Cuts Han text by other words from now on.
    func use(_ words: HanWords) { onQueue { $0.analyzer.use(words) } }

    /// Gives products vectors of their texts from now on.
    func use(_ embedding: any DocumentEmbedding, field: Int) {
        onQueue { $0.embedding = (embedding, field) }
    }

    /// Forgets all changes and begins a segment with `schema`.
    func restart(_ schema: Schema) {
        onQueue { $0.begin(schema) }
    }

    /// Gives away what was collected, and begins anew with `schema`. Waits for the changes on their way.
    func take(_ schema: Schema) -> Share {
        onQueue { worker in
            defer { worker.begin(schema) }
            return Share(builder: worker.builder, deletions: worker.deletions)
        }
    }

    private func begin(_ schema: Schema) {
        self.schema = schema
        builder = SegmentBuilder(schema: schema, analyzer: analyzer)
        deletions = []
        heldBytes.withLock { $0 = 0 }
    }

    private func add(_ change: Change, bytes: Int) {
        bytesInBatch += bytes
        changesInBatch += 1
        if queue == nil { make(change) } else { batch.append(change) }
        if changesInBatch >= Self.batchCount || bytesInBatch >= Self.batchBytes { sendBatch() }
    }

    private func sendBatch() {
        guard changesInBatch > 0 else { return }
        let changes = batch
        batch = []
        batch.reserveCapacity(changesInBatch)
        bytesInBatch = 0
        changesInBatch = 0
        perform { worker in
            for change in changes { worker.make(change) }
            let count = worker.builder.isFull ? Int.max / 2 : worker.builder.byteCount
            worker.heldBytes.withLock { $0 = count }
        }
    }

    private func make(_ change: Change) {
        switch change {
        case .upsert(let document): builder.add(embedding == nil ? document : embedded(document))
        case .delete(let id):
            deletions.append(id)
            builder.delete(id)
        }
    }

    private func embedded(_ document: Document) -> Document {
        guard let (model, field) = embedding,
            let vector = model.vector(of: document, schema, analyzer),
            vector.count == model.dimension, vector.allSatisfy(\.isFinite)
        else { return document }
        var document = document
        // What the index makes itself takes the place of what a product brings under that name.
        document.values.removeAll { $0.field == field }
        document.values.append(FieldValue(field: field, .vector(vector)))
        return document
    }

    /// Waits while too much is on its way, so that memory stays bounded.
    private func perform(_ body: @escaping @Sendable (SegmentWorker) -> Void) {
        guard let queue else { return body(self) }
        room.wait()
        queue.async { [self] in
            body(self)
            room.signal()
        }
    }

    private func onQueue<Result>(_ body: (SegmentWorker) -> Result) -> Result {
        sendBatch()
        guard let queue else { return body(self) }
        return queue.sync { body(self) }
    }
}
