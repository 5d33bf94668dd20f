import CSoukKernels

/// Memory for the length of one search, which the thread keeps for the next: see `CSoukWorkMemory.h`.
///
/// Whoever borrows it gives it back, as with `allocate` and `deallocate`; elements are of trivial types.
extension UnsafeMutablePointer {
    /// - Complexity: O(1), a few instructions.
    static func borrow(_ capacity: Int) -> UnsafeMutablePointer {
        let bytes = max(capacity, 1) * MemoryLayout<Pointee>.stride
        guard let memory = souk_borrow(bytes) else { fatalError("no memory for \(bytes) bytes") }
        return memory.bindMemory(to: Pointee.self, capacity: capacity)
    }

    func giveBack() { souk_give_back(self) }

    /// The same of memory that is all 0, and is all 0 again when it is given back.
    static func borrowZeros(_ capacity: Int) -> UnsafeMutablePointer {
        let bytes = max(capacity, 1) * MemoryLayout<Pointee>.stride
        guard let memory = souk_borrow_zeros(bytes) else { fatalError("no memory for \(bytes) bytes") }
        return memory.bindMemory(to: Pointee.self, capacity: capacity)
    }

    func giveBackZeros() { souk_give_back_zeros(self) }
}
