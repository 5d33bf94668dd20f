import SoukEngine
import SoukRecommend
import SoukStorage

/// One thing a shopper did with a product: see ``ProductIndex/record(_:)``.
public typealias ShopperEvent = Event
/// Why a product is recommended, with the support of it.
public typealias RecommendationReason = SoukRecommend.RecommendationReason
/// What is thought of a shopper.
public typealias ShopperProfile = SoukRecommend.ShopperProfile
/// What an app implements to bring a recommender of its own.
public typealias Recommender = SoukRecommend.Recommender

/// A product that is recommended.
public struct RecommendedProduct<Product: Codable & Sendable & Identifiable>: Sendable
where Product.ID == String {
    /// The product as it was written.
    public let product: Product
    /// Comparable inside one list only.
    public let score: Double
    /// The strongest first; `reasons[0].text { titles[$0] ?? $0 }` is a sentence for people.
    public let reasons: [RecommendationReason]
}

/// Recommendation, and the events it follows from.
extension ProductIndex {
    /// Adds what shoppers did. The next recommendation and the next search of these shoppers follow from it; nothing is trained
    /// anew until events have grown by a tenth.
    ///
    /// ```swift
    /// try index.record([ShopperEvent(user: "u1", item: "p-17", kind: .purchase)])
    /// ```
    /// - Throws: ``SearchError/invalidEvent(index:reason:)`` for the first event with a ``Event/problem``; none is recorded then.
    /// - Complexity: O(all events): hand over what a page gathered, not each click by itself.
    public func record(_ events: [ShopperEvent]) throws {
        for (index, event) in events.enumerated() {
            if let problem = event.problem { throw SearchError.invalidEvent(index: index, reason: problem) }
        }
        try changeEvents { log in
            for event in events { log.append(event) }
        }
    }

    /// Everything that is known of a shopper, in the order it was recorded.
    public func events(of user: String) throws(SearchError) -> [ShopperEvent] {
        guard let history = current.withLock({ $0 })?.history else { return [] }
        return try SearchError.wrapping { () throws(StorageError) in try history.log().events(of: user) }
    }

    /// What is thought of a shopper: products and features of products with weights; nil when nothing is known.
    public func profile(of user: String) throws(SearchError) -> ShopperProfile? {
        guard let catalogue = current.withLock({ $0 }) else { return nil }
        return try SearchError.wrapping { () throws(StorageError) in try catalogue.profile(of: user) }
    }

    /// Forgets a shopper: the events leave the index's files, and everything learnt with them is learnt anew.
    public func eraseEvents(of user: String) throws {
        try changeEvents { $0 = $0.erasing(user: user) }
    }

    /// Products for a shopper that they have not had to do with, the best first; for one who is not known, what is popular. What has
    /// a stock of 0 is not recommended.
    ///
    /// ```swift
    /// let forYou = try index.recommend(to: "u1", by: .hybrid)
    /// forYou[0].reasons.map { $0.text() }          // "bought with p-3 by 31 shoppers"
    /// ```
    /// - Parameter excluded: ids that are not wanted: what lies in the cart, say.
    /// - Complexity: the first call learns from all events; see the models for what each costs.
    public func recommend(
        to user: String, count: Int = 10, by algorithm: RecommendationAlgorithm = .item,
        excluding excluded: Set<String> = []
    ) throws(SearchError) -> [RecommendedProduct<Product>] {
        guard let catalogue = current.withLock({ $0 }) else { return [] }
        let found = try SearchError.wrapping { () throws(StorageError) in
            try CatalogueRecommenders(catalogue, excluding: excluded).filled(algorithm).recommend(
                for: catalogue.history?.shopper(user) ?? .unknown, count: count)
        }
        return try products(found, catalogue)
    }

    /// The same by a recommender of the app's own; ids that the index does not hold are left out.
    public func recommend(
        to user: String, count: Int = 10, by recommender: any Recommender
    ) throws(SearchError) -> [RecommendedProduct<Product>] {
        guard let catalogue = current.withLock({ $0 }) else { return [] }
        let found = try SearchError.wrapping { () throws(StorageError) in
            recommender.recommend(for: try catalogue.history?.shopper(user) ?? .unknown, count: count)
        }
        return try products(found, catalogue)
    }

    /// Products that go with one, the best first; for one that nobody chose yet, products like it. What has a stock of 0 is left out.
    public func similarProducts(
        to id: String, count: Int = 10, by algorithm: RecommendationAlgorithm = .item
    ) throws(SearchError) -> [RecommendedProduct<Product>] {
        guard let catalogue = current.withLock({ $0 }) else { return [] }
        let found = try SearchError.wrapping { () throws(StorageError) in
            try CatalogueRecommenders(catalogue).similarItems(to: id, algorithm, count: count).products
        }
        return try products(found, catalogue)
    }

    private func changeEvents(_ body: (inout EventLog) -> Void) throws {
        try commit { writer in
            do { try EventAttachment.change(writer, in: directory, body) } catch let error as IndexError {
                throw SearchError(error)
            } catch let error as StorageError { throw SearchError(error) }
        }
    }

    private func products(
        _ found: [Recommendation], _ catalogue: Catalogue
    ) throws(SearchError) -> [RecommendedProduct<Product>] {
        var products: [RecommendedProduct<Product>] = []
        for entry in found {
            guard let address = catalogue.snapshot.address(of: entry.item) else { continue }
            let source = try SearchError.wrapping { () throws(StorageError) in
                try catalogue.snapshot.source(of: address)
            }
            products.append(
                RecommendedProduct(
                    product: try ProductCoding.decode(source, id: entry.item), score: entry.score,
                    reasons: entry.reasons))
        }
        return products
    }
}
