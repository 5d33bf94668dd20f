#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder of the file system.
package final class FileSystemDirectory: Directory {
    private let path: String

    package var description: String { path }

    package init(path: String, createIfMissing: Bool) throws(StorageError) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        if createIfMissing { try Self.create(self.path) }
        var status = stat()
        guard stat(self.path, &status) == 0 else { throw .notFound(file: self.path) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw .notAnIndexFile(file: self.path, expected: "a folder", found: "a file")
        }
    }

    private static func create(_ path: String) throws(StorageError) {
        var end = path.startIndex
        while end < path.endIndex {
            end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
            if mkdir(String(path[..<end]), 0o777) != 0 && errno != EEXIST && errno != EISDIR {
                throw .io(operation: "create the folder", file: String(path[..<end]), errno: errno)
            }
        }
    }

    private func path(of name: String) -> String { path + "/" + name }

    package func fileNames() throws(StorageError) -> [String] {
        guard let folder = opendir(path) else { throw .io(operation: "list", file: path, errno: errno) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    package func fileExists(_ name: String) -> Bool { access(path(of: name), F_OK) == 0 }

    package func open(_ name: String) throws(StorageError) -> MappedFile {
        try MappedFile(name: name, path: path(of: name))
    }

    package func create(_ name: String) throws(StorageError) -> any OutputFile {
        try BufferedOutputFile(name: name, path: path(of: name))
    }

    package func rename(_ name: String, to newName: String) throws(StorageError) {
        guard Glibc.rename(path(of: name), path(of: newName)) == 0 else {
            throw .io(operation: "rename", file: name, errno: errno)
        }
    }

    package func delete(_ name: String) throws(StorageError) {
        guard unlink(path(of: name)) == 0 else {
            throw errno == ENOENT ? .notFound(file: name) : .io(operation: "delete", file: name, errno: errno)
        }
    }

    package func synchronize() throws(StorageError) {
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .io(operation: "open", file: path, errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .io(operation: "synchronise", file: path, errno: errno) }
    }

    package func lock(_ name: String) throws(StorageError) -> DirectoryLock {
        let descriptor = Glibc.open(path(of: name), O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .io(operation: "lock", file: name, errno: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            let owner = Self.readOwner(descriptor)
            close(descriptor)
            throw reason == EWOULDBLOCK
                ? .locked(file: name, owner: owner) : .io(operation: "lock", file: name, errno: reason)
        }
        // The name of the holder is for people; the lock itself ends with the process, so a stale name is no obstacle.
        let text = "process \(getpid()) (\(Self.processName))\n"
        ftruncate(descriptor, 0)
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
        return DirectoryLock {
            ftruncate(descriptor, 0)
            close(descriptor)
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

/// Appends through a buffer to a file descriptor.
final class BufferedOutputFile: OutputFile {
    let name: String
    private(set) var byteCount = 0
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private static let bufferSize = 1 << 16

    init(name: String, path: String) throws(StorageError) {
        self.name = name
        descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .io(operation: "create", file: name, errno: errno) }
        buffer.reserveCapacity(Self.bufferSize)
    }

    deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

    func append(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
        byteCount += bytes.count
        if buffer.count + bytes.count > Self.bufferSize { try flush() }
        if bytes.count >= Self.bufferSize {
            try write(bytes)
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    private func flush() throws(StorageError) {
        var failure: StorageError?
        buffer.withUnsafeBytes { bytes in
            do throws(StorageError) { try write(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
        buffer.removeAll(keepingCapacity: true)
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
        var done = 0
        while done < bytes.count {
            let written = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            if written < 0 {
                if errno == EINTR { continue }
                throw errno == ENOSPC
                    ? .diskFull(file: name) : .io(operation: "write", file: name, errno: errno)
            }
            done += written
        }
    }

    func synchronize() throws(StorageError) {
        try flush()
        guard fsync(descriptor) == 0 else { throw .io(operation: "synchronise", file: name, errno: errno) }
    }

    func close() throws(StorageError) {
        guard descriptor >= 0 else { return }
        try flush()
        let result = Glibc.close(descriptor)
        descriptor = -1
        guard result == 0 else { throw .io(operation: "close", file: name, errno: errno) }
    }
}
