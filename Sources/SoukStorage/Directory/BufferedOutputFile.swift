#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file of a ``FileSystemDirectory`` being written, through a buffer.
///
/// The first failure is final: every later call but ``close()`` throws it again. After a failed `fsync` the system
/// may have dropped the pages and would call the next `fsync` a success (Rebello et al., "Can Applications Recover
/// from fsync Failures?", USENIX ATC 2020), so trying again proves nothing.
final class BufferedOutputFile: OutputFile {
    let name: String
    private(set) var byteCount = 0
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private var failure: StorageError?
    private static let bufferSize = 1 << 16

    /// Begins a new file. An old one of this name is unlinked, not emptied, so that whoever has it mapped keeps it.
    init(name: String, path: String) throws(StorageError) {
        self.name = name
        if unlink(path) != 0 && errno != ENOENT {
            throw StorageError("replace", file: name, reason: errno)
        }
        descriptor = openDescriptor(path, O_WRONLY | O_CREAT | O_EXCL)
        guard descriptor >= 0 else { throw StorageError("create", file: name, reason: errno) }
        buffer.reserveCapacity(Self.bufferSize)
    }

    deinit { if descriptor >= 0 { closeDescriptor(descriptor) } }

    func append(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
        try checkUsable()
        if buffer.count + bytes.count > Self.bufferSize { try flush() }
        if bytes.count >= Self.bufferSize {
            try write(bytes)
        } else {
            buffer.append(contentsOf: bytes)
        }
        byteCount += bytes.count
    }

    func synchronize() throws(StorageError) {
        try checkUsable()
        try flush()
        if synchronizeDescriptor(descriptor) != 0 { throw fail("synchronise", errno) }
    }

    /// Gives the descriptor back in every case, also when what is left in the buffer cannot be written.
    func close() throws(StorageError) {
        guard descriptor >= 0 else { return }
        defer {
            if descriptor >= 0 { closeDescriptor(descriptor) }
            descriptor = -1
        }
        if failure == nil { try flush() }
        let result = closeDescriptor(descriptor)
        descriptor = -1
        if result != 0 && failure == nil { throw fail("close", errno) }
    }

    private func checkUsable() throws(StorageError) {
        if let failure { throw failure }
        if descriptor < 0 { throw .io(operation: "write", file: name, errno: EBADF) }
    }

    private func flush() throws(StorageError) {
        let reason = buffer.withUnsafeBytes { writeFully(descriptor, $0) }
        if reason != 0 { throw fail("write", reason) }
        buffer.removeAll(keepingCapacity: true)
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
        let reason = writeFully(descriptor, bytes)
        if reason != 0 { throw fail("write", reason) }
    }

    private func fail(_ operation: String, _ reason: Int32) -> StorageError {
        let error = StorageError(operation, file: name, reason: reason)
        failure = error
        return error
    }
}
