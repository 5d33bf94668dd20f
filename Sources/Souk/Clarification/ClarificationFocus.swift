import SoukAnalysis
import SoukEngine
import SoukRanking
import SoukStorage
import SoukUnderstanding

/// The products found that are what the query asks for, rather than products that happen to hold its words.
///
/// A question is chosen by what tells these apart: of a query that names goods, those whose titles name the same (``HeadTerm``), by the
/// query's head or else by the word of it that names most; of one that names a brand alone, what its name finds; of a model or a size, those of the
/// category that most are in; without a query all. `texture`, 白色线 and 三行情诗 find products that have nothing in common, and a question about
/// them helps nobody.
struct ClarificationFocus {
    /// By segment.
    let documents: [DocumentSet]
    /// Whether these are all that was found.
    let isWhole: Bool
    /// ``HeadTerm``s of the goods; empty: they are not named.
    let names: [[UInt8]]
    /// Whether one model is asked for: who does so has a price in mind.
    let isModel: Bool

    /// Share of the products found that is enough: they come first, but an answer leaves others too.
    private static let leastShare = 0.2
    /// Fewer are by chance.
    private static let leastProducts = 5
    /// Share of the products of a model that one category holds.
    private static let leastAgreement = 0.7

    /// - Returns: nil when nothing holds the products together.
    /// - Complexity: O(documents / 64) for each name of the goods; for a model that of counting the categories.
    init?(_ plan: SearchPlan, _ outcome: SearchOutcome, _ snapshot: IndexSnapshot, _ analyzer: Analyzer)
        throws(StorageError)
    {
        let found = outcome.matched
        guard !plan.isEmpty else { return nil }
        guard !plan.concepts.isEmpty else {
            (documents, isWhole, names, isModel) = (found, true, [], false)
            return
        }
        let named = Self.named(plan, found, snapshot)
        names = named?.names ?? []
        var sets = named?.documents
        if sets == nil { sets = try Self.ofBrand(plan, found, snapshot) }
        var isModel = false
        if sets == nil, let numbers = Self.numbers(plan.interpretation, analyzer) {
            isModel = numbers == .model
            sets = try Self.ofOneCategory(plan, found, snapshot)
        }
        guard let sets else { return nil }
        self.isModel = isModel
        documents = sets
        isWhole = Self.count(sets) == Self.count(found)
    }

    private static func named(
        _ plan: SearchPlan, _ found: [DocumentSet], _ snapshot: IndexSnapshot
    ) -> (names: [[UInt8]], documents: [DocumentSet])? {
        let interpretation = plan.interpretation
        // A brand that stands for the goods names none.
        let isBrand =
            interpretation.brand.map { brand in
                !brand.values.isEmpty && interpretation.category?.range.overlaps(brand.range) == true
            } ?? false
        guard !plan.headTerms.isEmpty, !isBrand else { return nil }
        func documents(_ terms: [[UInt8]]) -> (names: [[UInt8]], documents: [DocumentSet]) {
            let names = wholeNames(terms)
            let sets = snapshot.segments.map { ProductFeatures.documents(naming: names, $0) }
            return (names, intersection(sets, found))
        }
        let own = documents(plan.headTerms)
        if isEnough(own.documents, found, leastShare) { return own }
        // What stands last is not always what is meant: `cooktop electric`, `ice cream makers`. A Chinese word before another only
        // says what that goes with: 手机扣.
        let others = plan.concepts.filter { concept in
            concept.role != .brand && concept.role != .optional && concept.text.utf8.allSatisfy { $0 < 0x80 }
        }
        .map { documents($0.headTerms) }
        let best = others.max { count($0.documents) < count($1.documents) }
        return best.flatMap { isEnough($0.documents, found, leastShare) ? $0 : nil }
    }

    /// All that a brand's name finds, where a good part is of the brand: the rest mostly goes with it.
    private static func ofBrand(
        _ plan: SearchPlan, _ found: [DocumentSet], _ snapshot: IndexSnapshot
    ) throws(StorageError) -> [DocumentSet]? {
        guard let brand = plan.interpretation.brand, !brand.values.isEmpty,
            plan.concepts.allSatisfy({ $0.role == .brand || $0.role == .optional }),
            let field = snapshot.schema.index(withRole: .brand)
        else { return nil }
        let sets = intersection(
            try FilterEvaluator(snapshot).evaluate(
                .value(field: field, attribute: nil, values: brand.canonical)), found)
        return isEnough(sets, found, leastShare) ? found : nil
    }

    private static func ofOneCategory(
        _ plan: SearchPlan, _ found: [DocumentSet], _ snapshot: IndexSnapshot
    ) throws(StorageError) -> [DocumentSet]? {
        guard plan.headTerms.isEmpty, let field = snapshot.schema.index(withRole: .category),
            let category = commonestLeaf(FacetCounter(snapshot, in: found).count(field: field))
        else { return nil }
        let sets = intersection(
            try FilterEvaluator(snapshot).evaluate(
                .value(field: field, attribute: nil, values: [category])), found)
        return isEnough(sets, found, leastAgreement) ? sets : nil
    }

    private static func isEnough(_ sets: [DocumentSet], _ found: [DocumentSet], _ share: Double) -> Bool {
        let count = count(sets)
        return count >= leastProducts && Double(count) >= share * Double(Self.count(found))
    }

    private static func intersection(_ sets: [DocumentSet], _ found: [DocumentSet]) -> [DocumentSet] {
        zip(sets, found).map { set, found in
            var set = set
            set.formIntersection(found)
            return set
        }
    }

    private static func count(_ sets: [DocumentSet]) -> Int { sets.reduce(0) { $0 + $1.count } }

    /// Products: of grouped variants each product once.
    func count(_ groups: ProductGroups?) -> Int {
        groups?.groups(in: documents).count ?? Self.count(documents)
    }

    /// Terms without a single character that others end in, which says less than they do: of 火机 not 机, which ends 手机 too.
    private static func wholeNames(_ terms: [[UInt8]]) -> [[UInt8]] {
        terms.filter { term in
            let character = term.dropFirst()
            guard character.count == 3 else { return true }
            return !terms.contains { $0.count > term.count && $0.suffix(3) == character }
        }
    }

    private enum Numbers { case model, quantity }

    /// Whether a text names a model, or else a quantity; nil: neither.
    private static func numbers(_ interpretation: Interpretation, _ analyzer: Analyzer) -> Numbers? {
        let isModel = analyzer.tokens(interpretation.text, mode: .words).contains { word in
            (word.kind == .model || word.kind == .number)
                && !interpretation.quantities.contains { $0.range.overlaps(word.start..<word.end) }
        }
        return isModel ? .model : interpretation.quantities.isEmpty ? nil : .quantity
    }

    /// Of the categories that hold as many as the commonest, the one that lies deepest.
    private static func commonestLeaf(_ counts: [FacetCounter.Count]) -> String? {
        guard let most = counts.first?.count else { return nil }
        return counts.filter { $0.count == most }
            .max { CategoryPath.split($0.value).count < CategoryPath.split($1.value).count }?.value
    }
}
