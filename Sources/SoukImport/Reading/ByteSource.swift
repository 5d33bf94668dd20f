import CSoukGzip
import Foundation

/// The bytes of a file, a gzip file, or standard input (`-`), in pieces of bounded size.
package final class ByteSource {
    package let name: String
    /// Size of the file itself; nil for standard input.
    package let totalBytes: Int?
    private let file: OpaquePointer
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)
    private var start = 0
    private var end = 0

    package init(_ path: String) throws(ImportError) {
        name = path == "-" ? "standard input" : path
        var status = stat()
        if path != "-" {
            guard stat(path, &status) == 0 else {
                throw .unreadable(file: path, reason: String(cString: strerror(errno)))
            }
            guard status.st_mode & S_IFMT != S_IFDIR else {
                throw .unreadable(file: path, reason: "is a folder, not a file")
            }
        }
        totalBytes = path == "-" || status.st_mode & S_IFMT != S_IFREG ? nil : Int(status.st_size)
        guard let opened = souk_gzip_open(path) else {
            throw .unreadable(file: name, reason: String(cString: strerror(errno)))
        }
        file = opened
    }

    deinit { souk_gzip_close(file) }

    /// Bytes of the file read so far, for progress.
    package var bytesRead: Int { max(Int(souk_gzip_offset(file)), 0) }

    /// The next byte, or nil at the end.
    func next() throws(ImportError) -> UInt8? {
        if start == end { try fill() }
        guard start < end else { return nil }
        defer { start += 1 }
        return buffer[start]
    }

    func peek() throws(ImportError) -> UInt8? {
        if start == end { try fill() }
        return start < end ? buffer[start] : nil
    }

    /// Appends bytes up to the next line feed, which is read but not appended, and at most `limit`.
    ///
    /// - Returns: whether a line began, and whether it was longer than `limit` (the rest is then read over).
    func appendLine(to line: inout [UInt8], limit: Int) throws(ImportError) -> (found: Bool, isTooLong: Bool)
    {
        var found = false
        var isTooLong = false
        while true {
            if start == end { try fill() }
            guard start < end else { return (found, isTooLong) }
            found = true
            let stop = buffer[start..<end].firstIndex(of: 0x0A) ?? end
            if line.count + stop - start <= limit {
                line.append(contentsOf: buffer[start..<stop])
            } else {
                isTooLong = true
            }
            if stop < end {
                start = stop + 1
                return (true, isTooLong)
            }
            start = end
        }
    }

    /// Everything that is left.
    package func readAll() throws(ImportError) -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            if start == end { try fill() }
            guard start < end else { return bytes }
            bytes += buffer[start..<end]
            start = end
        }
    }

    private func fill() throws(ImportError) {
        let count = buffer.withUnsafeMutableBytes { souk_gzip_read(file, $0.baseAddress, UInt32($0.count)) }
        guard count >= 0 else {
            throw .unreadable(
                file: name, reason: "damaged or cut short: \(String(cString: souk_gzip_error(file)))")
        }
        start = 0
        end = Int(count)
    }
}
