import SoukEngine
import SoukImport
import SoukStorage

/// Suggestions that are one product: by its key, the beginning of its title, or a code that it holds.
extension Suggester {
    /// A beginning that so few titles have leads to its products.
    private static let maximumProducts = 3
    private static let leastTitlePrefix = 4

    /// The product with this key, those whose title begins so, or those that hold this code, where they are few.
    func products(_ text: String, _ key: SuggestionKey) throws(SearchError) -> [Suggestion] {
        let snapshot = catalogue.snapshot
        let id = text.trimmingWhitespace
        if !id.isEmpty, let address = snapshot.address(of: id) { return [try product(address, key)] }
        guard key.bytes.count >= Self.leastTitlePrefix else { return [] }
        let range = table.byTitle.range(withPrefix: key.bytes)
        var found: [Suggestion] = []
        if !range.isEmpty, range.count <= Self.maximumProducts {
            for place in range {
                let id = table.sample.titles[Int(table.byTitle.payload(place))].id
                guard let address = snapshot.address(of: id) else { continue }
                let product = try self.product(address, key)
                // A newer title may begin otherwise.
                if !product.highlights.isEmpty { found.append(product) }
            }
            return found
        }
        guard range.isEmpty, Self.looksLikeCode(id) else { return [] }
        for candidate in try codes(id) {
            let product = try self.product(candidate, key)
            let held = SuggestionKey(product.text).bytes
            if String(decoding: held, as: UTF8.self).contains(String(decoding: key.bytes, as: UTF8.self)) {
                found.append(product)
            }
        }
        return found
    }

    /// One word with a digit, as models and article numbers are.
    private static func looksLikeCode(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && text.utf8.contains { $0 &- 0x30 < 10 }
    }

    private func codes(_ text: String) throws(SearchError) -> [DocumentAddress] {
        var options = self.options([])
        options.count = Self.maximumProducts
        let plan = pipeline.plan(try pipeline.interpret(text, options, readings), options)
        let outcome = try pipeline.retrieve(plan, options)
        guard outcome.total <= Self.maximumProducts else { return [] }
        return outcome.candidates.map(\.address)
    }

    private func product(_ address: DocumentAddress, _ key: SuggestionKey) throws(SearchError) -> Suggestion {
        let snapshot = catalogue.snapshot
        let source = try SearchError.wrapping { () throws(StorageError) in try snapshot.source(of: address) }
        let id = snapshot.id(of: address)
        let name = TitleSample.titleField(snapshot.schema).map { snapshot.schema.fields[$0].name }
        let title = name.flatMap { (try? JSONParser().parse(source))?[$0]?.scalarText } ?? id
        return suggestion(.product, title, count: 1, key, id: id)
    }
}

extension String {
    fileprivate var trimmingWhitespace: String {
        var view = unicodeScalars[...]
        while view.first?.properties.isWhitespace == true { view.removeFirst() }
        while view.last?.properties.isWhitespace == true { view.removeLast() }
        return String(view)
    }
}
