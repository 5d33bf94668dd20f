import CSoukKernels
import SoukStorage
import SoukTestKit
import Testing

@Suite struct ChecksumTests {
    private func checksum(_ bytes: [UInt8], seed: UInt32 = 0) -> UInt32 {
        bytes.withUnsafeBytes { CRC32C.checksum($0, seed: seed) }
    }

    private static let known: [(bytes: [UInt8], checksum: UInt32)] = [
        ([UInt8](repeating: 0, count: 32), 0x8A91_36AA), ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
        ([UInt8](0..<32), 0x46DD_794E), ([UInt8]((0..<32).reversed()), 0x113F_DB5C),
        ([UInt8]("123456789".utf8), 0xE306_9283), ([], 0),
    ]

    @Test("The examples of RFC 3720, B.4, and the usual check value", arguments: known)
    func vectors(bytes: [UInt8], expected: UInt32) {
        #expect(checksum(bytes) == expected)
        #expect(bytes.withUnsafeBytes { souk_crc32c_scalar(0, $0.baseAddress, $0.count) } == expected)
    }

    @Test(
        "Instruction and table agree, at every length and alignment, and whole equals in parts",
        arguments: 1...20)
    func twins(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let bytes = (0..<300).map { _ in UInt8.random(in: 0...255, using: &random) }
        for start in 0..<9 {
            for end in [
                start, start + 1, start + 7, start + 8, start + 9,
                Int.random(in: start...300, using: &random),
            ] {
                let part = Array(bytes[start..<end])
                bytes.withUnsafeBytes { all in
                    let inPlace = UnsafeRawBufferPointer(rebasing: all[start..<end])
                    let fast = CRC32C.checksum(inPlace, seed: UInt32(truncatingIfNeeded: seed))
                    let slow = souk_crc32c_scalar(
                        UInt32(truncatingIfNeeded: seed), inPlace.baseAddress, inPlace.count)
                    #expect(fast == slow, "\(random.rerun)")
                }
                let cut = Int.random(in: 0...part.count, using: &random)
                #expect(
                    checksum(Array(part[cut...]), seed: checksum(Array(part[..<cut]))) == checksum(part),
                    "\(random.rerun)")
            }
        }
    }
}
