import SoukEngine
import SoukUnderstanding

/// Θ and B of every product for one plan: what, beside the text, the catalogue itself says.
package struct ProductFeatures: DocumentFeatures {
    private let weights: FeatureWeights
    private let signals: SignalTable?
    /// Their weights, 0 for those that are nothing in the whole catalogue: no document is looked up for these.
    private let signalWeights: (sales: Double, rating: Double, freshness: Double, stock: Double)
    /// What not knowing its stock earns every product of a catalogue that states none.
    private let unknownStock: Double
    /// Whether a value of the column is one that the query names, by segment and ordinal.
    private let categoryOrdinals: [[Bool]]
    private let brandOrdinals: [[Bool]]
    /// Documents that state each of the query's quantities, by segment.
    private let quantities: [[DocumentSet]]
    /// Documents that name the goods asked for, by segment; empty when none are.
    private let heads: [DocumentSet]
    /// What the query says of the price without an amount.
    private let priceWish: PriceWish?
    /// The amount that the query names without a bound.
    private let softPrice: SoftPrice?
    /// By segment.
    private let categories: [KeywordColumn?]
    private let brands: [KeywordColumn?]

    package init(
        _ plan: SearchPlan, _ snapshot: IndexSnapshot, signals: @autoclosure () -> SignalTable,
        prices: @autoclosure () -> PricePercentiles
    ) {
        weights = plan.weights
        let usesSignals = weights.sales + weights.rating + weights.freshness + weights.stock > 0
        let table = usesSignals ? signals() : nil
        self.signals = table
        func weight(_ weight: Double, _ role: FieldRole) -> Double {
            table?.stated.contains(role) == true ? weight : 0
        }
        signalWeights = (
            weight(weights.sales, .sales), weight(weights.rating, .rating),
            weight(weights.freshness, .created), weight(weights.stock, .stock)
        )
        unknownStock = table?.stated.contains(.stock) == false ? 0.5 * weights.stock : 0
        let categoryField = snapshot.schema.index(withRole: .category)
        let brandField = snapshot.schema.index(withRole: .brand)
        categories = snapshot.segments.map { segment in categoryField.flatMap { segment.keywords[$0] } }
        brands = snapshot.segments.map { segment in brandField.flatMap { segment.keywords[$0] } }
        let paths =
            plan.interpretation.category?.values.map { $0.path.joined(separator: CategoryPath.separator) }
            ?? []
        categoryOrdinals = Self.ordinals(of: paths, field: categoryField, snapshot)
        brandOrdinals = Self.ordinals(
            of: plan.interpretation.brand?.canonical ?? [], field: brandField, snapshot)
        let named = weights.quantity > 0 ? plan.interpretation.quantities : []
        quantities = snapshot.segments.map { segment in
            named.map { QuantityReadings.documents(stating: $0, segment) }
        }
        softPrice = weights.price > 0 ? plan.softPrice.map { SoftPrice($0, snapshot) } : nil
        let asked = weights.price > 0 && softPrice == nil ? plan.priceWish : nil
        priceWish = asked.map { PriceWish($0, prices()) }
        heads = weights.head > 0 ? snapshot.segments.map { Self.documents(naming: plan.headTerms, $0) } : []
    }

    private static func ordinals(of values: [String], field: Int?, _ snapshot: IndexSnapshot) -> [[Bool]] {
        snapshot.segments.map { segment in
            guard let field, let column = segment.keywords[field], !values.isEmpty else { return [] }
            var flags = [Bool](repeating: false, count: column.valueCount)
            for value in values {
                if let ordinal = column.ordinal(of: value) { flags[ordinal] = true }
            }
            return flags
        }
    }

    /// The documents whose title names what ``HeadTerm``s stand for, deleted ones included.
    ///
    /// A list that cannot be read names nothing: the search itself reports damage.
    package static func documents(naming terms: [[UInt8]], _ segment: SegmentReader) -> DocumentSet {
        var set = DocumentSet(documentCount: segment.documentCount)
        for term in terms {
            if let found = try? segment.documents(termsFrom: term, through: term) { set.formUnion(found) }
        }
        return set
    }

    /// The sum of the parts, in their order: a list asks for that of every document.
    package func bonus(segment: Int, document: UInt32) -> Double {
        var sum = 0.0
        if weights.category > 0, isInCategory(segment, document) { sum += weights.category }
        if weights.brand > 0, isOfBrand(segment, document) { sum += weights.brand }
        if weights.quantity > 0 { sum += weights.quantity * statedShare(segment, document) }
        if weights.head > 0, heads[segment].contains(document) { sum += weights.head }
        if let softPrice {
            sum += weights.price * softPrice.value(segment: segment, document: document)
        } else if let priceWish {
            sum += weights.price * priceWish.value(segment: segment, document: document)
        }
        guard let signals else { return sum }
        let place = Int(document)
        let own = signalWeights
        if own.sales > 0 { sum += own.sales * Double(signals.sales[segment][place]) }
        if own.rating > 0 { sum += own.rating * Double(signals.rating[segment][place]) }
        if own.freshness > 0 { sum += own.freshness * Double(signals.freshness[segment][place]) }
        if own.stock > 0 { sum += own.stock * Double(signals.stock[segment][place]) }
        if unknownStock > 0 { sum += unknownStock }
        return sum
    }

    /// Of the query's quantities, the part that a document states.
    private func statedShare(_ segment: Int, _ document: UInt32) -> Double {
        let sets = quantities[segment]
        guard !sets.isEmpty else { return 0 }
        let stated = sets.reduce(0) { $0 + ($1.contains(document) ? 1 : 0) }
        return Double(stated) / Double(sets.count)
    }

    package var largestBonus: Double {
        let category = categoryOrdinals.contains { !$0.isEmpty } ? weights.category : 0
        let brand = brandOrdinals.contains { !$0.isEmpty } ? weights.brand : 0
        let quantity = quantities.contains { !$0.isEmpty } ? weights.quantity : 0
        let head = heads.contains { !$0.isEmpty } ? weights.head : 0
        let price = priceWish == nil && softPrice == nil ? 0 : weights.price
        let named = category + brand + quantity + head + price
        guard signals != nil else { return named }
        let own = signalWeights
        return named + own.sales + own.rating + own.freshness + own.stock + unknownStock
    }

    /// Calls `body` with every feature that has a weight: its name, weight and value, in a fixed order.
    package func forEachPart(segment: Int, document: UInt32, _ body: (String, Double, Double) -> Void) {
        if weights.category > 0 {
            body("category", weights.category, isInCategory(segment, document) ? 1 : 0)
        }
        if weights.brand > 0 { body("brand", weights.brand, isOfBrand(segment, document) ? 1 : 0) }
        if weights.quantity > 0 {
            body("quantity", weights.quantity, statedShare(segment, document))
        }
        if weights.head > 0 {
            body("head", weights.head, heads[segment].contains(document) ? 1 : 0)
        }
        if let softPrice {
            body("price", weights.price, softPrice.value(segment: segment, document: document))
        } else if let priceWish {
            body("price", weights.price, priceWish.value(segment: segment, document: document))
        }
        guard let signals else { return }
        let place = Int(document)
        if weights.sales > 0 { body("sales", weights.sales, Double(signals.sales[segment][place])) }
        if weights.rating > 0 { body("rating", weights.rating, Double(signals.rating[segment][place])) }
        if weights.freshness > 0 {
            body("freshness", weights.freshness, Double(signals.freshness[segment][place]))
        }
        if weights.stock > 0 { body("stock", weights.stock, Double(signals.stock[segment][place])) }
    }

    package func isInCategory(_ segment: Int, _ document: UInt32) -> Bool {
        Self.holds(categoryOrdinals[segment], categories[segment], document)
    }

    package func isOfBrand(_ segment: Int, _ document: UInt32) -> Bool {
        Self.holds(brandOrdinals[segment], brands[segment], document)
    }

    private static func holds(_ flags: [Bool], _ column: KeywordColumn?, _ document: UInt32) -> Bool {
        guard !flags.isEmpty, let column else { return false }
        var isNamed = false
        column.forEachOrdinal(of: document) { if flags[$0] { isNamed = true } }
        return isNamed
    }
}
