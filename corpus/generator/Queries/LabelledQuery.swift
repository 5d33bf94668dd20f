/// A query as a shopper might type it, with its intent and the brand and category words in it.
struct LabelledQuery {
    var text = ""
    var intent: String
    var brand = ""
    var category = ""

    /// `text intent brand category`, as `corpus/README.md` has it.
    var line: String { [text, intent, brand, category].joined(separator: "\t") + "\n" }
}
