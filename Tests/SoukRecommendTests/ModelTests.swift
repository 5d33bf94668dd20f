import Foundation
import SoukTestKit
import Testing

@testable import SoukRecommend

@Suite("Models of preferences, against their formulas worked out plainly")
struct ModelTests {
    static func randomMatrix(
        _ random: inout SeededGenerator, users: Int = 14, items: Int = 9, density: Double = 0.8
    )
        -> PreferenceMatrix
    {
        var entries: [(user: String, item: String, value: Double)] = []
        for user in 0..<users {
            for item in 0..<items where Double.random(in: 0..<1, using: &random) < density {
                entries.append(("u\(user)", "i\(item)", Double.random(in: 0.1...1, using: &random)))
            }
        }
        return PreferenceMatrix(entries.shuffled(using: &random))
    }

    private func dense(_ matrix: PreferenceMatrix) -> [[Double]] {
        matrix.byUser.map { row in
            (0..<matrix.items.count).map { row.value(at: UInt32($0)) ?? 0 }
        }
    }

    @Test("the linear model is −P / diag(P), P the inverse of XᵀX + λI")
    func linear() {
        var random = SeededGenerator(orEnvironment: 71)
        for _ in 0..<5 {
            let matrix = Self.randomMatrix(&random)
            let rows = dense(matrix)
            let count = matrix.items.count
            let pairs = matrix.byUser.reduce(0) { $0 + $1.count }
            let square = rows.joined().reduce(0) { $0 + $1 * $1 } / Double(pairs)
            var gram = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
            for row in rows {
                for i in 0..<count { for j in 0..<count { gram[i][j] += row[i] * row[j] / square } }
            }
            for i in 0..<count { gram[i][i] += 3 }
            let inverse = PlainAlgebra.inverse(gram)
            var options = LinearItemModel.Options()
            options.regularization = 3
            // Among all other items, each item's own system has the solution of the one for all.
            for denseLimit in [4000, 0] {
                options.denseLimit = denseLimit
                let model = LinearItemModel(matrix, options)
                for i in 0..<count {
                    for j in 0..<count {
                        let expected = i == j ? 0 : -inverse[i][j] / inverse[j][j]
                        #expect(
                            abs(model.weight(of: i, for: j) - expected) < 1e-4,
                            "\(denseLimit) \(i) \(j) \(random.rerun)")
                    }
                }
                let row = matrix.byUser[0]
                let scores = model.scores(row)
                for j in 0..<count {
                    var sum = 0.0
                    for place in 0..<row.count {
                        sum +=
                            row.values[place] / square.squareRoot()
                            * model.weight(of: Int(row.indexes[place]), for: j)
                    }
                    #expect(abs((scores[j] ?? 0) - sum) < 1e-4, "\(random.rerun)")
                }
            }
        }
    }

    @Test("a shopper's vector solves the weighted least squares, and the choices' parts sum to a score")
    func factors() throws {
        var random = SeededGenerator(orEnvironment: 72)
        let matrix = Self.randomMatrix(&random)
        var options = ItemFactors.Options()
        options.dimension = 5
        options.rounds = 4
        let model = ItemFactors(matrix, options)
        #expect(ItemFactors(matrix, options).vectors == model.vectors)
        let count = matrix.items.count
        let all = matrix.byUser.flatMap(\.values)
        let mean = all.reduce(0, +) / Double(all.count)
        let weight = 4 * Double(all.count) / Double(matrix.users.count * count)
        #expect(abs(model.unobservedWeight - weight) < 1e-12)
        let row = matrix.byUser[0]
        let solution = try #require(model.solution(row))
        let vectors = (0..<count).map { model.vector($0).map(Double.init) }
        var system = [[Double]](repeating: [Double](repeating: 0, count: 5), count: 5)
        var side = [Double](repeating: 0, count: 5)
        for item in 0..<count {
            let confidence = (row.value(at: UInt32(item)) ?? 0) / mean
            for i in 0..<5 {
                side[i] += confidence * vectors[item][i]
                for j in 0..<5 {
                    system[i][j] += (weight + confidence) * vectors[item][i] * vectors[item][j]
                }
            }
        }
        let pull = 0.02 * (Double(row.count) + weight * Double(count))
        for i in 0..<5 { system[i][i] += pull }
        for (a, b) in zip(solution.vector, PlainAlgebra.solve(system, side)) {
            #expect(abs(Double(a) - b) < 1e-3, "\(random.rerun)")
        }
        let scores = model.scores(solution.vector)
        for item in 0..<count {
            let sum = model.contributions(to: item, row, solution.factor).reduce(0) { $0 + $1.value }
            #expect(abs(sum - Double(scores[item])) < 1e-3, "\(random.rerun)")
        }
    }

    @Test("more rounds lower what is minimised")
    func rounds() {
        var random = SeededGenerator(orEnvironment: 73)
        let matrix = Self.randomMatrix(&random, users: 30, items: 12, density: 0.4)
        func misfit(_ rounds: Int) -> Double {
            var options = ItemFactors.Options()
            options.dimension = 4
            options.rounds = rounds
            let model = ItemFactors(matrix, options)
            var sum = 0.0
            for row in matrix.byUser {
                guard let scores = model.solution(row).map({ model.scores($0.vector) }) else { continue }
                for place in 0..<row.count {
                    let miss = 1 - Double(scores[Int(row.indexes[place])])
                    sum += row.values[place] * miss * miss
                }
            }
            return sum
        }
        #expect(misfit(8) < misfit(1))
    }

    @Test("steps are counted by distance, forwards and backwards, and divided by both items' shoppers")
    func transitions() throws {
        let matrix = PreferenceMatrix([
            (user: "u", item: "a", value: 1.0), ("u", "b", 1), ("u", "c", 1), ("v", "a", 1), ("v", "c", 1),
        ])
        let model = ItemTransitions(matrix)
        let steps = Dictionary(
            uniqueKeysWithValues: model.steps[0].map { (matrix.items[$0.item], $0) })
        let c = try #require(steps["c"])
        #expect(abs(c.weight - (0.9 + 1) / (3.0.squareRoot() * pow(3, 0.2))) < 1e-12)
        #expect(c.shoppers == 2)
        let back = try #require(model.steps[2].first { matrix.items[$0.item] == "a" })
        #expect(abs(back.weight - 0.3 * (0.9 + 1) / (3.0.squareRoot() * pow(3, 0.2))) < 1e-12)
        #expect(back.shoppers == 0)
        let found = NextItemRecommender(model).recommend(
            for: Shopper([.init("b", weight: 0.5), .init("a", weight: 0.5)]), count: 5)
        #expect(found.map(\.item) == ["c"])
        let b = try #require(model.steps[1].first { matrix.items[$0.item] == "c" })
        #expect(abs(found[0].score - (0.5 * c.weight + 0.6 * 0.5 * b.weight)) < 1e-12)
        #expect(found[0].reasons.first == .chosenAfter(item: "a", shoppers: 2))
    }

    @Test("a shopper's items stand in the order of their last events")
    func sequences() {
        let log = EventLog([
            Event(user: "u", item: "a", kind: .view, timestamp: 5),
            Event(user: "u", item: "b", kind: .view, timestamp: 2),
            Event(user: "u", item: "c", kind: .view), Event(user: "u", item: "a", kind: .cart, timestamp: 1),
        ])
        // c has no time: it happened with b before it. a's last event is the first of the file.
        #expect(PreferenceMatrix(log).shopper("u").choices.map(\.item) == ["b", "c", "a"])
        #expect(log.shopper("u") == PreferenceMatrix(log).shopper("u"))
        #expect(log.shopper("nobody") == .unknown)
    }
}
