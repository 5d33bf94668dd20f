import SoukEngine

/// The fields that a product has by convention, in the order in which they enter an inferred schema.
enum ProductFields {
    static let all: [Field] = [
        Field(name: "title", type: .text, weight: 4),
        Field(name: "brand", type: .keyword, weight: 3, role: .brand, facet: true),
        Field(name: "category", type: .path, weight: 2, role: .category, facet: true),
        Field(name: "description", type: .text, weight: 1),
        Field(name: "attributes", type: .attributes, weight: 0.5, facet: true),
        Field(name: "price", type: .number, role: .price, updatable: true),
        Field(name: "currency", type: .keyword, weight: 0, role: .currency, facet: true),
        Field(name: "rating", type: .number, role: .rating, updatable: true),
        Field(name: "reviewCount", type: .number, role: .reviewCount, updatable: true),
        Field(name: "sales", type: .number, role: .sales, updatable: true),
        Field(name: "stock", type: .number, role: .stock, updatable: true),
        Field(name: "createdAt", type: .number, role: .created, updatable: true),
        Field(name: "group", type: .keyword, weight: 0, role: .group),
        Field(name: "vector", type: .vector, role: .vector),
        Field(name: "lang", type: .keyword, weight: 0, facet: true),
    ]

    static func named(_ name: String) -> Field? { all.first { $0.name == name } }
}
