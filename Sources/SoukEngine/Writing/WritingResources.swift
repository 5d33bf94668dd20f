/// What writing a segment may take beside what was collected for it.
struct WritingResources: Sendable {
    var threads = 1
    /// Bytes of memory.
    var memory = 256 << 20

    /// Postings are made of records of 8 bytes, and about as many bytes again hold what comes of them: so many may be
    /// under work in each thread.
    var recordLimit: Int { max(memory / max(threads, 1) / 12, 1 << 14) }
}
