import CSoukKernels
import Foundation
import SoukTestKit
import Testing

@testable import SoukEngine

/// Memory that a thread keeps is as good as new memory: aligned, nobody else's, and 0 where 0 was promised.
@Suite struct WorkMemoryTests {
    private static let sizes = [
        0, 1, 127, 128, 129, 4096, 5000, 1 << 20, (16 << 20) - 1, 16 << 20, (16 << 20) + 1,
    ]

    @Test(arguments: sizes) func piecesAreAlignedAndHoldWhatWasAskedFor(size: Int) throws {
        for _ in 0..<3 {
            let bytes = try #require(souk_borrow(size))
            #expect(UInt(bitPattern: bytes) % 64 == 0)
            memset(bytes, 0xA5, size)
            souk_give_back(bytes)
        }
    }

    @Test(arguments: sizes) func zerosAreZerosAfterOtherMemoryWasUsed(size: Int) throws {
        let dirty = try #require(souk_borrow(size))
        memset(dirty, 0xFF, size)
        souk_give_back(dirty)
        for _ in 0..<3 {
            let bytes = try #require(souk_borrow_zeros(size))
            let words = bytes.assumingMemoryBound(to: UInt8.self)
            #expect((0..<size).allSatisfy { words[$0] == 0 })
            if size > 0 { words[size - 1] = 1 }
            if size > 0 { words[size - 1] = 0 }
            souk_give_back_zeros(bytes)
        }
    }

    /// Pieces in use at once never overlap, in whatever order they come and go, on several threads that pass them on.
    @Test func piecesInUseDoNotOverlap() async {
        let rounds = 400
        await withTaskGroup(of: Bool.self) { group in
            for worker in 0..<4 {
                group.addTask {
                    var random = SeededGenerator(seed: UInt64(worker))
                    var held: [(memory: UnsafeMutablePointer<UInt32>, count: Int, mark: UInt32)] = []
                    for round in 0..<rounds {
                        if held.count < 20, Bool.random(using: &random) {
                            let count = Int.random(in: 1...3000, using: &random)
                            let mark = UInt32(worker * rounds + round)
                            let memory = UnsafeMutablePointer<UInt32>.borrow(count)
                            memory.initialize(repeating: mark, count: count)
                            held.append((memory, count, mark))
                        } else if let index = held.indices.randomElement(using: &random) {
                            let piece = held.remove(at: index)
                            for place in 0..<piece.count where piece.memory[place] != piece.mark {
                                return false
                            }
                            piece.memory.giveBack()
                        }
                        if round % 50 == 0 { await Task.yield() }
                    }
                    for piece in held { piece.memory.giveBack() }
                    return true
                }
            }
            for await isIntact in group { #expect(isIntact) }
        }
    }
}
