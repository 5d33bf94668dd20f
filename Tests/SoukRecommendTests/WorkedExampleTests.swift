import Testing

@testable import SoukRecommend

/// Four users, five items: the example that the literature of collaborative filtering is taught with, its arithmetic
/// done on rows that are aligned by item.
@Suite("Four users, five items")
struct WorkedExampleTests {
    static let ratings: [(user: String, item: String, value: Double)] = [
        ("user1", "item1", 5), ("user1", "item2", 3), ("user1", "item3", 1),
        ("user2", "item1", 1), ("user2", "item4", 4), ("user2", "item5", 5),
        ("user3", "item2", 2), ("user3", "item3", 4), ("user3", "item5", 3),
        ("user4", "item1", 4), ("user4", "item3", 5), ("user4", "item4", 1),
    ]
    private let matrix = PreferenceMatrix(ratings)

    private func recommender(minimumSimilarity: Double) -> UserBasedRecommender {
        var options = UserBasedRecommender.Options()
        options.minimumSimilarity = minimumSimilarity
        return UserBasedRecommender(matrix, options)
    }

    @Test("the cosines of user1 with user2, user3 and user4 are 0.130, 0.314 and 0.652")
    func similarities() {
        let one = matrix.row(of: "user1")
        for (user, expected) in [("user2", 0.130), ("user3", 0.314), ("user4", 0.652)] {
            #expect(
                abs(RowSimilarity.cosine.similarity(one, matrix.row(of: user)) - expected) < 0.0005, "\(user)"
            )
        }
        let exact = [
            ("user4", 25 / (35.0 * 42).squareRoot()), ("user3", 10 / (35.0 * 29).squareRoot()),
            ("user2", 5 / (35.0 * 42).squareRoot()),
        ]
        let found = recommender(minimumSimilarity: 0).similarUsers(to: "user1")
        #expect(found.map(\.user) == exact.map(\.0))
        for (a, b) in zip(found, exact) { #expect(abs(a.similarity - b.1) < 1e-12) }
    }

    @Test("the cosine of (1,0,3,1,0) and (0,2,0,2,1) is 2 / (√11 · √9)")
    func twoUsers() {
        let a = SparseRow([(0, 1), (2, 3), (3, 1)])
        let b = SparseRow([(1, 2), (3, 2), (4, 1)])
        let cosine = RowSimilarity.cosine.similarity(a, b)
        #expect(abs(cosine - 2 / (11.0.squareRoot() * 9.0.squareRoot())) < 1e-15)
        #expect(abs(cosine - 0.201) < 0.0005)
        #expect(RowSimilarity.jaccard.similarity(a, b) == 1.0 / 5)
    }

    @Test("with a threshold of 0.5 only user4 is a neighbour, and item4 the only recommendation")
    func threshold() {
        let recommender = recommender(minimumSimilarity: 0.5)
        #expect(recommender.similarUsers(to: "user1").map(\.user) == ["user4"])
        let found = recommender.recommend(for: matrix.shopper("user1"), count: 10)
        #expect(found.map(\.item) == ["item4"])
        #expect(abs(found[0].score - 0.652) < 0.0005)
        #expect(recommender.prediction(for: "user1", item: "item4") == 1)
        #expect(recommender.prediction(for: "user1", item: "item5") == nil)
    }

    @Test("without a threshold item5 comes before item4, with the scores of the formula")
    func scores() throws {
        let recommender = recommender(minimumSimilarity: 0)
        let found = recommender.recommend(for: matrix.shopper("user1"), count: 10)
        #expect(found.map(\.item) == ["item5", "item4"])
        let two = 5 / (35.0 * 42).squareRoot()
        let three = 10 / (35.0 * 29).squareRoot()
        let four = 25 / (35.0 * 42).squareRoot()
        #expect(abs(found[0].score - (two * 5 + three * 3)) < 1e-12)
        #expect(abs(found[1].score - (two * 4 + four * 1)) < 1e-12)
        #expect(found[0].reasons == [.chosenBySimilar(shoppers: 2)])
        let five = try #require(recommender.prediction(for: "user1", item: "item5"))
        #expect(abs(five - (two * 5 + three * 3) / (two + three)) < 1e-12)
        #expect(abs(five - 3.587) < 0.0005)
        let fourth = try #require(recommender.prediction(for: "user1", item: "item4"))
        #expect(abs(fourth - 1.5) < 0.0005)
    }

    @Test("every recommender leaves out what user1 has, so item4 and item5 are left")
    func unseenItems() {
        let neighbours = ItemNeighbours(matrix)
        let all: [any Recommender] = [
            recommender(minimumSimilarity: 0), ItemBasedRecommender(neighbours),
            PopularityRecommender(matrix),
        ]
        for recommender in all {
            #expect(
                Set(recommender.recommend(for: matrix.shopper("user1"), count: 10).map(\.item)) == [
                    "item4", "item5",
                ])
        }
    }
}
