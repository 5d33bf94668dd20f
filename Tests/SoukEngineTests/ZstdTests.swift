import CSoukZstd
import Foundation
import SoukTestKit
import Testing

@Suite struct ZstdTests {
    private func compress(_ bytes: [UInt8], level: Int32 = 3) -> [UInt8]? {
        var packed = [UInt8](repeating: 0, count: souk_zstd_bound(bytes.count))
        let count = souk_zstd_compress(&packed, packed.count, bytes, bytes.count, level)
        return count < 0 ? nil : Array(packed.prefix(Int(count)))
    }

    private func decompress(_ packed: [UInt8], capacity: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: capacity)
        let count = souk_zstd_decompress(&bytes, capacity, packed, packed.count)
        return count < 0 ? nil : Array(bytes.prefix(Int(count)))
    }

    @Test("What is packed is unpacked, on several threads at once", arguments: 1...8)
    func roundTrip(seed: UInt64) async throws {
        var random = SeededGenerator(orEnvironment: seed)
        for size in [0, 1, 100, 70_000] {
            let bytes = (0..<size).map { _ in UInt8.random(in: 0...15, using: &random) }
            let packed = try #require(compress(bytes))
            #expect(souk_zstd_content_size(packed, packed.count) == size)
            #expect(decompress(packed, capacity: size) == bytes)
            if size > 0 { #expect(decompress(packed, capacity: size - 1) == nil) }
        }
    }

    @Test("Damaged frames are negative numbers, or what they say they are", arguments: 1...100)
    func damage(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let bytes = Array(String(repeating: "华为手机 ", count: 50).utf8)
        var packed = try #require(compress(bytes))
        packed.removeLast(Int.random(in: 0...packed.count, using: &random))
        if !packed.isEmpty {
            packed[Int.random(in: 0..<packed.count, using: &random)] ^= UInt8.random(
                in: 1...255, using: &random)
        }
        #expect(souk_zstd_content_size(packed, packed.count) >= -1)
        #expect(decompress(packed, capacity: bytes.count).map { $0.count <= bytes.count } ?? true)
        var small = [UInt8](repeating: 0, count: 4)
        #expect(souk_zstd_compress(&small, small.count, bytes, bytes.count, 3) < 0)
    }

    @Test(
        "A thread's contexts go with the thread",
        .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/statm")))
    func threads() throws {
        func residentPages() throws -> Int {
            let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
            return Int(text.split(separator: " ")[1]) ?? 0
        }
        func run(_ count: Int) {
            for _ in 0..<count {
                let done = DispatchSemaphore(value: 0)
                let thread = Thread {
                    let bytes = [UInt8](repeating: 7, count: 100_000)
                    var packed = [UInt8](repeating: 0, count: souk_zstd_bound(bytes.count))
                    _ = souk_zstd_compress(&packed, packed.count, bytes, bytes.count, 9)
                    done.signal()
                }
                thread.start()
                done.wait()
            }
        }
        run(5)
        let before = try residentPages()
        run(50)
        // A context of level 9 takes some 10 MB; 50 of them would be half a gigabyte.
        #expect(try residentPages() - before < 25_600, "100 MB")
    }
}
