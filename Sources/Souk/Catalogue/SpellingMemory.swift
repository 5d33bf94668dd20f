import SoukStorage
import SoukUnderstanding

/// What spelling asked of a commit's words: while one types, all words but the last are asked for again with every letter.
final class SpellingMemory: Sendable {
    private struct State {
        var neighbours: [[UInt8]: (errors: Int, words: [NeighbourWord])] = [:]
        var pairs: [[UInt8]: Int] = [:]
    }

    private static let maximumWords = 2_000
    private static let maximumPairs = 20_000
    private let state = Locked(State())

    /// The words near one.
    func neighbours(
        of word: [UInt8], errors: Int, _ find: () throws(StorageError) -> [NeighbourWord]
    ) throws(StorageError) -> [NeighbourWord] {
        if let known = state.withLock({ $0.neighbours[word] }), known.errors == errors { return known.words }
        let found = try find()
        state.withLock { state in
            if state.neighbours.count >= Self.maximumWords {
                state.neighbours.removeAll(keepingCapacity: true)
            }
            state.neighbours[word] = (errors, found)
        }
        return found
    }

    /// In how many products two words are.
    func documents(
        with a: [UInt8], and b: [UInt8], _ count: () throws(StorageError) -> Int
    ) throws(StorageError) -> Int {
        let pair = a + [0] + b
        if let known = state.withLock({ $0.pairs[pair] }) { return known }
        let counted = try count()
        state.withLock { state in
            if state.pairs.count >= Self.maximumPairs { state.pairs.removeAll(keepingCapacity: true) }
            state.pairs[pair] = counted
        }
        return counted
    }
}
