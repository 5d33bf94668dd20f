import Synchronization

/// A folder that lives in memory: for tests, and for indexes that need no disk.
package final class InMemoryDirectory: Directory {
    private let files: Mutex<[String: [UInt8]]>
    private let locks = Mutex<Set<String>>([])

    package let description = "memory"

    package init(_ files: [String: [UInt8]] = [:]) { self.files = Mutex(files) }

    /// Every file with its bytes.
    package var contents: [String: [UInt8]] { files.withLock { $0 } }

    package func fileNames() -> [String] { files.withLock { $0.keys.sorted() } }

    package func fileExists(_ name: String) -> Bool { files.withLock { $0[name] != nil } }

    package func open(_ name: String) throws(StorageError) -> MappedFile {
        guard let bytes = files.withLock({ $0[name] }) else { throw .notFound(file: name) }
        return MappedFile(name: name, bytes: bytes)
    }

    package func create(_ name: String) -> any OutputFile {
        files.withLock { $0[name] = [] }
        return MemoryOutputFile(name: name, directory: self)
    }

    package func rename(_ name: String, to newName: String) throws(StorageError) {
        let moved = files.withLock { files in
            guard let bytes = files.removeValue(forKey: name) else { return false }
            files[newName] = bytes
            return true
        }
        if !moved { throw .notFound(file: name) }
    }

    package func delete(_ name: String) throws(StorageError) {
        guard files.withLock({ $0.removeValue(forKey: name) }) != nil else { throw .notFound(file: name) }
    }

    package func synchronize() {}

    package func lock(_ name: String) throws(StorageError) -> DirectoryLock {
        guard locks.withLock({ $0.insert(name).inserted }) else {
            throw .locked(file: name, owner: "this process")
        }
        return DirectoryLock { [self] in _ = locks.withLock { $0.remove(name) } }
    }

    fileprivate func append(_ bytes: UnsafeRawBufferPointer, to name: String) {
        let copy = Array(bytes)
        files.withLock { $0[name, default: []].append(contentsOf: copy) }
    }
}

private final class MemoryOutputFile: OutputFile {
    let name: String
    private(set) var byteCount = 0
    private let directory: InMemoryDirectory

    init(name: String, directory: InMemoryDirectory) {
        self.name = name
        self.directory = directory
    }

    func append(_ bytes: UnsafeRawBufferPointer) {
        byteCount += bytes.count
        directory.append(bytes, to: name)
    }

    func synchronize() {}
    func close() {}
}
