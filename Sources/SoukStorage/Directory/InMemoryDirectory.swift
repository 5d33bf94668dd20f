#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder that lives in memory: for tests, and for indexes that need no disk.
///
/// Behaves as ``FileSystemDirectory`` does, but that a lock leaves no file.
/// - Complexity: opening a file copies it, O(bytes).
package final class InMemoryDirectory: Directory {
    private let files: Locked<[String: MemoryFile]>
    private let locks = Locked<Set<String>>([])

    package let description = "memory"

    package init(_ files: [String: [UInt8]] = [:]) {
        self.files = Locked(files.mapValues { MemoryFile($0) })
    }

    /// Every file with its bytes.
    package var contents: [String: [UInt8]] { files.withLock { $0.mapValues { $0.bytes } } }

    package func fileNames() -> [String] { files.withLock { $0.keys.sorted() } }

    package func fileExists(_ name: String) -> Bool { files.withLock { $0[name] != nil } }

    package func open(_ name: String) throws(StorageError) -> MappedFile {
        try check(name)
        guard let file = files.withLock({ $0[name] }) else { throw .notFound(file: name) }
        return MappedFile(name: name, bytes: file.bytes)
    }

    package func create(_ name: String) throws(StorageError) -> any OutputFile {
        try check(name)
        let file = MemoryFile([])
        files.withLock { $0[name] = file }
        return MemoryOutputFile(name: name, file: file)
    }

    package func rename(_ name: String, to newName: String) throws(StorageError) {
        try check(name)
        try check(newName)
        let isMoved = files.withLock { files in
            guard let file = files.removeValue(forKey: name) else { return false }
            files[newName] = file
            return true
        }
        if !isMoved { throw .notFound(file: name) }
    }

    package func delete(_ name: String) throws(StorageError) {
        try check(name)
        guard files.withLock({ $0.removeValue(forKey: name) }) != nil else { throw .notFound(file: name) }
    }

    package func synchronize() {}

    package func lock(_ name: String) throws(StorageError) -> DirectoryLock {
        try check(name)
        guard locks.withLock({ $0.insert(name).inserted }) else {
            throw .locked(file: name, owner: "process \(getpid()) (this process)")
        }
        return DirectoryLock { [self] in _ = locks.withLock { $0.remove(name) } }
    }

    private func check(_ name: String) throws(StorageError) {
        guard DirectoryName.isValid(name) else {
            throw .io(operation: "use the name", file: name, errno: EINVAL)
        }
    }
}

/// The bytes of a file apart from its name, so that a file being written survives being renamed or deleted.
private final class MemoryFile: Sendable {
    private let storage: Locked<[UInt8]>

    init(_ bytes: [UInt8]) { storage = Locked(bytes) }

    var bytes: [UInt8] { storage.withLock { $0 } }

    func append(_ more: [UInt8]) { storage.withLock { $0.append(contentsOf: more) } }
}

private final class MemoryOutputFile: OutputFile {
    let name: String
    private(set) var byteCount = 0
    private let file: MemoryFile
    private var isClosed = false

    init(name: String, file: MemoryFile) {
        self.name = name
        self.file = file
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
        guard !isClosed else { throw .io(operation: "write", file: name, errno: EBADF) }
        byteCount += bytes.count
        file.append(Array(bytes))
    }

    func synchronize() throws(StorageError) {
        guard !isClosed else { throw .io(operation: "write", file: name, errno: EBADF) }
    }

    func close() { isClosed = true }
}
