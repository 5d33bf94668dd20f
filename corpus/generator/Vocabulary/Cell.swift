import Foundation

/// The options of one cell: `256GB; 512GB@+1000; 1TB@*1.4`.
struct Cell {
    /// One option and what choosing it does to the price.
    struct Option: Equatable {
        enum Effect: Equatable {
            case none
            case add(Double)
            case scale(Double)
            case fixed(Double)
        }

        var text: String
        var effect: Effect
    }

    var options: [Option]

    init(_ source: String) {
        options = source.split(separator: ";").map { Cell.option($0.trimmingCharacters(in: .whitespaces)) }
    }

    private static func option(_ text: String) -> Option {
        guard let mark = text.lastIndex(of: "@"), mark != text.startIndex else {
            return Option(text: text, effect: .none)
        }
        let effect = text[text.index(after: mark)...]
        guard let number = Double(effect.dropFirst()) else { return Option(text: text, effect: .none) }
        let name = String(text[..<mark])
        switch effect.first {
        case "+": return Option(text: name, effect: .add(number))
        case "*": return Option(text: name, effect: .scale(number))
        case "=": return Option(text: name, effect: .fixed(number))
        default: return Option(text: text, effect: .none)
        }
    }
}
