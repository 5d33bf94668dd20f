import SoukConsole

/// How the memory that `souk index` may use is shared out: the program itself, each thread's tables and buffers, and the
/// rest to the products that are not written yet.
///
/// Measured over 205,776 products, peak of anonymous memory: 55 of 60 MB, 94 to 109 of 100, 179 to 218 of 200, 44 of 40.
struct BuildMemory: Equatable {
    /// Threads that there is memory for, at most those asked for.
    let threads: Int
    /// For the writer.
    let budget: Int

    static let program = 32_000_000
    static let furtherThread = 24_000_000
    /// Less would write segments of a few products.
    static let leastBudget = 8_000_000
    static let least = ByteCount(program + leastBudget)

    init(_ memory: ByteCount, threads: Int) {
        let spare = max(memory.bytes - Self.program - Self.leastBudget, 0)
        self.threads = max(1, min(threads, 1 + spare / Self.furtherThread))
        budget = max(
            memory.bytes - Self.program - (self.threads - 1) * Self.furtherThread, Self.leastBudget)
    }
}
