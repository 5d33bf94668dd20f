import Foundation
import SoukConsole
import SoukImport
import SoukRecommend
import SoukStorage

/// Interactions cut into what models learn and what is held out of it.
struct InteractionSplit {
    let name: String
    var training: [Event] = []
    /// Held-out items by user.
    var held: [String: Set<String>] = [:]
    /// What the items are; empty where the data does not say.
    var features: [ItemFeatures.Item] = []

    /// Users in the order of the training events.
    var users: [String] {
        var seen: Set<String> = []
        return training.map(\.user).filter { seen.insert($0).inserted && held[$0]?.isEmpty == false }
    }

    /// MovieLens 100k as the Microsoft recommenders repository measures it: of every user a random quarter is held out, all
    /// ratings count alike in it.
    ///
    /// - Parameter validates: then a fifth of the training part is held out instead, and the test part is not looked at.
    static func movieLens(seed: UInt64, validates: Bool) throws -> InteractionSplit {
        let rows = try rows("interactions/ml-100k/ratings.tsv.gz", kind: .rating)
        var generator = SplitMix64(seed: seed)
        var split = InteractionSplit(name: "MovieLens-100k")
        for events in byUser(rows) {
            let shuffled = generator.sample(events, events.count)
            var training = shuffled.prefix(Int((Double(shuffled.count) * 0.75).rounded()))
            var held = shuffled.dropFirst(training.count)
            if validates {
                held = training.suffix(training.count / 5)
                training = training.dropLast(training.count / 5)
            }
            split.held[events[0].user] = Set(held.map(\.item))
            split.training += training
        }
        return split
    }

    /// An Amazon category, the last item of every user held out.
    ///
    /// - Parameter validates: then the last but one is held out instead, and the last is not looked at.
    static func amazon(_ category: String, validates: Bool) throws -> InteractionSplit {
        let rows = try rows("interactions/amazon/\(category).ratings.tsv.gz", kind: .purchase)
        var split = InteractionSplit(name: "Amazon \(category.prefix { $0 != "_" })")
        for events in byUser(rows) {
            var ordered = events.sorted { ($0.timestamp ?? 0) < ($1.timestamp ?? 0) }
            if validates { ordered.removeLast() }
            guard let last = ordered.popLast(), !ordered.isEmpty else { continue }
            split.held[last.user] = [last.item]
            split.training += ordered
        }
        let bytes = try InputFile(
            path: MeasurementData.path("interactions/amazon/\(category).item2attributes.json.gz")
        ).readAll()
        let attributes = try JSONDecoder().decode([String: [Int]].self, from: Data(bytes))
        split.features = attributes.sorted { $0.key < $1.key }.map { item, values in
            ItemFeatures.Item(id: item, features: values.map { "attribute \($0)" })
        }
        return split
    }

    /// The same for `count` users alone, everything else learnt as before.
    func limited(to count: Int) -> InteractionSplit {
        var split = self
        let kept = Set(users.prefix(count))
        split.held = held.filter { kept.contains($0.key) }
        return split
    }

    private static func rows(_ path: String, kind: Event.Kind) throws -> [Event] {
        let bytes = try InputFile(path: MeasurementData.path(path)).readAll()
        return bytes.split(separator: 0x0A).dropFirst().compactMap { line in
            let columns = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
            guard columns.count >= 4 else { return nil }
            return Event(
                user: columns[0], item: columns[1], kind: kind,
                value: kind == .rating ? Double(columns[2]) : nil, timestamp: Double(columns[3]))
        }
    }

    private static func byUser(_ events: [Event]) -> [[Event]] {
        var places: [String: Int] = [:]
        var groups: [[Event]] = []
        for event in events {
            if let place = places[event.user] {
                groups[place].append(event)
            } else {
                places[event.user] = groups.count
                groups.append([event])
            }
        }
        return groups
    }
}
