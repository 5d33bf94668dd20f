import CSoukGzip

/// Decompresses gzip data of any number of members, piece by piece. One thread at a time.
struct GzipInflater: ~Copyable {
    struct Step {
        var consumed: Int
        var produced: Int
        var isDamaged: Bool
    }

    private let handle: OpaquePointer
    /// Whether the input so far is a whole number of members.
    private(set) var isAtBoundary = true

    /// Nil when memory is exhausted.
    init?() {
        guard let handle = souk_gzip_open() else { return nil }
        self.handle = handle
    }

    deinit { souk_gzip_close(handle) }

    /// Decompresses until `input` is used up or `output` is full.
    mutating func inflate(_ input: ArraySlice<UInt8>, into output: inout [UInt8]) -> Step {
        // SAFETY: the shim stays inside both counts and keeps neither pointer.
        let step = input.withUnsafeBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                souk_gzip_inflate(handle, source.baseAddress, source.count, target.baseAddress, target.count)
            }
        }
        isAtBoundary = step.atBoundary == 1
        return Step(consumed: step.consumed, produced: step.produced, isDamaged: step.error != SOUK_GZIP_OK)
    }
}
