import SoukEngine

/// What shoppers' history says of a product, beside the query's words.
package struct RecommendationSource: Sendable {
    /// U in [0, 1] for a product's key, with the reason; nil when the user's history says nothing.
    package var preference: @Sendable (String) -> (value: Double, reason: String)?
    /// How often the product was chosen for this query, in [0, 1].
    package var frequency: @Sendable (String) -> Double

    package init(
        preference: @escaping @Sendable (String) -> (value: Double, reason: String)?,
        frequency: @escaping @Sendable (String) -> Double
    ) {
        self.preference = preference
        self.frequency = frequency
    }
}

/// Adds the recommendation λu · U and the frequency feature to the first candidates' scores, under the cap ε.
///
/// A permutation of its input; with both weights 0, or no source, it is the input.
package struct Blender: Sendable {
    package let weights: FeatureWeights
    package let depth: Int

    package init(weights: FeatureWeights, depth: Int) {
        self.weights = weights
        self.depth = depth
    }

    package func blend(
        _ list: RankedList, _ source: RecommendationSource?, id: (DocumentAddress) -> String
    ) -> RankedList {
        guard let source, weights.recommendation > 0 || weights.frequency > 0 else { return list }
        var result = list
        for index in result.entries.indices.prefix(depth) {
            let key = id(result.entries[index].candidate.address)
            if weights.recommendation > 0, let preference = source.preference(key) {
                result.entries[index].recommendationScore =
                    weights.recommendation * min(max(preference.value, 0), 1)
                result.entries[index].recommendationReason = preference.reason
            }
            if weights.frequency > 0 {
                result.entries[index].frequencyScore =
                    weights.frequency * min(max(source.frequency(key), 0), 1)
            }
        }
        result.sort(first: depth)
        return result
    }
}
