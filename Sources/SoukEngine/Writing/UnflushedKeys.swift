/// The keys of products that are not in a segment yet, written or deleted.
///
/// While an index has no segment nothing asks for single keys, so that none is kept: building one from nothing pays nothing.
struct UnflushedKeys {
    private var hashes: Set<Int> = []
    private var holdsAny = false

    /// - Parameter isNeeded: whether the index has segments that a key may be looked up in.
    @inline(__always)
    mutating func insert(_ id: String, isNeeded: Bool) {
        if isNeeded { hashes.insert(id.hashValue) } else { holdsAny = true }
    }

    /// Whether the product may be among them; what says no is right.
    func mayContain(_ id: String) -> Bool { holdsAny || hashes.contains(id.hashValue) }

    mutating func removeAll() {
        hashes = []
        holdsAny = false
    }
}
