import SoukTestKit
import Testing

@testable import SoukRecommend

@Suite("What events say")
struct PreferenceTests {
    private func weight(_ events: [Event]) -> Double {
        PreferenceMatrix(EventLog(events)).row(of: "u").value(at: 0) ?? 0
    }

    private func event(_ kind: Event.Kind, _ value: Double? = nil, at time: Double? = nil) -> Event {
        Event(user: "u", item: "i", kind: kind, value: value, timestamp: time)
    }

    @Test("weights are summed and saturated, and stay below 1")
    func weights() {
        #expect(abs(weight([event(.view)]) - 0.1 / 1.1) < 1e-12)
        #expect(
            abs(weight([event(.view), event(.click), event(.cart), event(.purchase)]) - 1.8 / 2.8) < 1e-12)
        #expect(weight([event(.view)]) < weight([event(.view), event(.view)]))
        #expect(weight(Array(repeating: event(.purchase), count: 1000)) < 1)
        let order: [Event.Kind] = [.view, .click, .cart, .purchase]
        for (a, b) in zip(order, order.dropFirst()) { #expect(weight([event(a)]) < weight([event(b)])) }
    }

    @Test("a rating counts in proportion to its scale, and the last of several alone")
    func ratings() {
        #expect(weight([event(.rating, 5)]) == 0.5)
        #expect(abs(weight([event(.rating, 2)]) - 0.4 / 1.4) < 1e-12)
        #expect(abs(weight([event(.rating, 8)]) - 0.8 / 1.8) < 1e-12)
        #expect(weight([event(.rating, 1), event(.rating, 5)]) == 0.5)
        #expect(weight([event(.rating, 5, at: 9), event(.rating, 1, at: 3)]) == 0.5)
        #expect(weight([event(.rating, 0)]) == 0)
        #expect(PreferenceWeights.ratingScale([7, 3]) == 10)
        #expect(PreferenceWeights.ratingScale([Double]()) == 5)
        #expect(PreferenceWeights.ratingScale([5, 100]) == 100)
        // One slip among two hundred changes nothing but itself.
        let mostly = [Double](repeating: 4, count: 199) + [87]
        #expect(PreferenceWeights.ratingScale(mostly) == 5)
        let log = EventLog(
            mostly.enumerated().map {
                Event(user: "u\($0.offset)", item: "i", kind: .rating, value: $0.element)
            })
        #expect(log.ratingsAboveScale == 1)
        #expect(log.shopper("u199").choices == [Shopper.Choice("i", weight: 0.5)])
        #expect(abs((log.shopper("u0").choices.first?.weight ?? 0) - 0.8 / 1.8) < 1e-12)
    }

    @Test("frequencies are smoothed shares: in [0, 1], 1 in sum, views do not count")
    func frequencies() {
        var random = SeededGenerator(orEnvironment: 21)
        let log = EventLogTests.randomLog(&random, count: 400)
        let frequency = ChoiceFrequency(log)
        for query in ["查询0", "查询3", "never seen", ""] {
            let values = log.items.names.map { frequency.frequency(of: $0, for: query) }
            #expect(values.allSatisfy { (0...1).contains($0) })
            #expect(abs(values.reduce(0, +) - 1) < 1e-9, "\(random.rerun)")
        }
        let small = ChoiceFrequency(
            EventLog([
                Event(user: "a", item: "x", kind: .click, query: "手机"),
                Event(user: "a", item: "y", kind: .view, query: "手机"),
                Event(user: "b", item: "z", kind: .purchase),
            ]))
        // w = 0.2 of W = 0.2, prior share 0.2 / 1.2, μ = 5.
        #expect(abs(small.frequency(of: "x", for: "手机") - (0.2 + 5 * (0.2 / 1.2)) / 5.2) < 1e-12)
        #expect(small.frequency(of: "y", for: "手机") == 0)
        #expect(small.frequency(of: "unknown", for: "手机") == 0)
        #expect(ChoiceFrequency(EventLog()).frequency(of: "x", for: "手机") == 0)
    }

    @Test("a query's case, width and white space do not matter")
    func normalizedQueries() {
        #expect(ChoiceFrequency.normalized("  iPhone  １５ Pro\t") == "iphone 15 pro")
        let frequency = ChoiceFrequency(
            EventLog([
                Event(user: "a", item: "x", kind: .cart, query: "IPHONE 15"),
                Event(user: "a", item: "y", kind: .cart),
            ]))
        #expect(frequency.frequency(of: "x", for: " iphone １５") > frequency.frequency(of: "x", for: "other"))
    }

    @Test("the signal lies in [0, 1], is 0 without a history, and grows with it")
    func signal() throws {
        var random = SeededGenerator(orEnvironment: 22)
        let log = EventLogTests.randomLog(&random, count: 300)
        let neighbours = ItemNeighbours(PreferenceMatrix(log))
        for user in log.users.names + ["nobody"] {
            let signal = RecommendationSignal(neighbours.matrix.shopper(user), neighbours)
            let values = log.items.names.map { signal.value(of: $0) }
            #expect(values.allSatisfy { (0...1).contains($0) }, "\(random.rerun)")
            #expect(signal.isEmpty == (user == "nobody"))
            #expect((values.max() ?? 0 > 0) == (user != "nobody"))
            #expect(signal.value(of: "no such item") == 0)
            for item in log.items.names {
                #expect((signal.reason(for: item) != nil) == (signal.value(of: item) > 0))
            }
        }
        func strength(_ kind: Event.Kind) -> Double {
            let log = EventLog([
                Event(user: "a", item: "x", kind: .purchase), Event(user: "a", item: "y", kind: .purchase),
                Event(user: "u", item: "x", kind: kind),
            ])
            return RecommendationSignal(log.shopper("u"), ItemNeighbours(PreferenceMatrix(log))).value(
                of: "y")
        }
        #expect(strength(.view) > 0)
        #expect(strength(.view) < strength(.cart))
        #expect(strength(.cart) < strength(.purchase))
    }

    @Test("a new event changes the next recommendation, and erasing the user takes it back")
    func newEvent() {
        var log = EventLog([
            Event(user: "a", item: "phone", kind: .purchase), Event(user: "a", item: "case", kind: .purchase),
            Event(user: "b", item: "tent", kind: .purchase), Event(user: "b", item: "stove", kind: .purchase),
            Event(user: "u", item: "phone", kind: .click),
        ])
        func next() -> [String] {
            ItemBasedRecommender(ItemNeighbours(PreferenceMatrix(log))).recommend(
                for: log.shopper("u"), count: 3
            ).map(
                \.item)
        }
        #expect(next() == ["case"])
        log.append(Event(user: "u", item: "tent", kind: .purchase))
        #expect(next() == ["stove", "case"])
        log = log.erasing(user: "u")
        #expect(next().isEmpty)
    }
}
