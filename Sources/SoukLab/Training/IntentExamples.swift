import SoukUnderstanding

/// A query with its intent, and the brand and the product word in it; empty where it names none.
package struct IntentExample: Sendable, Equatable {
    package var text: String
    package var intent: Intent
    package var brand: String
    package var category: String
}

/// Reads labelled queries: tab-separated, a header that names `text` and `intent`, perhaps `brand` and `category`; other
/// columns are passed over.
package enum IntentExamples {
    /// - Throws: ``LabError`` with file and line.
    package static func read(_ file: String) throws(LabError) -> [IntentExample] {
        var reader = try LineReader(contentsOf: file)
        guard reader.next() else { throw .unreachable(file: file, reason: "is empty") }
        let names = try cells(reader)
        guard let text = names.firstIndex(of: "text") ?? names.firstIndex(of: "query"),
            let intent = names.firstIndex(of: "intent")
        else { throw reader.malformed(expected: "a header that names text and intent") }
        let (brand, category) = (names.firstIndex(of: "brand"), names.firstIndex(of: "category"))
        var examples: [IntentExample] = []
        while reader.next() {
            let cells = try cells(reader)
            func cell(_ place: Int?) -> String { place.flatMap { $0 < cells.count ? cells[$0] : nil } ?? "" }
            guard let intent = Intent(rawValue: cell(intent)) else {
                let known = Intent.allCases.map(\.rawValue).joined(separator: ", ")
                throw reader.malformed(expected: "an intent (\(known))")
            }
            examples.append(
                IntentExample(text: cell(text), intent: intent, brand: cell(brand), category: cell(category)))
        }
        return examples
    }

    private static func cells(_ reader: LineReader) throws(LabError) -> [String] {
        var cells: [String] = []
        for cell in reader.line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false) {
            cells.append(try reader.text(cell))
        }
        return cells
    }
}
