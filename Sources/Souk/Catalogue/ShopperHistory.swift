import SoukAnalysis
import SoukEngine
import SoukRanking
import SoukRecommend
import SoukStorage
import Synchronization

/// The events of an index, and what is learnt from them when it is first asked for.
package final class ShopperHistory: Sendable {
    /// Under this purpose the manifest names the file of events.
    package static let purpose = "events"

    package let log: EventLog
    private let learnt = Mutex<ItemBasedRecommender?>(nil)
    private let choices: ChoiceFrequency

    /// The history of a snapshot; nil when no events were ever loaded.
    package convenience init?(_ snapshot: IndexSnapshot, in directory: any Directory) throws(StorageError) {
        guard let name = snapshot.attachment(Self.purpose) else { return nil }
        self.init(try EventLog(from: directory, name: name))
    }

    package init(_ log: EventLog) {
        self.log = log
        // Case and outer spaces do not make another query.
        choices = ChoiceFrequency(log) { query in
            query.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }

    /// Item neighbours are computed with the first question that needs them.
    package var recommender: ItemBasedRecommender {
        learnt.withLock { recommender in
            if let recommender { return recommender }
            let made = ItemBasedRecommender(InteractionMatrix(log))
            recommender = made
            return made
        }
    }

    /// What history says of products for a query and, when given, a user.
    package func source(user: String?, query: String) -> RecommendationSource {
        let signal = user.map { RecommendationSignal(recommender, user: $0) }
        let frequencies = choices.values(query: query, user: user)
        return RecommendationSource(preference: { signal?[$0] }, frequency: { frequencies[$0] ?? 0 })
    }
}
