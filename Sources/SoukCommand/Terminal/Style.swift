import Foundation

/// Emphasis on a terminal; plain text in a pipe, and where `NO_COLOR` is set.
enum Style {
    private static let isOn = Output.isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

    static func bold(_ text: String) -> String { wrap(text, "1") }
    static func dim(_ text: String) -> String { wrap(text, "2") }
    static func accent(_ text: String) -> String { wrap(text, "36") }
    static func mark(_ text: String) -> String { wrap(text, "1;33") }

    private static func wrap(_ text: String, _ code: String) -> String { isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
