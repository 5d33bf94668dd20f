import Foundation
import SoukStorage

/// The memory of this process, as the Linux kernel counts it.
enum ProcessMemory {
    /// Largest resident size so far, anonymous and mapped; 0 where the system does not tell.
    static var peakResidentBytes: Int { status("VmHWM") ?? 0 }

    /// Resident anonymous memory now, what no file stands behind; nil where the system does not tell.
    static var anonymousBytes: Int? {
        FileHandle(forReadingAtPath: pages).map { anonymousBytes($0) }
    }

    /// Pages of this process as numbers.
    static let pages = "/proc/self/statm"

    /// The second number of ``pages`` less the third (proc(5)): resident, and backed by files.
    static func anonymousBytes(_ file: FileHandle) -> Int {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128) { text in
            let count = pread(file.fileDescriptor, text.baseAddress, text.count, 0)
            var numbers = [0, 0, 0]
            var place = 0
            for byte in text.prefix(max(count, 0)) {
                if byte == UInt8(ascii: " ") {
                    place += 1
                    if place == numbers.count { break }
                } else {
                    numbers[place] = 10 * numbers[place] + Int(byte &- UInt8(ascii: "0"))
                }
            }
            return (numbers[1] - numbers[2]) * Int(sysconf(Int32(_SC_PAGESIZE)))
        }
    }

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
///
/// What it costs is a part of what is measured: one short read each time, of numbers alone.
final class AnonymousMemoryPeak: Sendable {
    private let peak = Locked(0)
    private let isDone = Locked(false)
    private static let interval = 0.005

    init() {
        Thread.detachNewThread { [peak, isDone] in
            guard let file = FileHandle(forReadingAtPath: ProcessMemory.pages) else { return }
            while !isDone.withLock({ $0 }) {
                let bytes = ProcessMemory.anonymousBytes(file)
                peak.withLock { $0 = max($0, bytes) }
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
