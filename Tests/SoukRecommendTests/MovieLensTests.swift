import Foundation
import SoukImport
import SoukTestKit
import Testing

@testable import SoukRecommend

/// Measured on ratings that people gave: MovieLens 100k, when the data is at hand.
@Suite("MovieLens 100k", .enabled(if: ProcessInfo.processInfo.environment["SOUK_DATA"] != nil))
struct MovieLensTests {
    private struct Split {
        var training = EventLog()
        /// Held-out items by user.
        var held: [String: Set<String>] = [:]
    }

    /// A quarter of every user's ratings is held out, by a seeded shuffle.
    private func split(users: Int, _ random: inout SeededGenerator) throws -> Split {
        let folder = ProcessInfo.processInfo.environment["SOUK_DATA"] ?? ""
        let bytes = try InputFile(path: folder + "/interactions/ml-100k/ratings.tsv.gz").readAll()
        var ratings: [String: [Event]] = [:]
        var order: [String] = []
        for line in bytes.split(separator: 0x0A).dropFirst() {
            let columns = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
            if ratings[columns[0]] == nil { order.append(columns[0]) }
            ratings[columns[0], default: []].append(
                Event(user: columns[0], item: columns[1], kind: .rating, value: Double(columns[2])))
        }
        var split = Split()
        for user in order.shuffled(using: &random).prefix(users) {
            let events = (ratings[user] ?? []).shuffled(using: &random)
            let count = events.count / 4
            split.held[user] = Set(events.prefix(count).map(\.item))
            for event in events.dropFirst(count) { split.training.append(event) }
        }
        return split
    }

    /// Mean nDCG@10 with binary relevance over the users that have something held out.
    private func ndcg(_ recommender: some Recommender, _ matrix: PreferenceMatrix, _ split: Split) -> Double {
        var sum = 0.0
        var count = 0
        for (user, held) in split.held.sorted(by: { $0.key < $1.key }) where !held.isEmpty {
            let found = recommender.recommend(for: matrix.shopper(user), count: 10)
            var gain = 0.0
            for (rank, entry) in found.enumerated() where held.contains(entry.item) {
                gain += 1 / log2(Double(rank + 2))
            }
            let ideal = (0..<min(10, held.count)).reduce(0.0) { $0 + 1 / log2(Double($1 + 2)) }
            sum += gain / ideal
            count += 1
        }
        return count > 0 ? sum / Double(count) : 0
    }

    @Test("item-based filtering finds what people rated, far better than popularity does")
    func itemBased() throws {
        let users = ProcessInfo.processInfo.environment["SOUK_ML_USERS"].flatMap { Int($0) } ?? 150
        var random = SeededGenerator(orEnvironment: 2024)
        let split = try split(users: users, &random)
        let matrix = PreferenceMatrix(split.training)
        let item = ndcg(ItemBasedRecommender(ItemNeighbours(matrix)), matrix, split)
        let popularity = ndcg(PopularityRecommender(matrix), matrix, split)
        let user = ndcg(UserBasedRecommender(matrix), matrix, split)
        print(
            "MovieLens 100k, \(split.held.count) users, nDCG@10: item \(item), user \(user), popularity \(popularity)"
        )
        #expect(item > popularity + 0.05, "\(random.rerun)")
        #expect(user > popularity + 0.05, "\(random.rerun)")
        #expect(item > 0.33, "\(random.rerun)")
    }
}
