#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder of the file system.
package final class FileSystemDirectory: Directory {
    private let path: String

    package var description: String { path }

    /// - Parameter createIfMissing: makes the folder, and those above it, durably.
    /// - Throws: ``StorageError/notFound(file:)`` when there is no folder, ``StorageError/notAnIndexFile(file:expected:found:)``
    ///   when there is a file in its place.
    package init(path: String, createIfMissing: Bool) throws(StorageError) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        if createIfMissing { try Self.create(self.path) }
        var status = stat()
        guard stat(self.path, &status) == 0 else {
            throw StorageError("open the folder", file: self.path, reason: errno)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw .notAnIndexFile(file: self.path, expected: "a folder", found: "a file")
        }
    }

    private static func create(_ path: String) throws(StorageError) {
        var end = path.startIndex
        while end < path.endIndex {
            let parent = path[..<end]
            end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
            let folder = String(path[..<end])
            if mkdir(folder, 0o777) == 0 {
                let above = parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : String(parent)
                try synchronize(folder: above)
            } else if errno != EEXIST && errno != EISDIR {
                throw StorageError("create the folder", file: folder, reason: errno)
            }
        }
    }

    /// The path of a file of this folder; names that would lead out of it are refused.
    private func path(of name: String) throws(StorageError) -> String {
        guard DirectoryName.isValid(name) else {
            throw .io(operation: "use the name", file: name, errno: EINVAL)
        }
        return path + "/" + name
    }

    package func fileNames() throws(StorageError) -> [String] {
        guard let folder = opendir(path) else { throw StorageError("list", file: path, reason: errno) }
        defer { closedir(folder) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw StorageError("list", file: path, reason: errno) }
        return names.sorted()
    }

    package func fileExists(_ name: String) -> Bool {
        guard DirectoryName.isValid(name) else { return false }
        return access(path + "/" + name, F_OK) == 0
    }

    package func open(_ name: String) throws(StorageError) -> MappedFile {
        try MappedFile(name: name, path: path(of: name))
    }

    package func create(_ name: String) throws(StorageError) -> any OutputFile {
        try BufferedOutputFile(name: name, path: path(of: name))
    }

    package func rename(_ name: String, to newName: String) throws(StorageError) {
        guard renameFile(try path(of: name), to: try path(of: newName)) == 0 else {
            throw StorageError("rename", file: name, reason: errno)
        }
    }

    package func delete(_ name: String) throws(StorageError) {
        guard unlink(try path(of: name)) == 0 else {
            throw StorageError("delete", file: name, reason: errno)
        }
    }

    package func synchronize() throws(StorageError) { try Self.synchronize(folder: path) }

    private static func synchronize(folder: String) throws(StorageError) {
        let descriptor = openDescriptor(folder, O_RDONLY | O_DIRECTORY)
        guard descriptor >= 0 else { throw StorageError("open", file: folder, reason: errno) }
        defer { closeDescriptor(descriptor) }
        // EINVAL: a file system whose folders cannot be synchronised; there is no more to be had from it.
        guard synchronizeDescriptor(descriptor) == 0 || errno == EINVAL else {
            throw StorageError("synchronise", file: folder, reason: errno)
        }
    }

    package func lock(_ name: String) throws(StorageError) -> DirectoryLock {
        let descriptor = openDescriptor(try path(of: name), O_RDWR | O_CREAT)
        guard descriptor >= 0 else { throw StorageError("lock", file: name, reason: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            let owner = Self.readOwner(descriptor)
            closeDescriptor(descriptor)
            throw reason == EWOULDBLOCK
                ? .locked(file: name, owner: owner) : StorageError("lock", file: name, reason: reason)
        }
        // The name of the holder is for people; the lock itself ends with the process, so a stale name is no obstacle.
        let text = "process \(getpid()) (\(Self.processName))\n"
        ftruncate(descriptor, 0)
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
        return DirectoryLock {
            ftruncate(descriptor, 0)
            closeDescriptor(descriptor)
        }
    }

    private static var processName: String {
        let path = CommandLine.arguments.first ?? "unknown"
        return path.split(separator: "/").last.map(String.init) ?? path
    }

    private static func readOwner(_ descriptor: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        let text = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
        let name = text.split(separator: "\n").first.map(String.init) ?? ""
        return name.isEmpty ? "another process" : name
    }
}
