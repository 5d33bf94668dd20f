import SoukRecommend

/// A recommender that is measured: how it is learnt from a matrix.
struct MeasuredModel {
    let name: String
    /// The second value is what the items are.
    let learn: (PreferenceMatrix, ItemFeatures) -> any Recommender

    /// All of Souk's, with their standard settings.
    static func all(hasFeatures: Bool) -> [MeasuredModel] {
        let neighbours = RowSimilarity.allCases.map { measure in
            MeasuredModel(name: "item, \(measure)") { matrix, _ in
                var options = ItemNeighbours.Options()
                options.measure = measure
                return ItemBasedRecommender(ItemNeighbours(matrix, options))
            }
        }
        let users = RowSimilarity.allCases.map { measure in
            MeasuredModel(name: "user, \(measure)") { matrix, _ in
                var options = UserBasedRecommender.Options()
                options.measure = measure
                return UserBasedRecommender(matrix, options)
            }
        }
        let models = [
            MeasuredModel(name: "popularity") { matrix, _ in PopularityRecommender(matrix) },
            MeasuredModel(name: "factors (iALS)") { matrix, _ in FactorRecommender(ItemFactors(matrix)) },
            MeasuredModel(name: "linear (EASE)") { matrix, _ in
                LinearRecommender(LinearItemModel(matrix), matrix)
            },
            MeasuredModel(name: "next") { matrix, _ in NextItemRecommender(ItemTransitions(matrix)) },
        ]
        let content = MeasuredModel(name: "content") { ContentRecommender($1) }
        let hybrid = MeasuredModel(name: "hybrid: factors, linear") { matrix, _ in
            HybridRecommender([
                .init(FactorRecommender(ItemFactors(matrix))),
                .init(LinearRecommender(LinearItemModel(matrix), matrix)),
            ])
        }
        let blended = MeasuredModel(name: "hybrid: next, content") { matrix, features in
            HybridRecommender(
                [
                    .init(NextItemRecommender(ItemTransitions(matrix))),
                    .init(ContentRecommender(features), weight: 0.25),
                ], fusion: .blend)
        }
        return neighbours + users + models + (hasFeatures ? [content, blended] : [hybrid])
    }
}
