import SoukAnalysis
import SoukEngine
import SoukRanking

/// Goods that go with others: cases, films, chargers, cables.
struct Accessories: Sendable {
    /// The ``HeadTerm``s that name such goods.
    let terms: Set<[UInt8]>
    /// The products whose titles name them, by segment.
    let products: [DocumentSet]

    init(_ snapshot: IndexSnapshot, _ analyzer: Analyzer) {
        let terms = ProductNames.accessoryTerms(analyzer)
        self.terms = terms
        let sorted = terms.sorted { $0.lexicographicallyPrecedes($1) }
        products = snapshot.segments.map { ProductFeatures.documents(naming: sorted, $0) }
    }
}
