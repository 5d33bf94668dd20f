/// Bold, dim and coloured text, or plain text where that would be noise.
///
/// Active only on a terminal that understands it (`TERM` is not `dumb`) and when `NO_COLOR` is unset or empty
/// (<https://no-color.org>).
package struct Style: Sendable {
    package let isActive: Bool

    package static let plain = Style(isActive: false)

    package init(isActive: Bool) {
        self.isActive = isActive
    }

    package init(for stream: StandardStream, environment: (String) -> String?) {
        let refused = !(environment("NO_COLOR") ?? "").isEmpty || environment("TERM") == "dumb"
        isActive = stream.isTerminal && !refused
    }

    package func bold(_ text: String) -> String { wrapped(text, 1, 22) }
    package func dim(_ text: String) -> String { wrapped(text, 2, 22) }
    package func underlined(_ text: String) -> String { wrapped(text, 4, 24) }
    /// What a search matched.
    package func highlighted(_ text: String) -> String { bold(yellow(text)) }
    package func red(_ text: String) -> String { wrapped(text, 31, 39) }
    package func green(_ text: String) -> String { wrapped(text, 32, 39) }
    package func yellow(_ text: String) -> String { wrapped(text, 33, 39) }
    package func cyan(_ text: String) -> String { wrapped(text, 36, 39) }

    private func wrapped(_ text: String, _ on: Int, _ off: Int) -> String {
        isActive && !text.isEmpty ? "\u{1B}[\(on)m\(text)\u{1B}[\(off)m" : text
    }
}
