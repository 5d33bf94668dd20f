import Foundation
import SoukAnalysis
import SoukEngine
import SoukImport
import SoukStorage

/// The words of a catalogue's titles, title by title; of a large catalogue, those of a sample that is spread over it evenly.
struct TitleSample: Sendable {
    /// Titles that are read at most, or hardly more.
    static let limit = 30_000
    /// Words of a title that are read.
    private static let longestTitle = 48

    /// A word of a title.
    struct Place: Sendable {
        let word: UInt32
        /// What stands before it; nil: something that no phrase goes over.
        let gap: PhraseCode.Gap?
    }

    struct Title: Sendable {
        /// Of the product.
        let id: String
        let places: Range<Int>
        /// What its words weigh: 1, and more by the product's sales.
        let weight: Float
    }

    private(set) var words: [TitleWord] = []
    private(set) var places: [Place] = []
    private(set) var titles: [Title] = []
    /// ``SuggestionKey`` of every title.
    private(set) var keys = RankedKeys.Builder()
    /// Numbers of stems.
    private(set) var stems: [String: UInt32] = [:]
    private var forms: [Substring: UInt32?] = [:]

    init(_ snapshot: IndexSnapshot, _ analyzer: Analyzer) throws(StorageError) {
        guard let field = Self.titleField(snapshot.schema) else { return }
        let name = snapshot.schema.fields[field].name
        let sales = snapshot.schema.index(withRole: .sales)
        let stride = max(1, snapshot.documentCount / Self.limit)
        let parser = JSONParser()
        for (index, segment) in snapshot.segments.enumerated() {
            try segment.stored.forEach(everyBlock: stride) { (document, source) throws(StorageError) in
                guard snapshot.live[index].contains(document),
                    let product = try? parser.parse(source), let title = product[name]?.scalarText
                else { return }
                let sold = sales.flatMap { segment.numbers[$0]?.value(of: document) } ?? 0
                let address = DocumentAddress(segment: index, document: document)
                add(title, snapshot.id(of: address), sold, analyzer)
            }
        }
        forms = [:]
    }

    /// The searched text that weighs most, which is the title.
    static func titleField(_ schema: SoukEngine.Schema) -> Int? {
        schema.fields.indices.filter { schema.fields[$0].type == .text && schema.fields[$0].isSearched }
            .max { schema.fields[$0].weight < schema.fields[$1].weight }
    }

    private mutating func add(
        _ title: String, _ id: String, _ sold: Double, _ analyzer: Analyzer
    ) {
        let weight = Float(1 + log10(1 + max(sold, 0)))
        keys.add(SuggestionKey(title).bytes, payload: UInt32(titles.count), weight: weight)
        let first = places.count
        var title = title
        title.withUTF8 { bytes in
            var end: Int?
            _ = analyzer.analyze(bytes, mode: .words) { token in
                guard places.count - first < Self.longestTitle, token.kind != .quantity else { return }
                let form = String(decoding: bytes[token.start..<token.end], as: UTF8.self)
                let gap = end.flatMap { Self.gap(bytes, from: $0, to: token.start) }
                end = nil
                guard let word = number(of: form, token) else { return }
                places.append(Place(word: word, gap: gap))
                end = token.end
            }
        }
        titles.append(Title(id: id, places: first..<places.count, weight: weight))
    }

    private static func gap(_ bytes: UnsafeBufferPointer<UInt8>, from: Int, to: Int) -> PhraseCode.Gap? {
        guard from < to else { return .nothing }
        if to - from == 1, bytes[from] == 0x2D { return .hyphen }
        // U+3000 is the space of Chinese text.
        let isSpace = bytes[from..<to].allSatisfy { $0 == 0x20 || $0 == 0x09 }
        return isSpace || bytes[from..<to].elementsEqual([0xE3, 0x80, 0x80]) ? .space : nil
    }

    private mutating func number(of form: String, _ token: Token) -> UInt32? {
        if let known = forms[form[...]] { return known }
        guard words.count < PhraseCode.wordLimit else { return nil }
        let term = String(decoding: token.term, as: UTF8.self)
        let stem = stems[term] ?? UInt32(stems.count)
        stems[term] = stem
        let lowered = form.lowercased()
        var number: UInt32?
        if lowered != form, let known = forms[lowered[...]] {
            number = known
        } else if let word = TitleWord(form, stem: stem, kind: token.kind) {
            number = UInt32(words.count)
            words.append(word)
            if lowered != form { forms[lowered[...]] = .some(number) }
        }
        forms[form[...]] = .some(number)
        return number
    }
}
