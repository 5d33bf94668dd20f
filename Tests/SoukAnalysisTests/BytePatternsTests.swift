import CSoukKernels
import SoukTestKit
import Testing

@testable import SoukAnalysis

@Suite struct BytePatternsTests {
    private static let sequences: [BytePatterns.Sequence] = [
        (0x30...0x39, nil, nil), (0x68...0x68, 0x61...0x61, nil), (0xC2...0xC2, 0xBC...0xBE, nil),
        (0xE4...0xE4, 0xB8...0xB8, 0x80...0x83), (0xE5...0xE5, 0x8D...0x8D, 0x81...0x81),
        (0xE9...0xE9, 0x99...0x99, 0xB8...0xB8), (0xEF...0xEF, 0xBC...0xBC, 0x90...0x99),
        (0xE3...0xE3, 0x80...0x80, 0x87...0x87), (0xE6...0xE6, 0x8B...0x8B, 0xBE...0xBE),
    ]

    private func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
        let three = Array(bytes.prefix(3)) + [0, 0]
        return Self.sequences.contains { sequence in
            sequence.0.contains(three[0]) && sequence.1?.contains(three[1]) ?? true
                && sequence.2?.contains(three[2]) ?? true
        }
    }

    @Test("every place of a sequence is found, and both loops find the same", arguments: UInt64(0)..<20)
    func findsAll(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var table = BytePatterns(Self.sequences).table
        let usual: [UInt8] = [
            0x30, 0x39, 0x61, 0x68, 0xC2, 0xBC, 0xE4, 0xB8, 0x80, 0x83, 0x84, 0xE5, 0x8D, 0x81, 0xEF, 0x20,
        ]
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...90, using: &generator)).map { _ in
                Bool.random(using: &generator)
                    ? UInt8.random(in: 0...255, using: &generator)
                    : usual.randomElement(using: &generator) ?? 0
            }
            let matches = souk_match_bytes(&table, bytes, bytes.count)
            #expect(matches == souk_match_bytes_scalar(&table, bytes, bytes.count), "SOUK_SEED=\(seed)")
            for index in 0..<64 {
                let isMatch = matches >> UInt64(index) & 1 != 0
                if index >= bytes.count {
                    #expect(!isMatch, "SOUK_SEED=\(seed) behind the end")
                } else if begins(bytes[index...]) {
                    #expect(isMatch, "SOUK_SEED=\(seed) \(index) of \(bytes)")
                }
            }
        }
    }

    @Test("of what is no sequence little is found")
    func findsFewOthers() {
        var table = BytePatterns(Self.sequences).table
        var found = 0
        for scalar in UInt32(0x4E00)...0x9FFF {
            let bytes = [
                UInt8(0xE0 | scalar >> 12), UInt8(0x80 | scalar >> 6 & 63), UInt8(0x80 | scalar & 63),
            ]
            if souk_match_bytes(&table, bytes, 3) & 1 != 0 { found += 1 }
        }
        #expect((6...60).contains(found), "\(found) of 20992 characters")
    }
}
