import CSoukKernels

/// CRC-32C (Castagnoli), the checksum of every section: the polynomial of RFC 3720, with hardware support.
package enum CRC32C {
    /// - Parameter seed: the checksum of the bytes before; 0 to begin.
    package static func checksum(_ bytes: UnsafeRawBufferPointer, seed: UInt32 = 0) -> UInt32 {
        souk_crc32c(seed, bytes.baseAddress, bytes.count)
    }
}
