/// Writes HTML, element by element; every text is escaped.
struct HTMLWriter {
    private(set) var text = "<!doctype html>\n"

    /// An element with content; `attributes` are pairs of name and value.
    mutating func element(
        _ name: String, _ attributes: KeyValuePairs<String, String>,
        _ content: (inout HTMLWriter) -> Void
    ) {
        open(name, attributes)
        content(&self)
        text += "</\(name)>"
    }

    mutating func element(
        _ name: String, _ attributes: KeyValuePairs<String, String>, _ content: String
    ) {
        element(name, attributes) { $0.write(content) }
    }

    mutating func element(_ name: String, _ content: (inout HTMLWriter) -> Void) {
        element(name, [:], content)
    }

    mutating func element(_ name: String, _ content: String) { element(name, [:], content) }

    /// An element that has no content and no end, such as `input`.
    mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        text += "<\(name)"
        for (name, value) in attributes { text += " \(name)=\"\(Self.escaped(value))\"" }
        text += ">"
    }

    mutating func write(_ content: String) { text += Self.escaped(content) }

    /// Style sheets are not escaped; they are never made from data.
    mutating func style(_ sheet: String) { text += "<style>\n\(sheet)\n</style>\n" }

    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default:
                let isShown = scalar.value >= 0x20 && scalar.value != 0x7F || scalar == "\n" || scalar == "\t"
                result.unicodeScalars.append(isShown ? scalar : "\u{FFFD}")
            }
        }
        return result
    }
}
