import SoukEngine
import SoukRecommend
import SoukStorage

/// The recommenders of one commit, ready to ask.
package struct CatalogueRecommenders {
    private let catalogue: Catalogue
    private let log: EventLog
    private let models: LearntModels
    private let measure: RowSimilarity
    private let eligible: EligibleItems

    /// Days after which a choice counts half towards popularity.
    package static let popularityHalfLife = 90.0

    /// - Parameters:
    ///   - measure: how `item` and `user` compare.
    ///   - excluded: products that are not recommended although they are in the index.
    ///   - recommendsSoldOut: whether products whose stock is stated to be 0 are recommended.
    /// - Complexity: O(items of the events + products that are sold out).
    package init(
        _ catalogue: Catalogue, measure: RowSimilarity = .cosine, excluding excluded: Set<String> = [],
        recommendsSoldOut: Bool = false
    ) throws(StorageError) {
        self.catalogue = catalogue
        self.measure = measure
        if let history = catalogue.history {
            log = try history.log()
            models = try history.models()
        } else {
            log = EventLog()
            models = LearntModels(log)
        }
        let snapshot = catalogue.snapshot
        let gone = log.items.names.filter { snapshot.address(of: $0) == nil }
        let soldOut = recommendsSoldOut ? [] : Self.soldOut(snapshot)
        eligible = EligibleItems(excluding: excluded.union(gone).union(soldOut))
    }

    /// Ids of products whose stock is stated, and not above 0.
    private static func soldOut(_ snapshot: IndexSnapshot) -> [String] {
        guard let stock = snapshot.schema.index(withRole: .stock) else { return [] }
        var ids: [String] = []
        for (index, segment) in snapshot.segments.enumerated() {
            var documents = segment.documents(number: stock, in: NumberRange(upper: 0))
            documents.formIntersection(snapshot.live[index])
            documents.forEach { ids.append(segment.ids.id(of: $0)) }
        }
        return ids
    }

    /// The recommender of an algorithm alone.
    package func plain(_ algorithm: RecommendationAlgorithm) -> any Recommender {
        switch algorithm {
        case .item: itemBased
        case .user:
            UserBasedRecommender(models.matrix, userOptions, eligible: eligible)
        case .factors: FactorRecommender(models.factors, eligible: eligible)
        case .linear: LinearRecommender(models.linear, models.matrix, eligible: eligible)
        case .content: content
        case .popularity:
            PopularityRecommender(log, halfLife: Self.popularityHalfLife, eligible: eligible)
        case .trending: TrendingRecommender(log, eligible: eligible)
        case .together: BasketRecommender(log, eligible: eligible)
        case .next: NextItemRecommender(models.transitions, eligible: eligible)
        case .hybrid:
            HybridRecommender([
                .init(FactorRecommender(models.factors, eligible: eligible)),
                .init(LinearRecommender(models.linear, models.matrix, eligible: eligible)),
                .init(NextItemRecommender(models.transitions, eligible: eligible), weight: 0.25),
                .init(content, weight: 0.25),
            ])
        }
    }

    /// The recommender of an algorithm, its lists filled up where it has too little to say: with products like those the
    /// shopper chose, then with what is popular. A shop without events has its content alone.
    package func filled(_ algorithm: RecommendationAlgorithm) -> FilledRecommender {
        let popular = PopularityRecommender(log, halfLife: Self.popularityHalfLife, eligible: eligible)
        return FilledRecommender(
            plain(algorithm), filledBy: FilledRecommender(content, filledBy: popular))
    }

    /// A list, and how many of its first products the algorithm itself found: the others fill it up.
    package struct Answer: Sendable {
        package var products: [Recommendation]
        package var ownCount: Int
    }

    /// What ``filled(_:)`` recommends, with what the algorithm had to say itself.
    package func answer(
        _ algorithm: RecommendationAlgorithm, for shopper: Shopper, count: Int
    ) -> Answer {
        let own = plain(algorithm).recommend(for: shopper, count: count)
        return Answer(
            products: filled(algorithm).fill(own, for: shopper, count: count), ownCount: own.count)
    }

    /// What goes with a product; for one that the algorithm knows nothing of, products like it.
    package func similarItems(
        to item: String, _ algorithm: RecommendationAlgorithm, count: Int
    ) -> Answer {
        let found = (plain(algorithm) as? any SimilarItemRecommender)?.similarItems(to: item, count: count)
        if let found, !found.isEmpty { return Answer(products: found, ownCount: found.count) }
        return Answer(products: content.similarItems(to: item, count: count), ownCount: 0)
    }

    private var itemBased: ItemBasedRecommender {
        guard measure != .cosine else {
            return ItemBasedRecommender(models.neighbours, eligible: eligible)
        }
        var options = ItemNeighbours.Options()
        options.measure = measure
        return ItemBasedRecommender(ItemNeighbours(models.matrix, options), eligible: eligible)
    }

    private var userOptions: UserBasedRecommender.Options {
        var options = UserBasedRecommender.Options()
        options.measure = measure
        return options
    }

    private var content: ContentRecommender { ContentRecommender(catalogue.features, eligible: eligible) }
}

extension Catalogue {
    /// What is thought of a shopper; nil when nothing is known.
    package func profile(of user: String) throws(StorageError) -> ShopperProfile? {
        guard let history else { return nil }
        let shopper = try history.shopper(user)
        guard !shopper.choices.isEmpty else { return nil }
        return ShopperProfile(
            user, eventCount: try history.log().events(of: user).count, shopper, features)
    }
}
