import SoukAnalysis

/// Holds the first products of a new index back until their text is enough to learn words from: so they are analysed
/// once, by the words that they teach.
///
/// Products go through unchanged until the first with Chinese text comes; from then on all changes wait in their order.
struct WordGathering {
    enum Change {
        case upsert(Document)
        case delete(String)
    }

    private static let documentLimit = 20_000

    private(set) var text = CatalogueText()
    private(set) var changes: [Change] = []
    private var byteCount = 0
    private let byteLimit: Int

    /// - Parameter byteLimit: of the products held back.
    init(byteLimit: Int) { self.byteLimit = byteLimit }

    var isFull: Bool {
        text.isEnough || changes.count >= Self.documentLimit || byteCount >= byteLimit
    }

    /// - Returns: whether the product is held back.
    mutating func take(_ document: Document, _ schema: Schema) -> Bool {
        guard !changes.isEmpty || document.values.contains(where: Self.holdsHan) else { return false }
        text.add(document, schema)
        changes.append(.upsert(document))
        byteCount += 2 * document.source.count
        return true
    }

    /// - Returns: whether the deletion waits for products that come before it.
    mutating func take(deletionOf id: String) -> Bool {
        guard !changes.isEmpty else { return false }
        changes.append(.delete(id))
        byteCount += id.utf8.count
        return true
    }

    private static func holdsHan(_ value: FieldValue) -> Bool {
        switch value.content {
        case .text(let text), .attribute(_, let text): CatalogueText.holdsHan(text)
        case .path(let nodes): nodes.contains(where: CatalogueText.holdsHan)
        case .number, .vector: false
        }
    }
}

extension CatalogueText {
    /// Adds a product: its searched text, and the values of its brand, categories and attributes as names.
    mutating func add(_ document: Document, _ schema: Schema) {
        for value in document.values {
            let field = schema.fields[value.field]
            switch value.content {
            case .text(let text):
                if field.type == .text {
                    if field.isSearched { add(text: text) }
                } else if field.role == .brand {
                    add(brand: text)
                } else if field.type == .keyword {
                    add(name: text)
                }
            case .path(let nodes): for node in nodes { add(name: node) }
            case .attribute(_, let text): add(name: text)
            case .number, .vector: break
            }
        }
    }
}
