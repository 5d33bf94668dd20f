import SoukEngine
import SoukRanking
import SoukRecommend
import SoukStorage

/// What shoppers did before: the events that belong to an index, and what is learnt from them.
///
/// The file is read when a search first needs it, and models are learnt when one first asks for them; both once. A damaged
/// file never fails a search: it leaves the signal out, and ``problem`` says so.
package final class ShopperHistory: Sendable {
    /// The attachment's purpose in an index.
    package static let purpose = "events"

    private struct State {
        var isRead = false
        var log: EventLog?
        var problem: StorageError?
        var frequency: ChoiceFrequency?
        var models: LearntModels?
        var placesOfUsers: [[Int]]?
        var ratingScale: Double?
    }

    package let fileName: String
    private let directory: any Directory
    private let state = Locked(State())

    /// The history of a commit; nil when it has none.
    ///
    /// - Parameter previous: the history of an older commit, whose models serve on where they may.
    package init?(
        _ snapshot: IndexSnapshot, in directory: any Directory, after previous: ShopperHistory? = nil
    ) {
        guard let name = snapshot.attachment(Self.purpose) else { return nil }
        fileName = name
        self.directory = directory
        let models = previous?.state.withLock { $0.models }
        state.withLock { $0.models = models }
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

    /// What is learnt from these events, or was from the first of them.
    func models() throws(StorageError) -> LearntModels {
        try state.withLock { (state) throws(StorageError) in
            read(&state)
            if let problem = state.problem { throw problem }
            let log = state.log ?? EventLog()
            if let models = state.models, models.serve(log) { return models }
            let made = LearntModels(log)
            state.models = made
            return made
        }
    }

    /// A shopper as they are now; ``Shopper/unknown`` for one without events.
    package func shopper(_ user: String) throws(StorageError) -> Shopper {
        try state.withLock { (state) throws(StorageError) in
            read(&state)
            if let problem = state.problem { throw problem }
            guard let log = state.log, let number = log.users.number(of: user) else { return .unknown }
            let places = state.placesOfUsers ?? log.placesByUser()
            state.placesOfUsers = places
            let scale = state.ratingScale ?? log.ratingScale
            state.ratingScale = scale
            return Shopper(events: places[number].map { log[$0] }, ratingScale: scale)
        }
    }

    /// What the history says of products, for one user and one query.
    ///
    /// - Parameter user: nil: only how often products were chosen for the query.
    package func source(user: String?, query: String) -> RecommendationSource? {
        guard let frequency = frequencies() else { return nil }
        let chosen = frequency.frequencies(for: query)
        guard let user, let shopper = try? shopper(user), !shopper.choices.isEmpty, let models = try? models()
        else {
            return RecommendationSource(preference: { _ in nil }, frequency: chosen)
        }
        let signal = RecommendationSignal(shopper, models.neighbours)
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
