/// A growing array of plain values in memory of its own, without bounds or uniqueness checks on the way to an element.
///
/// For the inner loops of a class, where an `Array` in a property would be checked at every access. Whoever holds it
/// frees it.
struct RawArray<Element: BitwiseCopyable> {
    // SAFETY: `count` elements are initialised; callers stay below `count`, and call `deallocate()` once, at the end.
    private(set) var elements: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private(set) var capacity: Int

    init(capacity: Int) {
        self.capacity = max(capacity, 16)
        elements = .allocate(capacity: self.capacity)
    }

    func deallocate() { elements.deallocate() }

    var byteCount: Int { capacity * MemoryLayout<Element>.stride }

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

    private mutating func grow(to needed: Int) {
        capacity = max(needed, capacity + capacity / 2)
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        larger.update(from: elements, count: count)
        elements.deallocate()
        elements = larger
    }
}
