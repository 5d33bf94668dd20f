#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of a file, mapped read-only or held in memory.
package final class MappedFile: Sendable {
    package let name: String
    // SAFETY: the region is allocated or mapped in `init`, never written afterwards, and freed in `deinit` only.
    nonisolated(unsafe) package let bytes: UnsafeRawBufferPointer
    private let isMapped: Bool

    package var count: Int { bytes.count }

    /// Holds a copy of `bytes`.
    package init(name: String, bytes: [UInt8]) {
        self.name = name
        isMapped = false
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
        copy.copyBytes(from: bytes)
        self.bytes = UnsafeRawBufferPointer(copy)
    }

    /// Maps the file at `path`.
    init(name: String, path: String) throws(StorageError) {
        self.name = name
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .notFound(file: name) : .io(operation: "open", file: name, errno: errno)
        }
        defer { Glibc.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .io(operation: "read the size of", file: name, errno: errno)
        }
        let size = Int(status.st_size)
        guard size > 0 else {
            isMapped = false
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let region = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0), region != MAP_FAILED else {
            throw .io(operation: "map", file: name, errno: errno)
        }
        isMapped = true
        bytes = UnsafeRawBufferPointer(start: region, count: size)
    }

    deinit {
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        } else {
            bytes.deallocate()
        }
    }
}
