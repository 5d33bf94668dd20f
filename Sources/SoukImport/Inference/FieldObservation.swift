import SoukEngine

/// What the values of one field were in the rows looked at.
struct FieldObservation {
    /// Rows with a value: neither null nor blank nor an empty array or object.
    private(set) var filled = 0
    /// The first value, shortened.
    private(set) var example = ""

    /// Strings, numbers and booleans, and arrays of these.
    private var texts = 0
    /// JSON numbers.
    private var numbers = 0
    /// Strings that a number field can read.
    private var numericTexts = 0
    /// Cells that stand for a number and nothing else: no currency, no leading zero, at most 15 digits.
    private var plainNumbers = 0
    /// What a field of dates can read.
    private var dates = 0
    private var paths = 0
    private var objects = 0
    private var vectors = 0

    mutating func observe(_ node: JSONNode) {
        switch node.kind {
        case .null: return
        case .string: observe(text: node.text, isCell: false)
        case .number:
            begin(node.text)
            numbers += 1
            texts += 1
            paths += 1
            dates += 1
        case .boolean:
            begin(node.boolean ? "true" : "false")
            texts += 1
            paths += 1
        case .object:
            guard let first = node.children.first(where: { $0.kind != .null }) else { return }
            begin("{\(first.key): \(first.scalarText ?? "…"), …}")
            objects += 1
        case .array: observe(array: node)
        }
    }

    private mutating func observe(array: JSONNode) {
        let elements = array.children.filter { $0.kind != .null }
        guard let first = elements.first else { return }
        begin("[\(first.scalarText ?? "…"), …]")
        let scalars = elements.count { $0.scalarText != nil }
        if scalars == elements.count { texts += 1 }
        if elements.allSatisfy({ $0.scalarText != nil || $0.kind == .array }) { paths += 1 }
        if elements.allSatisfy({ $0.kind == .number }) { vectors += 1 }
    }

    /// A string of JSON, or a cell of CSV or TSV, which stands for values of every type.
    mutating func observe(text: String, isCell: Bool) {
        if TextTrimming.trim(text).isEmpty { return }
        begin(text)
        texts += 1
        paths += 1
        if let number = NumberText(text) {
            numericTexts += 1
            if isCell, FieldObservation.isPlain(text, number) { plainNumbers += 1 }
        }
        if DateText.seconds(text) != nil { dates += 1 }
        guard isCell else { return }
        if CellEncoding.numbers(text)?.isEmpty == false { vectors += 1 }
        if TextTrimming.trim(text).hasPrefix("{"), (try? JSONObject(parsing: Array(text.utf8))) != nil {
            objects += 1
        }
    }

    private mutating func begin(_ value: String) {
        filled += 1
        if filled == 1 { example = ValueExcerpt.shorten(value) }
    }

    private static func isPlain(_ text: String, _ number: NumberText) -> Bool {
        TextTrimming.trim(text) == number.json && number.json.utf8.count { (0x30...0x39).contains($0) } <= 15
    }

    /// Values that a field can read.
    func readable(as field: Field) -> Int {
        switch field.type {
        case .text, .keyword: texts
        case .path: paths
        case .number: field.role == .created ? dates : numbers + numericTexts
        case .attributes: objects
        case .vector: vectors
        case .stored: filled
        }
    }

    /// Whether every value is a number: then a field that is not a product field becomes a column.
    var isAllNumbers: Bool { filled > 0 && numbers + plainNumbers == filled }
}
