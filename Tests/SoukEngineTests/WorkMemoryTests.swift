import CSoukKernels
import Foundation
import SoukStorage
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
            // All equal to the one before, and the first 0.
            #expect(size == 0 || words[0] == 0 && memcmp(words, words + 1, size - 1) == 0)
            if size > 0 { words[size - 1] = 1 }
            if size > 0 { words[size - 1] = 0 }
            souk_give_back_zeros(bytes)
        }
    }

    @Test(
        "Searches give everything back, also when a word is missing or the index is damaged",
        arguments: 1...4)
    func searchesGiveBack(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try WordIndex(&random)
        let files = try index.directory.indexFiles()
        let segment = try #require(files.keys.filter { $0.hasPrefix("segment-") }.min())
        let missing = Array("nowhere".utf8)
        for round in 0..<60 {
            var damaged = files
            if round > 0, let count = damaged[segment]?.count {
                damaged[segment]?[Int.random(in: 0..<count, using: &random)] ^= 0x55
            }
            guard let snapshot = try? IndexSnapshot(InMemoryDirectory(damaged)) else { continue }
            let similarity = SmallCatalogue.bm25(snapshot)
            let out = souk_pieces_out()
            for words in [
                [index.word(&random), index.word(&random)], [index.word(&random), missing],
                [missing, index.word(&random)],
            ] {
                let phrase = PhraseSearch(snapshot, similarity)
                let terms = [PhraseTerm(words[0], offset: 0), PhraseTerm(words[1], offset: 1)]
                let concept = Concept(text: "", alternatives: [.init(.phrase(terms))])
                _ = try? phrase.search(ConceptSearch(concepts: [concept], match: .all))
                for match in [ConceptSearch.Match.all, .any, .auto] {
                    let concepts = words.map { Concept(text: "", alternatives: [.init(.term($0))]) }
                    let request = ConceptSearch(concepts: concepts, match: match)
                    _ = try? PrunedTopK(snapshot, similarity).candidates(request)
                    _ = try? MatchCounter(snapshot, similarity).count(request)
                    _ = try? TieredTopK(snapshot, similarity)?.search(request)
                }
                _ = try? PrefixSearch(snapshot).search(Array(words[0].prefix(2)), count: 10)
                _ = try? FuzzySearch(snapshot).search(words[0], distance: 2, count: 10)
            }
            #expect(souk_pieces_out() == out, "\(random.rerun)")
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
