import SoukTestKit
import Testing

@testable import SoukRecommend

@Suite("Neighbourhoods")
struct NeighbourhoodTests {
    /// Dense rows of a random matrix in which most cells are empty.
    private func cells(_ random: inout SeededGenerator, users: Int, items: Int) -> [[Double]] {
        (0..<users).map { _ in
            (0..<items).map { _ in
                Int.random(in: 0..<4, using: &random) == 0 ? Double(Int.random(in: 1...5, using: &random)) : 0
            }
        }
    }

    private func matrix(_ cells: [[Double]]) -> PreferenceMatrix {
        PreferenceMatrix(
            cells.enumerated().flatMap { user, row in
                row.enumerated().filter { $0.element > 0 }.map {
                    (user: "u\(user)", item: "i\($0.offset)", value: $0.element)
                }
            })
    }

    private func dense(_ measure: RowSimilarity, _ a: [Double], _ b: [Double]) -> Double {
        let common = a.indices.filter { a[$0] > 0 && b[$0] > 0 }
        switch measure {
        case .cosine:
            let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
            let squares = a.reduce(0) { $0 + $1 * $1 } * b.reduce(0) { $0 + $1 * $1 }
            return squares > 0 ? product / squares.squareRoot() : 0
        case .jaccard:
            let all = a.indices.count { a[$0] > 0 || b[$0] > 0 }
            return all > 0 ? Double(common.count) / Double(all) : 0
        case .pearson:
            guard common.count > 1 else { return 0 }
            let count = Double(common.count)
            let meanA = common.reduce(0) { $0 + a[$1] } / count
            let meanB = common.reduce(0) { $0 + b[$1] } / count
            let product = common.reduce(0) { $0 + (a[$1] - meanA) * (b[$1] - meanB) }
            let squares =
                common.reduce(0) { $0 + (a[$1] - meanA) * (a[$1] - meanA) }
                * common.reduce(0) { $0 + (b[$1] - meanB) * (b[$1] - meanB) }
            return squares > 0 ? product / squares.squareRoot() : 0
        }
    }

    @Test(
        "sparse similarities and neighbour lists are those of dense columns",
        arguments: RowSimilarity.allCases)
    func sparseEqualsDense(measure: RowSimilarity) throws {
        var random = SeededGenerator(orEnvironment: 7)
        for _ in 0..<8 {
            let cells = cells(&random, users: 25, items: 18)
            let matrix = matrix(cells)
            var options = ItemNeighbours.Options()
            options.measure = measure
            options.count = 5
            options.shrinkage = 3
            let neighbours = ItemNeighbours(matrix, options)
            for item in 0..<matrix.items.count {
                let name = matrix.items[item]
                let column = try column(cells, name)
                var expected: [(item: String, similarity: Double, common: Int)] = []
                for other in matrix.items.names where other != name {
                    let otherColumn = try self.column(cells, other)
                    let plain = dense(measure, column, otherColumn)
                    let number = try #require(matrix.items.number(of: other))
                    let sparse = measure.similarity(matrix.byItem[item], matrix.byItem[number])
                    #expect(abs(sparse - plain) < 1e-9, "\(random.rerun)")
                    let common = column.indices.count { column[$0] > 0 && otherColumn[$0] > 0 }
                    expected.append((other, plain * Double(common) / (Double(common) + 3), common))
                }
                // Similarities equal on paper may differ in the last bit, so the lists are held against values.
                let best = expected.filter { $0.similarity > 1e-12 }.sorted { $0.similarity > $1.similarity }
                    .prefix(5)
                let found = neighbours.lists[item].filter { $0.similarity > 1e-12 }
                #expect(found.count == best.count, "\(random.rerun)")
                for (a, b) in zip(found, best) {
                    #expect(abs(a.similarity - b.similarity) < 1e-9, "\(random.rerun)")
                    let same = try #require(expected.first { $0.item == matrix.items[a.item] })
                    #expect(abs(same.similarity - a.similarity) < 1e-9)
                    #expect(same.common == a.shoppers)
                }
            }
        }
    }

    private func column(_ cells: [[Double]], _ item: String) throws -> [Double] {
        let number = try #require(Int(item.dropFirst()))
        return cells.map { $0[number] }
    }

