import Foundation
import SoukTestKit
import Testing

@testable import SoukRecommend

@Suite("Signals from events: places, age, profiles")
struct SignalTests {
    /// Every product is shown at two places; who looks there clicks by the product's own attraction.
    private func log(severity: Double, _ random: inout SeededGenerator, rounds: Int = 400) -> EventLog {
        var log = EventLog()
        for item in 0..<12 {
            let attraction = Double.random(in: 0.3...0.9, using: &random)
            for place in [1.0, Double(item % 8 + 2)] {
                for round in 0..<rounds {
                    let event = Event(
                        user: "u\(round)", item: "i\(item)", kind: .view, query: "q", value: place)
                    log.append(event)
                    guard Double.random(in: 0..<1, using: &random) < attraction * pow(place, -severity) else {
                        continue
                    }
                    log.append(
                        Event(user: "u\(round)", item: "i\(item)", kind: .click, query: "q", value: place))
                }
            }
        }
        return log
    }

    @Test(
        "how fast looks fade down the list is found again from products that changed their place",
        arguments: [0.0, 0.5, 1.0])
    func estimate(severity: Double) {
        var random = SeededGenerator(orEnvironment: 91)
        let found = PositionBias(estimatedFrom: log(severity: severity, &random)).severity
        #expect(abs(found - severity) < 0.1, "\(found), \(random.rerun)")
    }

    @Test(
        "without places a click is a click, without evidence places count by the standard, and none beyond the limit"
    )
    func weights() {
        let few = EventLog([Event(user: "u", item: "i", kind: .click, query: "q", value: 3)])
        #expect(PositionBias(estimatedFrom: few) == PositionBias())
        #expect(PositionBias().weight(place: nil) == 1)
        #expect(PositionBias().weight(place: 1) == 1)
        #expect(PositionBias().weight(place: 0) == 1)
        #expect(PositionBias().weight(place: 4) == 4)
        #expect(PositionBias().weight(place: 500) == PositionBias.largestWeight)
        #expect(PositionBias(severity: 0).weight(place: 500) == 1)
    }

    @Test("a click far down counts for more, an old one for less, and shares still sum to 1")
    func frequency() {
        let day = 86_400.0
        let log = EventLog([
            Event(user: "a", item: "top", kind: .click, query: "q", value: 1, timestamp: 0),
            Event(user: "b", item: "low", kind: .click, query: "q", value: 4, timestamp: 0),
            Event(user: "c", item: "late", kind: .click, query: "q", value: 1, timestamp: 90 * day),
        ])
        let frequency = ChoiceFrequency(log)
        let values = ["top", "low", "late"].map { frequency.frequency(of: $0, for: "q") }
        #expect(abs(values[1] / values[0] - 4) < 1e-12)
        #expect(abs(values[2] / values[0] - 2) < 1e-12)
        #expect(abs(values.reduce(0, +) - 1) < 1e-12)
        let plain = ChoiceFrequency(log, halfLife: nil, bias: PositionBias(severity: 0))
        #expect(plain.frequency(of: "top", for: "q") == plain.frequency(of: "late", for: "q"))
        #expect(plain.frequency(of: "top", for: "q") == plain.frequency(of: "low", for: "q"))
    }

    @Test("a profile lists products, the latest first, and the features that they share")
    func profile() {
        let log = EventLog([
            Event(user: "u", item: "a", kind: .purchase, timestamp: 1),
            Event(user: "u", item: "b", kind: .view, timestamp: 2),
            Event(user: "v", item: "c", kind: .purchase),
        ])
        let features = ItemFeatures([
            .init(id: "a", features: ["brand x", "kind k"]), .init(id: "b", features: ["brand x"]),
            .init(id: "c", features: ["brand y"]),
        ])
        let profile = ShopperProfile("u", eventCount: 2, log.shopper("u"), features)
        #expect(profile.choices.map(\.name) == ["b", "a"])
        #expect(Set(profile.features.map(\.name)) == ["brand x", "kind k"])
        #expect(profile.features.allSatisfy { $0.weight > 0 })
    }
}
