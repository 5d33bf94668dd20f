#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A growing array of plain values in memory of its own, without bounds or uniqueness checks on the way to an element.
///
/// For the inner loops of a class, where an `Array` in a property would be checked at every access. Whoever holds it
/// frees it. Grows in place where the system can: a large one is not copied, and its unused end takes no memory.
struct RawArray<Element: BitwiseCopyable>: BitwiseCopyable {
    // SAFETY: `count` elements are initialised; callers stay below `count`, and call `deallocate()` once, at the end.
    private(set) var elements: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private(set) var capacity: Int

    init(capacity: Int) {
        self.capacity = max(capacity, 16)
        elements = Self.reallocated(nil, capacity: self.capacity)
    }

    func deallocate() { free(elements) }

    /// Bytes of the elements that are there.
    var byteCount: Int { count * MemoryLayout<Element>.stride }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(to: count + 1) }
        elements[count] = element
        count += 1
    }

    @inline(__always)
    mutating func append(contentsOf more: UnsafeBufferPointer<Element>) {
        guard let base = more.baseAddress else { return }
        if count + more.count > capacity { grow(to: count + more.count) }
        (elements + count).update(from: base, count: more.count)
        count += more.count
    }

    /// Adds `extra` elements whose values are not yet set.
    @inline(__always)
    mutating func extend(by extra: Int) {
        if count + extra > capacity { grow(to: count + extra) }
        count += extra
    }

    /// Forgets the last elements.
    @inline(__always)
    mutating func removeLast(_ extra: Int) { count -= extra }

    mutating func removeAll() { count = 0 }

    /// Makes room for more elements, which ``append(_:)`` then need not look for.
    mutating func reserve(_ extra: Int) {
        if count + extra > capacity { grow(to: count + extra) }
    }

    /// Adds an element where ``reserve(_:)`` has made room.
    @inline(__always)
    mutating func appendReserved(_ element: Element) {
        elements[count] = element
        count &+= 1
    }

    @inline(never)
    private mutating func grow(to needed: Int) {
        capacity = max(needed, capacity + capacity / 2)
        elements = Self.reallocated(elements, capacity: capacity)
    }

    private static func reallocated(
        _ old: UnsafeMutablePointer<Element>?, capacity: Int
    ) -> UnsafeMutablePointer<Element> {
        // SAFETY: malloc aligns for every plain type of at most 16 bytes' alignment.
        guard let bytes = realloc(old, capacity * MemoryLayout<Element>.stride) else {
            fatalError("no memory for \(capacity) elements of \(MemoryLayout<Element>.stride) bytes")
        }
        return bytes.bindMemory(to: Element.self, capacity: capacity)
    }
}
