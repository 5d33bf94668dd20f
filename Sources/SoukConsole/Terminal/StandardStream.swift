import SoukStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Standard output or standard error: buffered bytes over a file descriptor, safe to use from any task.
///
/// Writing never throws. What goes wrong is kept and asked for once, at the end: ``isClosed`` when the reader has gone
/// (`souk export DIR | head`), ``failure`` for anything else (a full disk). After either, further bytes are
/// dropped, so that work with other effects, such as a commit, runs to its end; long loops that only print look at
/// ``isClosed`` and stop. The process ignores SIGPIPE for this to work: see ``ignoreBrokenPipes()``.
///
/// - Complexity: one `write(2)` per 64 KiB, and one per ``flush()``.
package final class StandardStream: Sendable {
    package static let output = StandardStream(descriptor: 1)
    package static let errors = StandardStream(descriptor: 2, isUnbuffered: true)

    private struct State {
        var buffer: [UInt8] = []
        var errorNumber: Int32 = 0
        /// A progress line stands on the terminal, without a newline after it.
        var showsTransientLine = false
    }

    /// Nil: everything is kept in memory.
    private let descriptor: Int32?
    private let isUnbuffered: Bool
    private let state = Locked(State())
    private static let bufferSize = 1 << 16

    package init(descriptor: Int32, isUnbuffered: Bool = false) {
        self.descriptor = descriptor
        self.isUnbuffered = isUnbuffered
    }

    /// A stream that keeps what is written, for tests: ``capturedText``.
    package init() {
        descriptor = nil
        isUnbuffered = false
    }

    deinit { flush() }

    package var isTerminal: Bool { descriptor.map { isatty($0) == 1 } ?? false }

    /// Whether the reader has gone.
    package var isClosed: Bool { state.withLock { $0.errorNumber == EPIPE } }

    /// The system's words for what went wrong, nil when nothing did or only the reader has gone.
    package var failure: String? {
        let number = state.withLock { $0.errorNumber }
        return number == 0 || number == EPIPE ? nil : String(cString: strerror(number))
    }

    package func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in append(bytes) }
    }

    package func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { append($0) }
    }

    package func writeLine(_ text: String = "") { write(text + "\n") }

    /// Shows a line that the next thing written replaces; an empty text takes it away. For terminals only.
    package func writeTransientLine(_ text: String) {
        state.withLock { state in
            guard state.showsTransientLine || !text.isEmpty else { return }
            state.buffer += StandardStream.clearLine + text.utf8
            state.showsTransientLine = !text.isEmpty
            drain(&state)
        }
    }

    package func flush() {
        state.withLock { drain(&$0) }
    }

    /// What has been written to a stream made with ``init()``.
    package var capturedText: String { state.withLock { String(decoding: $0.buffer, as: UTF8.self) } }

    /// The same where it is no text.
    package var capturedBytes: [UInt8] { state.withLock { $0.buffer } }

    private static let clearLine: [UInt8] = Array("\r\u{1B}[K".utf8)

    // SAFETY: the pointer is only read, and only during the call.
    private func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        state.withLock { state in
            guard state.errorNumber == 0 else { return }
            if state.showsTransientLine {
                state.buffer += StandardStream.clearLine
                state.showsTransientLine = false
            }
            state.buffer += bytes
            if isUnbuffered || state.buffer.count >= StandardStream.bufferSize { drain(&state) }
        }
    }

    private func drain(_ state: inout State) {
        guard let descriptor, !state.buffer.isEmpty else { return }
        if state.errorNumber == 0 {
            // SAFETY: `rest` is a part of the array's own bytes, which outlive the loop.
            state.errorNumber = state.buffer.withUnsafeBytes { bytes in
                var rest = bytes[...]
                while !rest.isEmpty {
                    let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
                    if count > 0 {
                        rest = rest.dropFirst(count)
                    } else if count < 0, errno != EINTR {
                        return errno
                    }
                }
                return 0
            }
        }
        state.buffer.removeAll(keepingCapacity: true)
    }

    /// Makes a write to a pipe without reader fail with EPIPE instead of ending the process.
    package static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
}

/// `write(2)`, named apart from the stream's own methods.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
