import SoukAnalysis
import SoukStorage

/// The words of an index: learnt with its first products, or anew by compaction; the same for all its segments.
extension IndexWriter {
    /// Puts a dictionary in the place of the index's user dictionary.
    ///
    /// A new index takes it at once; one that holds products is cut by it from the next ``compact(decoding:)`` on, since
    /// documents and queries must be cut alike.
    /// - Parameter text: words in jieba's format, see ``UserDictionary``; nil or without words: none.
    /// - Returns: whether the index had another.
    package func useDictionary(_ text: String?) throws(IndexError) -> Bool {
        let words = text.flatMap { UserDictionary(parsing: $0).entries.isEmpty ? nil : $0 }
        return try recordingFailure { writer throws(StorageError) in
            guard try DictionaryFile.text(writer.pending.manifest, in: writer.directory) != words else {
                return false
            }
            guard let words else {
                writer.attach(nil, as: DictionaryFile.purpose)
                return true
            }
            let name = writer.attachmentName(for: DictionaryFile.purpose)
            try DictionaryFile.write(words, to: name, in: writer.directory)
            writer.attach(name, as: DictionaryFile.purpose)
            return true
        }
    }

    /// Lets products wait for their words, if the index has no Han text yet.
    func beginGathering() throws(IndexError) {
        gathering = nil
        guard options.learnsWords, learnsByRules, base.attachments[LexiconFile.purpose] == nil else { return }
        if try !holdsHan() {
            gathering = WordGathering(byteLimit: min(max(options.memoryBudget / 8, 1 << 20), 32 << 20))
        }
    }

    /// Makes the lexicon of what was gathered, and lets the products go on.
    func settleWords() throws(IndexError) {
        guard let gathered = gathering, !gathered.changes.isEmpty else { return }
        gathering = nil
        let made = try recordingFailure { writer throws(StorageError) in
            try writer.learn(gathered.text)
        }
        if let made { try use(made) }
        for change in gathered.changes {
            switch change {
            case .upsert(let document): try collect(document)
            case .delete(let id): worker(for: id).delete(id)
            }
        }
    }

    /// Commits, with all segments made one and cut by the words that the catalogue teaches now.
    ///
    /// Where these are the words that the index has, this is ``compact()``; else every product is analysed anew from what
    /// is stored of it.
    /// - Parameter decode: reads a stored product under the index's schema; nil when it cannot, which is damage.
    /// - Complexity: O(size of the index), and its analysis where words have changed.
    @discardableResult
    package func compact(decoding decode: ([UInt8]) -> Document?) throws(IndexError) -> IndexSnapshot {
        try flush()
        pending.foldUpdates()
        let before = pending
        let present = IndexLexicon(pending.manifest, in: directory)
        let isHan = try holdsHan()
        guard options.learnsWords, learnsByRules, isHan || present.fileName != nil else {
            return try compact()
        }
        let made = try recordingFailure { writer throws(StorageError) in
            try writer.learn(try writer.sampledText(of: before, decode))
        }
        if let made, case .lexicon(let lexicon) = present.hanWords, lexicon.hasSameTables(as: made.lexicon) {
            return try compact()
        }
        if made == nil, pending.manifest.attachments[LexiconFile.purpose] == nil { return try compact() }
        try use(made)
        gathering = nil
        var failure: IndexError?
        try recordingFailure { writer throws(StorageError) in
            try writer.forEachProduct(of: before) { (_, source, file) throws(StorageError) in
                guard failure == nil else { return }
                let product = try writer.product(source(), file, decode)
                do throws(IndexError) { try writer.analyse(product) } catch { failure = error }
            }
        }
        if let failure { throw failure }
        try flush()
        pending.dropEmptySegments()
        return try compact()
    }

    private var learnsByRules: Bool { base.analyzer.words == .product }

    private func holdsHan() throws(IndexError) -> Bool {
        try recordingFailure { writer throws(StorageError) in
            for segment in writer.pending.segments where try segment.holdsHan() { return true }
            return false
        }
    }

