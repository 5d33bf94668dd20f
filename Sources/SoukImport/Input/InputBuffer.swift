#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The part of an ``InputFile`` that is being looked at: bytes from `start` on are not yet consumed.
///
/// A byte order mark at the very beginning is dropped; UTF-16 is refused.
struct InputBuffer {
    let file: InputFile
    private(set) var bytes: [UInt8] = []
    /// First byte that is not consumed.
    private(set) var start = 0
    /// Whether the file has nothing behind `bytes`.
    private(set) var isComplete = false
    private var isStarted = false

    init(_ file: InputFile) { self.file = file }

    /// Bytes not yet consumed.
    var count: Int { bytes.count - start }

    mutating func consume(_ count: Int) { start += count }

    /// Fetches more bytes behind those held; false when there are none.
    mutating func fill() throws(ImportError) -> Bool {
        if start > 0 {
            bytes.removeSubrange(..<start)
            start = 0
        }
        guard !isComplete else { return false }
        if try file.append(to: &bytes) { return true }
        isComplete = true
        return false
    }

    /// Looks at the beginning of the file once; afterwards at least `lookahead` bytes are held if they exist.
    mutating func open(lookahead: Int = 3) throws(ImportError) {
        guard !isStarted else { return }
        isStarted = true
        while bytes.count < max(3, lookahead), try fill() {}
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            start = 3
        } else if bytes.starts(with: [0xFF, 0xFE]) {
            throw .unsupportedEncoding(file: file.name, found: "UTF-16LE")
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            throw .unsupportedEncoding(file: file.name, found: "UTF-16BE")
        }
    }

    /// Distance from `start` to the first newline that is at least `offset` bytes behind it.
    func newline(after offset: Int) -> Int? {
        bytes.withUnsafeBytes { whole in
            let from = start + offset
            guard from < whole.count, let base = whole.baseAddress else { return nil }
            // SAFETY: `from` is inside the array, and memchr stops at its end.
            guard let found = memchr(base + from, 0x0A, whole.count - from) else { return nil }
            return UnsafeRawPointer(found) - base - start
        }
    }
}
