#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import Synchronization

/// Standard output for data, standard error for everything else.
enum Output {
    private static let buffer = Mutex<[UInt8]>([])
    private static let limit = 1 << 16

    static let isTerminal = isatty(STDOUT_FILENO) == 1
    static let errorIsTerminal = isatty(STDERR_FILENO) == 1

    static func write(_ bytes: [UInt8]) {
        let full: [UInt8]? = buffer.withLock { buffer in
            buffer += bytes
            guard buffer.count > limit else { return nil }
            defer { buffer = [] }
            return buffer
        }
        if let full { send(full, to: STDOUT_FILENO) }
    }

    static func write(_ text: String) { write(Array(text.utf8)) }

    static func line(_ text: String = "") { write(text + "\n") }

    /// Sends what is buffered; called before the process ends and before anything waits.
    static func flush() {
        let rest = buffer.withLock { buffer in
            defer { buffer = [] }
            return buffer
        }
        send(rest, to: STDOUT_FILENO)
    }

    static func remark(_ text: String) { send(Array((text + "\n").utf8), to: STDERR_FILENO) }

    static func error(_ text: String) { remark("souk: error: " + text) }

    static func sendError(_ text: String) { send(Array(text.utf8), to: STDERR_FILENO) }

    private static func send(_ bytes: [UInt8], to descriptor: Int32) {
        var done = 0
        bytes.withUnsafeBytes { buffer in
            while done < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return }
                done += count
            }
        }
    }
}