    /// Text of a fixed share of the products: which ones follows from their keys, so that the order in which they lie does
    /// not matter, and an unchanged catalogue teaches what it taught.
    private func sampledText(
        of commit: PendingCommit, _ decode: ([UInt8]) -> Document?
    ) throws(StorageError) -> CatalogueText {
        var text = CatalogueText()
        let share = UInt32(max(1, commit.segments.reduce(0) { $0 + $1.documentCount } / Self.sampleSize))
        try forEachProduct(of: commit) { (id, source, file) throws(StorageError) in
            guard CRC32C.checksum(UnsafeRawBufferPointer(id)) % share == 0 else { return }
            text.add(try product(source(), file, decode), schema)
        }
        return text
    }

    /// From so many products up to twice as many words are learnt.
    private static let sampleSize = 8_000

    /// A lexicon with what it was made of.
    struct MadeLexicon {
        var lexicon: Lexicon
        var summary: LexiconFile.Summary
        var learned: [String]
    }

    /// The lexicon of ICU's words, those of a catalogue's text and the user's; nil where these say too little, or ICU
    /// does not show its words.
    private func learn(_ text: CatalogueText) throws(StorageError) -> MadeLexicon? {
        let dictionary = UserDictionary(
            parsing: try DictionaryFile.text(pending.manifest, in: directory) ?? "")
        guard text.count >= CatalogueText.least || !dictionary.entries.isEmpty else { return nil }
        var builder = LexiconBuilder()
        guard builder.addICUWords() else { return nil }
        let learned = builder.learn(text)
        builder.add(dictionary)
        let lexicon = builder.finish()
        let summary = LexiconFile.Summary(
            analyzerVersion: pending.manifest.analyzer.version, wordCount: lexicon.wordCount,
            learnedCount: learned.count, dictionaryCount: dictionary.entries.count)
        return MadeLexicon(lexicon: lexicon, summary: summary, learned: learned)
    }

    /// Cuts by these words from now on, and keeps them with the next commit; nil: by ICU's.
    private func use(_ made: MadeLexicon?) throws(IndexError) {
        guard let made else {
            attach(nil, as: LexiconFile.purpose)
            for worker in workers { worker.use(.dictionary) }
            return
        }
        let name = attachmentName(for: LexiconFile.purpose)
        try recordingFailure { writer throws(StorageError) in
            try LexiconFile.write(
                made.lexicon, made.summary, learned: made.learned, to: name, in: writer.directory)
        }
        attach(name, as: LexiconFile.purpose)
        for worker in workers { worker.use(.lexicon(made.lexicon)) }
    }

    /// Every product that is not deleted, by key and as it is stored, with the file that holds it.
    private func forEachProduct(
        of commit: PendingCommit,
        _ body: (UnsafeBufferPointer<UInt8>, () -> [UInt8], String) throws(StorageError) -> Void
    ) throws(StorageError) {
        for (segment, deleted) in zip(commit.segments, commit.deleted) {
            try segment.stored.forEach { (document, bytes) throws(StorageError) in
                guard !deleted.contains(document) else { return }
                try body(
                    segment.ids.bytes(of: document),
                    { segment.patched(Array(bytes), document, commit.manifest.schema) }, segment.fileName)
            }
        }
    }

    private func product(
        _ source: [UInt8], _ file: String, _ decode: ([UInt8]) -> Document?
    ) throws(StorageError) -> Document {
        if let document = decode(source) { return document }
        throw .corrupt(
            Corruption(
                file: file, section: "stored", byteOffset: 0, expected: "a product of the index's schema",
                found: String(decoding: source.prefix(60), as: UTF8.self)))
    }
}

extension SegmentReader {
    /// Whether any term is of Han characters, or of Kana.
    func holdsHan() throws(StorageError) -> Bool {
        var terms = try self.terms.cursor(atOrAfter: [0xE3])
        guard try terms.advance(), let first = terms.term.first else { return false }
        return first <= 0xE9
    }
}
