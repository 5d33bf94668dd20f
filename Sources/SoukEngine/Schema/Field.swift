/// What the values of a field are, and so how they are indexed.
package enum FieldType: String, Codable, Sendable, CaseIterable {
    /// Analysed text, searched with BM25F and positions.
    case text
    /// Whole values (brand, colour): filtered, counted, and searched as text when ``Field/weight`` > 0.
    case keyword
    /// A place in a tree, `"A > B > C"`: filtering by `"A > B"` finds everything below it.
    case path
    /// A 64-bit floating-point number: filtered by range, sorted, used as a signal.
    case number
    /// An object of named values (`{"颜色": "黑色"}`): searched as text, each name filtered as `specs.颜色`.
    case attributes
    /// A dense vector of a fixed dimension, for the cosine re-ranker.
    case vector
    /// Kept and shown, neither searched nor filtered.
    case stored
}

/// What a field means to a shop. At most one field has each role.
package enum FieldRole: String, Codable, Sendable, CaseIterable {
    case brand, category, price, currency, sales, rating, reviewCount, stock, created, group, vector
    /// The vector of the product's text, which the index makes itself.
    case embedding
}

extension FieldType {
    /// Reads a type by name; the error lists the names there are.
    package init(from decoder: any Decoder) throws { self = try .named(in: decoder) }
}

extension FieldRole {
    /// Reads a role by name; the error lists the names there are.
    package init(from decoder: any Decoder) throws { self = try .named(in: decoder) }
}

extension RawRepresentable<String> where Self: CaseIterable {
    fileprivate static func named(in decoder: any Decoder) throws -> Self {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        if let value = Self(rawValue: name) { return value }
        let names = allCases.map(\.rawValue).joined(separator: ", ")
        throw DecodingError.dataCorruptedError(
            in: container, debugDescription: "found '\(name)', expected one of \(names)")
    }
}

/// One named field of a ``Schema``.
package struct Field: Codable, Sendable, Equatable {
    /// The JSON name in the product, as the library's `CodingKeys` spell it.
    package var name: String
    package var type: FieldType
    /// Weight of the field's text in BM25F, relative to the others; 0: not searched.
    package var weight: Double
    package var role: FieldRole?
    /// Whether the field may be counted; keyword and path fields always can.
    package var facet: Bool
    /// Whether the number may be changed without indexing the product anew.
    package var updatable: Bool

    package init(
        name: String, type: FieldType, weight: Double? = nil, role: FieldRole? = nil, facet: Bool = false,
        updatable: Bool = false
    ) {
        self.name = name
        self.type = type
        self.weight = weight ?? Field.defaultWeight(of: type)
        self.role = role
        self.facet = facet
        self.updatable = updatable
    }

    /// The field of vectors that the index makes of texts.
    static let embedding = Field(name: "embedding", type: .vector, role: .embedding)

    /// Whether the field's values are analysed into the postings.
    package var isSearched: Bool {
        weight > 0 && (type == .text || type == .keyword || type == .path || type == .attributes)
    }

    static func defaultWeight(of type: FieldType) -> Double {
        switch type {
        case .text, .keyword, .path: 1
        case .attributes: 0.5
        case .number, .vector, .stored: 0
        }
    }

    private enum CodingKeys: String, CodingKey { case name, type, weight, role, facet, updatable }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let type = try values.decode(FieldType.self, forKey: .type)
        self.init(
            name: try values.decode(String.self, forKey: .name), type: type,
            weight: try values.decodeIfPresent(Double.self, forKey: .weight),
            role: try values.decodeIfPresent(FieldRole.self, forKey: .role),
            facet: try values.decodeIfPresent(Bool.self, forKey: .facet) ?? false,
            updatable: try values.decodeIfPresent(Bool.self, forKey: .updatable) ?? false)
    }
}
