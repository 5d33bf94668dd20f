import Foundation
import SoukConsole
import SoukRecommend

/// One data set, all models: what they find of the held-out items, and what they cost.
struct RecommendRun {
    let split: InteractionSplit
    let only: Set<String>
    let measuresPeer: Bool
    private static let depth = 10

    /// The table of the models, and whether a promise was broken.
    func table(_ report: (String) -> Void) throws -> (table: TextTable, best: Double, itemBased: Double) {
        var table = TextTable([
            .left(split.name), .right("nDCG@10"), .right("recall@10"), .right("hit@10"), .right("fit s"),
            .right("µs/user"),
        ])
        let matrix = PreferenceMatrix(EventLog(split.training))
        let features = ItemFeatures(split.features)
        let shoppers = split.users.map { (user: $0, shopper: matrix.shopper($0)) }
        var best = 0.0
        var itemBased = 0.0
        for model in MeasuredModel.all(hasFeatures: !split.features.isEmpty)
        where only.isEmpty || only.contains(where: { model.name.hasPrefix($0) }) {
            report("\(split.name): \(model.name)")
            var quality = RecommendationQuality(depth: Self.depth)
            var recommender: (any Recommender)?
            let fit = ContinuousClock().measure { recommender = model.learn(matrix, features) }
            let time = ContinuousClock().measure {
                for (user, shopper) in shoppers {
                    let list = recommender?.recommend(for: shopper, count: Self.depth) ?? []
                    quality.add(list.map(\.item), held: split.held[user] ?? [])
                }
            }
            add("Souk " + model.name, quality, fit / .seconds(1), time / .seconds(1), to: &table)
            best = max(best, quality.ndcg)
            if model.name.hasPrefix("item") { itemBased = max(itemBased, quality.ndcg) }
        }
        if measuresPeer, let peer = try ImplicitPeer() {
            for model in ImplicitPeer.models(isDense: split.features.isEmpty) {
                report("\(split.name): implicit \(model)")
                guard let answer = try peer.recommend(model, split, matrix, count: Self.depth) else { break }
                var quality = RecommendationQuality(depth: Self.depth)
                for (user, _) in shoppers {
                    quality.add(answer.lists[user] ?? [], held: split.held[user] ?? [])
                }
                let share = Double(shoppers.count) / Double(max(matrix.users.count, 1))
                add(
                    "implicit \(model)", quality, answer.fitSeconds, answer.recommendSeconds * share,
                    to: &table)
            }
        }
        return (table, best, itemBased)
    }

    private func add(
        _ name: String, _ quality: RecommendationQuality, _ fit: Double, _ time: Double,
        to table: inout TextTable
    ) {
        table.add([
            name, fixed(quality.ndcg, 4), fixed(quality.recall, 4), fixed(quality.hitRate, 4), fixed(fit, 2),
            fixed(time / Double(max(quality.userCount, 1)) * 1e6, 0),
        ])
    }
}
