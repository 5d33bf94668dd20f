import SoukStorage

/// Progress of one piece of work, on a terminal only and only once it has taken a second.
///
/// Made by ``Console/progress(_:total:unit:)``; safe to advance from any task. Drawn at most ten times a second on
/// standard error, as a line that the next message replaces. Silent in a pipe and with `--quiet`.
/// - Complexity: an advance that does not draw costs one uncontended lock and one clock reading.
package final class ProgressBar: Sendable {
    /// What is counted.
    package enum Unit: Sendable {
        case items(String)
        case bytes
    }

    private struct State {
        var done = 0
        /// The part of the work done, where that is not done / total.
        var share: Double?
        var lastDrawn: ContinuousClock.Instant?
        var isFinished = false
    }

    private let stream: StandardStream?
    private let line: @Sendable (_ done: Int, _ share: Double?, _ elapsed: Duration) -> String
    private let start: ContinuousClock.Instant
    private let state = Locked(State())
    private static let delay = Duration.seconds(1)
    private static let interval = Duration.milliseconds(100)

    /// - Parameters:
    ///   - stream: nil to stay silent.
    ///   - total: how many there are; nil when unknown, which leaves the bar and the time left out.
    package init(
        _ label: String, total: Int?, unit: Unit, on stream: StandardStream?, width: Int,
        start: ContinuousClock.Instant = .now
    ) {
        self.stream = stream
        self.start = start
        line = { done, share, elapsed in
            ProgressLine(label: label, done: done, total: total, share: share, unit: unit, elapsed: elapsed)
                .text(width: width)
        }
    }

    deinit { finish() }

    package var elapsedSeconds: Double { secondsOf(ContinuousClock.now - start) }

    package func advance(by count: Int = 1) { change { $0.done += count } }

    /// - Parameter share: part of the work done, 0...1, where it is known by other means than the total: products
    ///   are counted, but how many there will be is told by the bytes read.
    package func update(to done: Int, share: Double? = nil) {
        change { state in
            state.done = done
            state.share = share
        }
    }

    /// Takes the line away. Advancing afterwards does nothing.
    package func finish() {
        guard let stream else { return }
        state.withLock { state in
            if !state.isFinished, state.lastDrawn != nil { stream.writeTransientLine("") }
            state.isFinished = true
        }
    }

    private func change(_ body: (inout State) -> Void) {
        guard let stream else { return }
        state.withLock { state in
            body(&state)
            let now = ContinuousClock.now
            guard !state.isFinished, now - start >= ProgressBar.delay else { return }
            if let last = state.lastDrawn, now - last < ProgressBar.interval { return }
            state.lastDrawn = now
            stream.writeTransientLine(line(state.done, state.share, now - start))
        }
    }
}

/// One moment of a ``ProgressBar`` as text: `indexing ━━━━━━────── 41%  84,120/205,776 products  12,030/s  0:10 left`.
package struct ProgressLine {
    package let label: String
    package let done: Int
    package let total: Int?
    /// Part of the work done, where it is not done / total.
    package var share: Double?
    package let unit: ProgressBar.Unit
    package let elapsed: Duration

    package func text(width: Int) -> String {
        let spent = secondsOf(elapsed)
        let rate = spent > 0 ? Double(done) / spent : 0
        var parts = [amount, "\(quantity(Int(rate)))/s"]
        guard let share = knownShare else {
            return truncated("\(label)  " + parts.joined(separator: "  "), toWidth: width - 1)
        }
        parts.insert("\(Int(share * 100))%", at: 0)
        // Before that an estimate would only flicker.
        if share > 0.001 { parts.append(ProgressLine.clock(spent / share - spent) + " left") }
        let words = parts.joined(separator: "  ")
        // One column stays free: a terminal that has its last column filled may wrap.
        let room = min(30, width - 1 - displayWidth(label) - displayWidth(words) - 2)
        return truncated("\(label) \(ProgressLine.bar(share, width: room))\(words)", toWidth: width - 1)
    }

    private var knownShare: Double? {
        if let share { return min(1, max(0, share)) }
        return total.flatMap { $0 > 0 ? min(1, max(0, Double(done) / Double($0))) : nil }
    }

    private static func bar(_ share: Double, width: Int) -> String {
        guard width >= 5 else { return "" }
        let filled = Int(share * Double(width))
        return String(repeating: "━", count: filled) + String(repeating: "─", count: width - filled) + " "
    }

    private var amount: String {
        let counted = quantity(done) + (total.map { "/" + quantity($0) } ?? "")
        if case .items(let name) = unit { return "\(counted) \(name)" }
        return counted
    }

    private func quantity(_ count: Int) -> String {
        switch unit {
        case .items: grouped(count)
        case .bytes: readableBytes(count)
        }
    }

    /// `0:07`, `12:30`, `3:05:00`.
    package static func clock(_ seconds: Double) -> String {
        let whole = Int(min(seconds.rounded(.up), 359_999))
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        let twoDigits = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
        return hours > 0
            ? "\(hours):\(twoDigits(minutes)):\(twoDigits(rest))" : "\(minutes):\(twoDigits(rest))"
    }
}

private func secondsOf(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}
