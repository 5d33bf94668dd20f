#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of a file, of standard input or of memory, in pieces; gzip is recognised by its first bytes and
/// decompressed on the way. Memory is bounded by a few pieces. One thread at a time.
package final class InputFile {
    package static let defaultPieceSize = 1 << 20

    /// The path as given, or `standard input`.
    package let name: String
    /// Size on disk, of the compressed file where it is compressed; nil for pipes.
    package let totalBytes: Int?
    /// Bytes taken so far, of the compressed file where it is compressed.
    package private(set) var bytesRead = 0

    private let origin: Origin
    private let pieceSize: Int
    /// Bytes taken and not yet handed on or decompressed.
    private var raw: ArraySlice<UInt8> = []
    private var isExhausted = false
    private var isStarted = false
    private var inflater: GzipInflater?
    private var inflated: [UInt8] = []

    private enum Origin {
        case descriptor(Int32, closes: Bool)
        case memory([UInt8])
    }

    /// Opens a file; `-` is standard input.
    package convenience init(path: String, pieceSize: Int = defaultPieceSize) throws(ImportError) {
        if path == "-" {
            self.init(descriptor: STDIN_FILENO, name: "standard input", closes: false, pieceSize: pieceSize)
            return
        }
        var descriptor: Int32
        repeat { descriptor = open(path, O_RDONLY | O_CLOEXEC) } while descriptor < 0 && errno == EINTR
        guard descriptor >= 0 else { throw .cannotOpen(file: path, errorNumber: errno) }
        self.init(descriptor: descriptor, name: path, closes: true, pieceSize: pieceSize)
    }

    package init(descriptor: Int32, name: String, closes: Bool, pieceSize: Int = defaultPieceSize) {
        precondition(pieceSize > 0, "pieces need at least one byte")
        origin = .descriptor(descriptor, closes: closes)
        self.name = name
        self.pieceSize = pieceSize
        totalBytes = InputFile.size(of: descriptor)
    }

    package init(bytes: [UInt8], name: String, pieceSize: Int = defaultPieceSize) {
        precondition(pieceSize > 0, "pieces need at least one byte")
        origin = .memory(bytes)
        self.name = name
        self.pieceSize = pieceSize
        totalBytes = bytes.count
    }

    deinit {
        if case .descriptor(let descriptor, closes: true) = origin { close(descriptor) }
    }

    private static func size(of descriptor: Int32) -> Int? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// The rest of the text as a whole, for files that are small by their nature.
    package func readAll() throws(ImportError) -> [UInt8] {
        var bytes: [UInt8] = []
        while try append(to: &bytes) {}
        return bytes
    }

    /// Appends the next piece of text to `buffer`; false when there is none left.
    func append(to buffer: inout [UInt8]) throws(ImportError) -> Bool {
        if !isStarted { try start() }
        if inflater != nil { return try appendInflated(to: &buffer) }
        if raw.isEmpty { try refill() }
        guard !raw.isEmpty else { return false }
        buffer.append(contentsOf: raw)
        raw = []
        return true
    }

    private func start() throws(ImportError) {
        isStarted = true
        while raw.count < 2, !isExhausted { try refill() }
        guard raw.starts(with: [0x1F, 0x8B]) else { return }
        inflater = GzipInflater()
        guard inflater != nil else { throw .outOfMemory(file: name) }
        inflated = [UInt8](repeating: 0, count: pieceSize)
    }

    private func appendInflated(to buffer: inout [UInt8]) throws(ImportError) -> Bool {
        while true {
            if raw.isEmpty, !isExhausted { try refill() }
            guard let step = inflater?.inflate(raw, into: &inflated) else { return false }
            raw = raw.dropFirst(step.consumed)
            if step.produced > 0 {
                buffer.append(contentsOf: inflated[..<step.produced])
                return true
            }
            if step.isDamaged { throw .damagedGzip(file: name, byteOffset: bytesRead - raw.count) }
            if raw.isEmpty, isExhausted {
                guard inflater?.isAtBoundary == true else { throw .truncatedGzip(file: name) }
                return false
            }
        }
    }

    /// Takes one more piece from the origin, behind what `raw` holds.
    private func refill() throws(ImportError) {
        switch origin {
        case .memory(let bytes):
            let piece = bytes[bytesRead..<min(bytes.count, bytesRead + pieceSize)]
            isExhausted = piece.isEmpty
            raw = raw.isEmpty ? piece : raw + piece
            bytesRead += piece.count
        case .descriptor(let descriptor, _):
            var failure: Int32 = 0
            let piece = [UInt8](unsafeUninitializedCapacity: pieceSize) { target, count in
                // SAFETY: read fills at most `pieceSize` bytes of the array's own storage.
                var taken: Int
                repeat {
                    taken = read(descriptor, target.baseAddress, pieceSize)
                } while taken < 0 && errno == EINTR
                if taken < 0 { failure = errno }
                count = max(0, taken)
            }
            guard failure == 0 else {
                throw .cannotRead(file: name, byteOffset: bytesRead, errorNumber: failure)
            }
            isExhausted = piece.isEmpty
            raw = raw.isEmpty ? piece[...] : raw + piece
            bytesRead += piece.count
        }
    }
}
