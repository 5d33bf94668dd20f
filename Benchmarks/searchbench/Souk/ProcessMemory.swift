import Foundation
import SoukStorage

/// The memory of this process, as the Linux kernel counts it.
enum ProcessMemory {
    /// Largest resident size so far, anonymous and mapped; 0 where the system does not tell.
    static var peakResidentBytes: Int { status("VmHWM") ?? 0 }

    /// Resident anonymous memory now: what no file stands behind.
    static var anonymousBytes: Int? { status("RssAnon") }

    private static func status(_ name: String) -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name + ":") }) else {
            return nil
        }
        return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }.map {
            $0 * 1024
        }
    }
}

/// Watches the anonymous memory of this process: the kernel keeps the peak of all resident memory only.
final class AnonymousMemoryPeak: Sendable {
    private let peak = Locked(0)
    private let isDone = Locked(false)
    private static let interval = 0.005

    init() {
        Thread.detachNewThread { [peak, isDone] in
            while !isDone.withLock({ $0 }) {
                if let bytes = ProcessMemory.anonymousBytes { peak.withLock { $0 = max($0, bytes) } }
                Thread.sleep(forTimeInterval: Self.interval)
            }
        }
    }

    /// Ends watching.
    /// - Returns: nil where the system does not tell.
    func finish() -> Int? {
        isDone.withLock { $0 = true }
        let bytes = peak.withLock { $0 }
        return bytes > 0 ? bytes : nil
    }
}
