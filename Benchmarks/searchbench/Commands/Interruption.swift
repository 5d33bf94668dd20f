import Foundation

/// Ends what a measurement began when it is interrupted: drivers that build for minutes, and folders of gigabytes.
///
/// The handler of SIGINT and SIGTERM writes one byte; a thread that waits for it does the rest, which a handler must not.
final class Interruption: @unchecked Sendable {
    static let shared = Interruption()

    // SAFETY: written once in init, before a handler is set that reads it.
    nonisolated(unsafe) private static var wakingEnd: Int32 = -1

    // SAFETY: `lock` guards both.
    private let lock = NSLock()
    private var folders: Set<String> = []
    private var processes: [ObjectIdentifier: Process] = [:]

    private init() {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return }
        Self.wakingEnd = ends[1]
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let waitingEnd = ends[0]
        Thread.detachNewThread { [self] in
            var number: UInt8 = 0
            while read(waitingEnd, &number, 1) != 1 {}
            end()
            _exit(128 + Int32(number))
        }
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(Interruption.wakingEnd, &byte, 1)
            }
        }
    }

    func willRemove(_ folder: String) { lock.withLock { _ = folders.insert(folder) } }

    func wasRemoved(_ folder: String) { lock.withLock { _ = folders.remove(folder) } }

    func began(_ process: Process) { lock.withLock { processes[ObjectIdentifier(process)] = process } }

    func ended(_ process: Process) { lock.withLock { processes[ObjectIdentifier(process)] = nil } }

    /// Drivers stand still first, so that none writes into a folder that goes, and nobody waits in vain for one that ended.
    private func end() {
        lock.withLock {
            let running = processes.values.filter(\.isRunning).map(\.processIdentifier)
            for process in running { kill(process, SIGSTOP) }
            for folder in folders { try? FileManager.default.removeItem(atPath: folder) }
            for process in running { kill(process, SIGKILL) }
        }
    }
}
