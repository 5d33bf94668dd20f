import SoukAnalysis
import SoukEngine

/// Which texts of a product its vector is made of, and which words are learnt from.
struct EmbeddedText {
    /// Fields that name the product: its title, brand and category.
    private let naming: Set<Int>
    private let title: Set<Int>
    /// Fields of text that is learnt from.
    private let learned: Set<Int>
    /// Words of one text that are read.
    private static let longestText = 256

    init(_ schema: SoukEngine.Schema) {
        let titleField = TitleSample.titleField(schema)
        var naming: Set<Int> = []
        var learned: Set<Int> = []
        for (place, field) in schema.fields.enumerated() where field.isSearched {
            if place == titleField || field.role == .brand || field.role == .category { naming.insert(place) }
            if field.type != .attributes { learned.insert(place) }
        }
        self.naming = naming
        title = naming.filter { $0 == titleField }
        self.learned = learned
    }

    /// The texts that name the product, in the order of its values.
    func forEachNamingText(_ document: Document, _ body: (String) -> Void) {
        forEach(document, naming, body)
    }

    /// All of them as one, for embedders that take a text: the title first, and of the others those that say anything new, since a brand
    /// said twice would count twice.
    func namingText(_ document: Document) -> String {
        var texts: [String] = []
        var words: Set<Substring> = []
        var joined = ""
        func add(_ text: String) {
            let lower = text.lowercased()
            let own = lower.split { !$0.isLetter && !$0.isNumber }
            // Chinese has no spaces: a name in it is known where it stands inside.
            let isKnown = own.allSatisfy { word in
                words.contains(word) || word.utf8.contains { $0 >= 0x80 } && joined.contains(word)
            }
            if isKnown, !texts.isEmpty { return }
            words.formUnion(own)
            joined += lower + "\n"
            texts.append(text)
        }
        forEach(document, title, add)
        forEach(document, naming.subtracting(title), add)
        return texts.joined(separator: " ")
    }

    /// The texts that words are learnt from.
    func forEachLearnedText(_ document: Document, _ body: (String) -> Void) {
        forEach(document, learned, body)
    }

    private func forEach(_ document: Document, _ fields: Set<Int>, _ body: (String) -> Void) {
        for value in document.values where fields.contains(value.field) {
            switch value.content {
            case .text(let text): body(text)
            case .path(let nodes): for node in nodes { body(node) }
            case .number, .attribute, .vector: break
            }
        }
    }

    /// The words of a text as vectors know them: as terms of the index, Han words as they are cut.
    static func forEachWord(of text: String, _ analyzer: Analyzer, _ body: (String) -> Void) {
        var text = text
        var count = 0
        text.withUTF8 { bytes in
            _ = analyzer.analyze(bytes, mode: .words) { token in
                guard token.kind != .quantity, count < longestText else { return }
                count += 1
                var term = String(decoding: token.term, as: UTF8.self)
                if term.unicodeScalars.last == Analyzer.endSentinel { term.unicodeScalars.removeLast() }
                if !term.isEmpty { body(term) }
            }
        }
    }
}
