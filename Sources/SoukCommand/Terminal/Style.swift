/// Bold, dim and coloured text, or plain text where that would be noise.
///
/// Active only on a terminal that understands it (`TERM` is not `dumb`) and when `NO_COLOR` is unset or empty
/// (<https://no-color.org>).
struct Style: Sendable {
    let isActive: Bool

    static let plain = Style(isActive: false)

    init(isActive: Bool) {
        self.isActive = isActive
    }

    init(for stream: StandardStream, environment: (String) -> String?) {
        let refused = !(environment("NO_COLOR") ?? "").isEmpty || environment("TERM") == "dumb"
        isActive = stream.isTerminal && !refused
    }

    func bold(_ text: String) -> String { wrapped(text, 1, 22) }
    func dim(_ text: String) -> String { wrapped(text, 2, 22) }
    func underlined(_ text: String) -> String { wrapped(text, 4, 24) }
    /// What a search matched.
    func highlighted(_ text: String) -> String { bold(yellow(text)) }
    func red(_ text: String) -> String { wrapped(text, 31, 39) }
    func green(_ text: String) -> String { wrapped(text, 32, 39) }
    func yellow(_ text: String) -> String { wrapped(text, 33, 39) }
    func cyan(_ text: String) -> String { wrapped(text, 36, 39) }

    private func wrapped(_ text: String, _ on: Int, _ off: Int) -> String {
        isActive && !text.isEmpty ? "\u{1B}[\(on)m\(text)\u{1B}[\(off)m" : text
    }
}
