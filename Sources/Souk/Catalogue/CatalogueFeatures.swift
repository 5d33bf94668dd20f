import SoukEngine
import SoukRecommend

/// What the products of an index are, for content-based recommendation: brands, categories with their ancestors, attributes,
/// prices and vectors.
enum CatalogueFeatures {
    /// - Parameter documents: by segment, whose features are wanted; nil: of all.
    /// - Complexity: O(values of these products, and of the fields).
    static func features(of snapshot: IndexSnapshot, only documents: [DocumentSet]? = nil) -> ItemFeatures {
        let schema = snapshot.schema
        let whole = schema.fields.indices.filter { field in
            switch schema.fields[field].type {
            case .path, .attributes: true
            case .keyword: schema.fields[field].role == .brand
            default: false
            }
        }
        let price = schema.index(withRole: .price)
        let vector = schema.index(withRole: .vector)
        let group = schema.index(withRole: .group)
        var items: [ItemFeatures.Item] = []
        items.reserveCapacity(snapshot.documentCount)
        for (index, segment) in snapshot.segments.enumerated() {
            let names = whole.map { field in Self.names(segment.keywords[field], schema.fields[field]) }
            var wanted = snapshot.live[index]
            if let documents { wanted.formIntersection(documents[index]) }
            wanted.forEach { document in
                var features: [String] = []
                for (field, names) in zip(whole, names) {
                    segment.keywords[field]?.forEachOrdinal(of: document) { features.append(names[$0]) }
                }
                items.append(
                    ItemFeatures.Item(
                        id: snapshot.id(of: DocumentAddress(segment: index, document: document)),
                        features: features,
                        price: price.flatMap { segment.numbers[$0]?.value(of: document) },
                        vector: vector.flatMap { segment.vectors[$0]?.vector(of: document) },
                        group: group.flatMap { segment.keywords[$0] }.flatMap { column in
                            column.ordinals(of: document).first.map { column.value($0) }
                        }))
            }
        }
        return ItemFeatures(items)
    }

    private static func names(_ column: KeywordColumn?, _ field: Field) -> [String] {
        guard let column else { return [] }
        return (0..<column.valueCount).map { ordinal in
            let value = column.value(ordinal)
            guard field.type == .attributes else { return "\(field.name) \(value)" }
            let attribute = KeywordColumn.attribute(of: value)
            return "\(attribute.name) \(attribute.value)"
        }
    }
}
