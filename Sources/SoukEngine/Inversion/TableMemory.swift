#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Memory for large tables that are read and written all over, in huge pages where the system has them.
///
/// A page of 4 KB costs a fault when it is first touched, and a miss of the address cache whenever it was not touched for a
/// while; one of 2 MB has 512 times fewer of both.
enum TableMemory {
    private static let pageSize = 2 << 20

    /// Room for plain values, not yet set. Given back by ``deallocate(_:)``.
    static func allocate<Element: BitwiseCopyable>(
        _ type: Element.Type = Element.self, count: Int
    ) -> UnsafeMutablePointer<Element> {
        let size = max(count, 1) * MemoryLayout<Element>.stride
        var memory: UnsafeMutableRawPointer?
        guard posix_memalign(&memory, size < pageSize ? 64 : pageSize, size) == 0, let memory else {
            fatalError("no memory for \(count) elements of \(MemoryLayout<Element>.stride) bytes")
        }
        advise(memory, size)
        return memory.bindMemory(to: Element.self, capacity: max(count, 1))
    }

    static func deallocate(_ table: UnsafeMutableRawPointer) { free(table) }

    private static func advise(_ memory: UnsafeMutableRawPointer, _ size: Int) {
        #if os(Linux)
            // Whole pages only, so that no more becomes resident than was asked for. A refusal does no harm.
            if size >= pageSize { madvise(memory, size / pageSize * pageSize, MADV_HUGEPAGE) }
        #endif
    }
}
