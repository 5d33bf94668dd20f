import SoukAnalysis
import SoukEngine
import SoukRanking
import SoukRecommend
import SoukStorage
import SoukUnderstanding

/// An opened index for searching: one snapshot, and what is learnt from it.
///
/// Immutable, so any number of tasks search it at once. The library's `ProductIndex` and the command line both stand
/// on this value.
package final class Catalogue: Sendable {
    package let snapshot: IndexSnapshot
    package let directory: any Directory
    package let understanding: QueryUnderstanding
    package let aliases: QueryAliases
    /// The merchandising rules of the index.
    package let rules: RuleSet
    /// The words by which documents and queries are cut.
    package let lexicon: IndexLexicon
    /// What shoppers did; nil when no events were loaded.
    package let history: ShopperHistory?
    /// What gives a query its vector; nil: the index has no vectors of texts.
    let embedding: (any TextEmbedding)?
    /// Why queries have no vectors although products have; nil when all is well.
    package let embeddingProblem: StorageError?
    private let newWordShareValue: Locked<Double?>
    private let homophoneTable: Locked<HomophoneTable??>
    private let soundTable: Locked<SoundTable?>
    private let signalTable = Locked<SignalTable?>(nil)
    private let pricePercentiles = Locked<PricePercentiles?>(nil)
    private let suggestions: Locked<SuggestionTable?>
    private let productGroups: Locked<[Int: ProductGroups]>
    private let itemFeatures = Locked<ItemFeatures?>(nil)
    private let accessorySets = Locked<Accessories?>(nil)
    /// What spelling asked of the words.
    let spelling = SpellingMemory()
    private let lineMakers = Locked<[[UInt8]: [String]]>([:])
    private static let maximumLines = 10_000

    /// Fields that `field:value` in a query filters by: those of whole values. `title:手机` is plain text.
    private static func filterableFields(_ schema: SoukEngine.Schema) -> [String] {
        schema.fields.filter { $0.type == .number || $0.type == .keyword || $0.type == .path }.map(\.name)
    }

    /// What `field:value` in a query lets through where the field is a number: `price:100`, `price:..100`, as filters read it; nil for
    /// a value that is no number and no range.
    static func numbers(_ field: String, _ value: String, _ schema: SoukEngine.Schema) -> FilterExpression? {
        let folded = FoldedText(value)
        let condition = "\"\(field)\":" + folded.string(0..<folded.count)
        guard let parsed = try? FilterParser.parse(condition, schema), case .number = parsed else {
            return nil
        }
        return parsed
    }

    /// Opens the current commit.
    ///
    /// - Parameter previous: an older commit of the same index: what was learnt from its events serves on while they
    ///   are the same.
    /// - Parameter model: reads the queries.
    /// - Parameter embedder: gives queries their vectors, in place of the index's own.
    package convenience init(
        _ directory: any Directory, after previous: Catalogue? = nil, model: UnderstandingModel = .shipped,
        embedder: (any Embedder)? = nil
    ) throws(SearchError) {
        let snapshot = try SearchError.wrapping { () throws(StorageError) in
            try IndexSnapshot(directory, after: previous?.snapshot)
        }
        if let previous, previous.snapshot.differsOnlyInNumbers(from: snapshot) {
            self.init(previous, snapshot)
        } else {
            try self.init(snapshot, in: directory, after: previous, model: model, embedder: embedder)
        }
    }

    /// The same catalogue with other numbers: whatever is learnt from texts and values serves on.
    private init(_ previous: Catalogue, _ snapshot: IndexSnapshot) {
        self.snapshot = snapshot
        directory = previous.directory
        understanding = previous.understanding
        aliases = previous.aliases
        rules = previous.rules
        lexicon = previous.lexicon
        history = previous.history
        embedding = previous.embedding
        embeddingProblem = previous.embeddingProblem
        newWordShareValue = previous.newWordShareValue
        homophoneTable = previous.homophoneTable
        soundTable = previous.soundTable
        suggestions = previous.suggestions
        productGroups = previous.productGroups
        let changed = snapshot.fieldsUpdated(since: previous.snapshot)
        let table = previous.signalTable.withLock { $0 }
        signalTable.withLock { $0 = table?.updated(snapshot, fields: changed) }
    }

    private init(
        _ snapshot: IndexSnapshot, in directory: any Directory, after previous: Catalogue?,
        model: UnderstandingModel, embedder: (any Embedder)?
    ) throws(SearchError) {
        self.directory = directory
        self.snapshot = snapshot
        newWordShareValue = Locked(nil)
        homophoneTable = Locked(nil)
        soundTable = Locked(nil)
        suggestions = Locked(nil)
        productGroups = Locked([:])
        do throws(StorageError) {
            understanding = QueryUnderstanding(
                lexicon: LexiconReader.lexicon(of: snapshot),
                fields: Self.filterableFields(snapshot.schema),
                accepts: { [schema = snapshot.schema] field, value in
                    schema.index(of: field).map { schema.fields[$0].type } != .number
                        || Self.numbers(field, value, schema) != nil
                },
                model: model)
            aliases = try CatalogueAliases.aliases(of: snapshot, in: directory)
            rules = try RuleAttachment.read(snapshot, in: directory)
        } catch { throw SearchError(error) }
        let lexiconName = snapshot.attachment(LexiconFile.purpose)
        if let previous, previous.lexicon.fileName == lexiconName, previous.lexicon.problem == nil {
            lexicon = previous.lexicon
            // Titles are cut by the same words.
            let table = previous.suggestions.withLock { $0 }?.carried(to: snapshot)
            suggestions.withLock { $0 = table }
        } else {
            lexicon = IndexLexicon(snapshot.manifest, in: directory)
        }
        if let embedder {
            (embedding, embeddingProblem) = (CustomEmbedding(embedder), nil)
        } else {
            (embedding, embeddingProblem) = IndexEmbedding.open(snapshot.manifest, directory, after: previous)
        }
        let history = ShopperHistory(snapshot, in: directory, after: previous?.history)
        self.history = history?.fileName == previous?.history?.fileName ? previous?.history : history
    }

    /// Which documents are variants of one product by a field's value, found when a query first groups by it.
    package func groups(_ field: Int) -> ProductGroups {
        productGroups.withLock { known in
            if let groups = known[field] { return groups }
            let made = ProductGroups(snapshot, field: field)
            known[field] = made
            return made
        }
    }

    /// Where every price lies in its category, computed when a query first asks for cheap goods.
    package var prices: PricePercentiles {
        pricePercentiles.withLock { table in
            if let table { return table }
            let made = PricePercentiles(snapshot)
            table = made
            return made
        }
    }

    /// Business signals of every product, computed when a strategy first needs them.
    package var signals: SignalTable {
        signalTable.withLock { table in
            if let table { return table }
            let made = SignalTable(snapshot, popularity: popularity)
            table = made
            return made
        }
    }

    /// What stands for sales where the shop states none; nil without events.
    private var popularity: ((String) -> Double?)? {
        guard snapshot.schema.index(withRole: .sales) == nil, let log = try? history?.log() else {
            return nil
        }
        let popularity = ItemPopularity(log, halfLife: CatalogueRecommenders.popularityHalfLife)
        return { item in log.items.number(of: item).map { popularity.sums[$0] } }
    }

    /// The goods that go with others, found when a query first names a product.
    func accessories(_ analyzer: Analyzer) -> Accessories {
        accessorySets.withLock { sets in
            if let sets { return sets }
            let made = Accessories(snapshot, analyzer)
            sets = made
            return made
        }
    }

    /// Who makes the products of a line, worked out when a query first has its word.
    func makers(of line: [UInt8], _ make: () -> [String]) -> [String] {
        if let known = lineMakers.withLock({ $0[line] }) { return known }
        let made = make()
        lineMakers.withLock { makers in
            if makers.count >= Self.maximumLines { makers.removeAll(keepingCapacity: true) }
            makers[line] = made
        }
        return made
    }

    /// What the products are, collected when a recommendation first asks.
    var features: ItemFeatures {
        itemFeatures.withLock { features in
            if let features { return features }
            let made = CatalogueFeatures.features(of: snapshot)
            features = made
            return made
        }
    }

    /// See ``WordVocabulary/newWordShare()``; worked out once.
    func newWordShare() throws(StorageError) -> Double {
        if let known = newWordShareValue.withLock({ $0 }) { return known }
        let share = try WordVocabulary(snapshot).newWordShare()
        newWordShareValue.withLock { $0 = share }
        return share
    }

    /// The Latin words by their sound, collected when a query first has a word that is near none.
    func sounds() throws(StorageError) -> SoundTable {
        if let made = soundTable.withLock({ $0 }) { return made }
        let made = try SoundTable { (body) throws(StorageError) in
            try WordVocabulary(snapshot).forEach { body($0, WordFrequency($1)) }
        }
        soundTable.withLock { $0 = made }
        return made
    }

    /// Words and phrases of titles, collected when somebody first types; whoever types meanwhile waits for them.
    func suggestionTable(_ analyzer: Analyzer) throws(SearchError) -> SuggestionTable {
        try suggestions.withLock { (table) throws(SearchError) in
            if let table { return table }
            do throws(StorageError) {
                let made = try SuggestionTable(snapshot, analyzer)
                table = made
                return made
            } catch { throw SearchError(error) }
        }
    }

    /// The Han words by their sound, collected when a query first has a character that fits nowhere; nil when ICU cannot
    /// romanize.
    var homophones: HomophoneTable? {
        homophoneTable.withLock { table in
            if let made = table { return made }
            let made = try? HomophoneTable(CatalogueAliases.names(of: snapshot))
            table = .some(made)
            return made
        }
    }
}
