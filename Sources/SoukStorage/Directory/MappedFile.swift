#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of a file, mapped read-only or held in memory.
///
/// ``bytes`` are valid as long as the value lives, whatever becomes of the file's name; the pointer alone does not keep it
/// alive: hold the value in a property, or use `withExtendedLifetime`. Nobody shortens a published file: bytes cut off
/// under a mapping would end the process.
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
        // Without O_NONBLOCK, a pipe of this name would hold us until somebody wrote to it.
        let descriptor = openDescriptor(path, O_RDONLY | O_NONBLOCK)
        guard descriptor >= 0 else { throw StorageError("open", file: name, reason: errno) }
        defer { closeDescriptor(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw StorageError("read the size of", file: name, reason: errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .notAnIndexFile(file: name, expected: "a file", found: "a folder or a device")
        }
        let size = Int(status.st_size)
        guard size > 0 else {
            isMapped = false
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let region = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0), region != MAP_FAILED else {
            throw StorageError("map", file: name, reason: errno)
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
