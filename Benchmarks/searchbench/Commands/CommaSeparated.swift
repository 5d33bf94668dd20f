import SoukConsole

/// Several values in one word, `lucene,tantivy`; `none` is the empty list.
struct CommaSeparated<Element: ArgumentValue>: ArgumentValue {
    let elements: [Element]

    init(_ elements: [Element]) { self.elements = elements }

    init?(argument: String) {
        guard argument != "none" else {
            self.init([])
            return
        }
        var elements: [Element] = []
        for part in argument.split(separator: ",") {
            guard let element = Element(argument: String(part)) else { return nil }
            elements.append(element)
        }
        guard !elements.isEmpty else { return nil }
        self.init(elements)
    }

    var argumentText: String {
        elements.isEmpty ? "none" : elements.map(\.argumentText).joined(separator: ",")
    }

    static var expectation: String {
        let choices = Element.choices
        return choices.isEmpty
            ? "\(Element.expectation), or several with commas between"
            : "some of \(choices.joined(separator: ", ")) with commas between, or none"
    }
}
