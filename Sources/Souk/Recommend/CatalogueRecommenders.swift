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
    ///   - isExcluded: products that are not recommended although they are in the index.
    package init(
        _ catalogue: Catalogue, measure: RowSimilarity = .cosine, excluding isExcluded: Set<String> = []
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
        eligible = EligibleItems(excluding: isExcluded.union(gone))
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
    package func filled(_ algorithm: RecommendationAlgorithm) -> any Recommender {
        let popular = PopularityRecommender(log, halfLife: Self.popularityHalfLife, eligible: eligible)
        return FilledRecommender(
            plain(algorithm), filledBy: FilledRecommender(content, filledBy: popular))
    }

    /// What goes with a product; for one without events, products like it.
    package func similarItems(
        to item: String, _ algorithm: RecommendationAlgorithm, count: Int
    ) -> [Recommendation] {
        let found = (plain(algorithm) as? any SimilarItemRecommender)?.similarItems(to: item, count: count)
        return found?.isEmpty == false ? found ?? [] : content.similarItems(to: item, count: count)
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
