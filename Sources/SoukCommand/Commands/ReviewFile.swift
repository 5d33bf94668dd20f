import SoukImport
import SoukLab

/// Reads review files: JSONL, CSV or TSV with a header, plain or gzip.
struct ReviewFile {
    /// Names that a column may have, the first there is.
    private static let textNames = ["review", "text", "content", "comment", "评论", "内容"]
    private static let itemNames = ["item", "product", "id", "商品"]

    private let reader: CatalogueReader
    private let parser = JSONParser()

    init(_ paths: [String]) throws(ImportError) { reader = try CatalogueReader(files: paths, format: nil) }

    /// Every row with a text and a product id.
    func forEachReview(_ body: (_ item: String, _ text: String) -> Void) throws {
        while let row = try reader.next() {
            let object = try row.object(parser)
            guard let text = try value(Self.textNames, object, row),
                let item = try value(Self.itemNames, object, row)
            else { continue }
            body(item, text)
        }
    }

    /// Every row with a text and a label: `0` or `negative`, `1` or `positive`; or, in a column `rating`, up to 2 stars and
    /// from 4 on. Rows of 3 stars say neither.
    func labelled() throws -> [LabelledReview] {
        var reviews: [LabelledReview] = []
        while let row = try reader.next() {
            let object = try row.object(parser)
            guard let text = try value(Self.textNames, object, row) else { continue }
            if let label = object["label"]?.scalarText {
                guard let isPositive = Self.label(label) else {
                    throw RowError(
                        file: row.file, line: row.line,
                        problem: .refused(
                            reason: "label is '\(label)': expected 0, 1, negative or positive"))
                }
                reviews.append(LabelledReview(text: text, isPositive: isPositive))
            } else if let stars = object["rating"]?.numericValue {
                if stars <= 2 || stars >= 4 {
                    reviews.append(LabelledReview(text: text, isPositive: stars >= 4))
                }
            } else {
                throw RowError(
                    file: row.file, line: row.line, problem: .refused(reason: "no label and no rating"))
            }
        }
        return reviews
    }

    private static func label(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "0", "negative", "neg": false
        case "1", "positive", "pos": true
        default: nil
        }
    }

    /// The first of the members that there is; nil where it is empty.
    private func value(_ names: [String], _ object: JSONObject, _ row: Row) throws -> String? {
        for name in names {
            guard let value = object[name] else { continue }
            return value.scalarText.flatMap { $0.isEmpty ? nil : $0 }
        }
        // An empty cell is left out of the object; a column that is not there at all is a mistake of the whole file.
        if case .cells(let columns, _) = row.content, columns.contains(where: names.contains) { return nil }
        throw RowError(
            file: row.file, line: row.line,
            problem: .refused(
                reason: "no column \(names[0]): expected one of \(names.joined(separator: ", "))"))
    }
}
