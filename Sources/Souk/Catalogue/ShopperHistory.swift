import SoukEngine
import SoukRanking
import SoukRecommend
import SoukStorage

/// What shoppers did before: the events that belong to an index, and what is learnt from them.
///
/// The file is read when a search first needs it, and item neighbours are computed when one first names a user; both
/// once. A damaged file never fails a search: it leaves the signal out, and ``problem`` says so.
package final class ShopperHistory: Sendable {
    /// The attachment's purpose in an index.
    package static let purpose = "events"

    private struct State {
        var isRead = false
        var log: EventLog?
        var problem: StorageError?
        var frequency: ChoiceFrequency?
        var neighbours: ItemNeighbours?
    }

    package let fileName: String
    private let directory: any Directory
    private let state = Locked(State())

    /// The history of a commit; nil when it has none.
    package init?(_ snapshot: IndexSnapshot, in directory: any Directory) {
        guard let name = snapshot.attachment(Self.purpose) else { return nil }
        fileName = name
        self.directory = directory
    }

    /// Every event.
    package func log() throws(StorageError) -> EventLog {
        try state.withLock { (state) throws(StorageError) in
            read(&state)
            if let problem = state.problem { throw problem }
            return state.log ?? EventLog()
        }
    }

    /// Why the events cannot be read; nil when they can, or were not needed yet.
    package var problem: StorageError? { state.withLock { $0.problem } }

    /// Which items are chosen together, by all users.
    package func neighbours() throws(StorageError) -> ItemNeighbours {
        try state.withLock { (state) throws(StorageError) in
            if let made = state.neighbours { return made }
            read(&state)
            if let problem = state.problem { throw problem }
            let made = ItemNeighbours(PreferenceMatrix(state.log ?? EventLog()))
            state.neighbours = made
            return made
        }
    }

    /// What the history says of products, for one user and one query.
    ///
    /// - Parameter user: nil: only how often products were chosen for the query.
    package func source(user: String?, query: String) -> RecommendationSource? {
        guard let frequency = frequencies() else { return nil }
        let chosen = frequency.frequencies(for: query)
        guard let user, let neighbours = try? neighbours() else {
            return RecommendationSource(preference: { _ in nil }, frequency: chosen)
        }
        let signal = RecommendationSignal(user: user, neighbours)
        return RecommendationSource(
            preference: { item in
                let value = signal.value(of: item)
                return value > 0 ? (value, signal.reason(for: item)?.text() ?? "") : nil
            }, frequency: chosen)
    }

    private func frequencies() -> ChoiceFrequency? {
        state.withLock { state in
            if let made = state.frequency { return made }
            read(&state)
            state.frequency = state.log.map { ChoiceFrequency($0) }
            return state.frequency
        }
    }

    private func read(_ state: inout State) {
        guard !state.isRead else { return }
        state.isRead = true
        do throws(StorageError) { state.log = try EventLog(from: directory, name: fileName) } catch {
            state.problem = error
        }
    }
}
