// The calls of the operating system whose names methods of this module also bear, and what differs between systems.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Opens a file; negative on failure, with the reason in `errno`.
func openDescriptor(_ path: String, _ flags: Int32) -> Int32 { open(path, flags | O_CLOEXEC, 0o666) }

@discardableResult
func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }

func renameFile(_ path: String, to newPath: String) -> Int32 { rename(path, newPath) }

/// Waits until what was written is on the device: on Darwin, `fsync` alone leaves it in the device's cache.
func synchronizeDescriptor(_ descriptor: Int32) -> Int32 {
    while true {
        #if canImport(Darwin)
            var result = fcntl(descriptor, F_FULLFSYNC)
            // Some file systems know only the weaker call.
            if result != 0 && errno != EINTR { result = fsync(descriptor) }
        #else
            let result = fsync(descriptor)
        #endif
        if result == 0 || errno != EINTR { return result }
    }
}

/// Writes all bytes, however many calls that takes.
///
/// - Returns: 0, or the reason of the failure.
func writeFully(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
    var rest = bytes
    while !rest.isEmpty {
        let written = write(descriptor, rest.baseAddress, rest.count)
        if written < 0 {
            if errno == EINTR { continue }
            return errno
        }
        // A device that takes nothing and reports no reason would hold us here for ever.
        if written == 0 { return EIO }
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
    return 0
}

extension StorageError {
    /// The error for a failed call.
    init(_ operation: String, file: String, reason: Int32) {
        switch reason {
        case ENOENT: self = .notFound(file: file)
        case ENOSPC, EDQUOT: self = .diskFull(file: file)
        default: self = .io(operation: operation, file: file, errno: reason)
        }
    }
}