    @Test("scores are sums over the user's items, seen items are left out, ties go by item id")
    func scoresAndOrder() {
        // Item a with b and with c alike: both get one score, and stand in the order of their ids.
        let matrix = PreferenceMatrix([
            (user: "u1", item: "a", value: 1.0), ("u1", "c", 1), ("u2", "a", 1), ("u2", "b", 1),
            ("u3", "a", 1),
        ])
        var options = ItemNeighbours.Options()
        options.shrinkage = 0
        let recommender = ItemBasedRecommender(ItemNeighbours(matrix, options))
        let found = recommender.recommend(for: matrix.shopper("u3"), count: 5)
        #expect(found.map(\.item) == ["b", "c"])
        #expect(found.allSatisfy { abs($0.score - 0.5) < 1e-12 })
        #expect(found[0].reasons == [.chosenWith(item: "a", shoppers: 1)])
        #expect(recommender.recommend(for: matrix.shopper("u3"), count: 1).map(\.item) == ["b"])
        #expect(recommender.recommend(for: matrix.shopper("u3"), count: 0).isEmpty)
        #expect(recommender.recommend(for: .unknown, count: 5).isEmpty)
        let similar = recommender.similarItems(to: "b", count: 5)
        #expect(similar.map(\.item) == ["a"])
        #expect(abs((similar.first?.score ?? 0) - 1 / 3.0.squareRoot()) < 1e-12)
        #expect(recommender.similarItems(to: "unheard of", count: 5).isEmpty)
    }

    @Test("a user who touched everything is cut to the strongest items, and others are not")
    func rowLimit() throws {
        var entries: [(user: String, item: String, value: Double)] = []
        for item in 0..<20 { entries.append(("robot", "i\(item)", Double(item + 1))) }
        entries += [("u", "i0", 1), ("u", "i1", 1)]
        var options = ItemNeighbours.Options()
        options.rowLimit = 5
        let neighbours = ItemNeighbours(PreferenceMatrix(entries), options)
        #expect(
            neighbours.lists[19].map { neighbours.matrix.items[$0.item] }.sorted() == [
                "i15", "i16", "i17", "i18",
            ])
        #expect(neighbours.lists[0].map { neighbours.matrix.items[$0.item] } == ["i1"])
        #expect(neighbours.lists[10].isEmpty)
    }

    @Test("items that may not be recommended serve as evidence only")
    func eligibility() {
        let log = EventLog([
            Event(user: "u1", item: "gone", kind: .purchase),
            Event(user: "u1", item: "kept", kind: .purchase),
            Event(user: "u1", item: "other", kind: .purchase),
            Event(user: "u2", item: "gone", kind: .purchase),
            Event(user: "u3", item: "other", kind: .purchase),
        ])
        let neighbours = ItemNeighbours(PreferenceMatrix(log))
        let eligible = EligibleItems(log.items) { $0 != "gone" }
        let recommender = ItemBasedRecommender(neighbours, eligible: eligible)
        let found = recommender.recommend(for: neighbours.matrix.shopper("u2"), count: 5)
        #expect(Set(found.map(\.item)) == ["kept", "other"])
        #expect(found[0].reasons == [.boughtWith(item: "gone", shoppers: 1)])
        #expect(found[0].reasons[0].text() == "bought with gone by 1 shopper")
        #expect(recommender.recommend(for: neighbours.matrix.shopper("u3"), count: 5).map(\.item) == ["kept"])
        #expect(
            PopularityRecommender(neighbours.matrix, eligible: eligible).recommend(for: .unknown, count: 9)
                .map(
                    \.item)
                == ["other", "kept"])
    }

    @Test("a short list is filled up with what is popular, and its scores fall all the way")
    func filling() {
        let matrix = PreferenceMatrix([
            (user: "u1", item: "a", value: 1.0), ("u1", "b", 1), ("u2", "a", 1), ("u3", "x", 9),
            ("u4", "x", 9),
            ("u4", "y", 2),
        ])
        let recommender = FilledRecommender(
            ItemBasedRecommender(ItemNeighbours(matrix)), filledBy: PopularityRecommender(matrix))
        let found = recommender.recommend(for: matrix.shopper("u2"), count: 3)
        #expect(found.map(\.item) == ["b", "x", "y"])
        #expect(found[0].score > found[1].score && found[1].score > found[2].score)
        #expect(found[1].reasons == [.popular(shoppers: 2)])
        #expect(recommender.recommend(for: .unknown, count: 2).map(\.item) == ["x", "a"])
    }
}
