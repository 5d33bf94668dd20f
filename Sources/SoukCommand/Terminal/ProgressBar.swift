/// Progress of work that takes over a second, on a terminal only.
final class ProgressBar {
    private let label: String
    private let isShown: Bool
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var lastDrawn: ContinuousClock.Instant
    private var hasDrawn = false

    init(_ label: String, quiet: Bool) {
        self.label = label
        isShown = !quiet && Output.errorIsTerminal
        start = clock.now
        lastDrawn = start
    }

    var elapsed: Double {
        let parts = (clock.now - start).components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    }

    /// - Parameters:
    ///   - share: part of the work done, 0...1; nil when the whole is not known.
    func update(share: Double?, _ text: @autoclosure () -> String) {
        guard isShown, clock.now - lastDrawn > .milliseconds(100), elapsed > 1 else { return }
        lastDrawn = clock.now
        hasDrawn = true
        var bar = ""
        if let share {
            let filled = Int((min(max(share, 0), 1) * 30).rounded())
            let left = share > 0.01 ? elapsed / share - elapsed : 0
            bar = " [" + String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
                + "] \(Int(share * 100)) %, \(Int(left)) s left"
        }
        Output.sendError("\r\u{1B}[K\(label)\(bar)  \(text())")
    }

    func finish() { if hasDrawn { Output.sendError("\r\u{1B}[K") } }
}
