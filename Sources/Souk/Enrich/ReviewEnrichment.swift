import SoukEngine
import SoukImport
import SoukStorage
import SoukUnderstanding

/// Puts what reviews say into the products of an index, as fields of their own.
package enum ReviewEnrichment {
    package static let sentiment = "reviewSentiment"
    package static let count = "reviewsRead"
    package static let praise = "reviewPraise"
    package static let complaints = "reviewComplaints"

    /// Rewrites the products that have a digest, and commits.
    ///
    /// The sentiment takes the role of the rating, and the number of reviews that of the review count, where no field has it.
    /// Phrases are counted and filtered, never searched, so that no product is found by what one shopper wrote.
    /// - Returns: products that were enriched; digests of others are passed over.
    /// - Complexity: O(products with digests).
    package static func write(_ digests: [String: ReviewDigest], to directory: any Directory) throws -> Int {
        let snapshot = try IndexSnapshot(directory)
        let schema = try grown(snapshot.schema)
        let writer = try IndexWriter(directory, schema: schema)
        defer { writer.close() }
        let decoder = ProductDecoder(schema: schema, strictness: .lenient)
        let parser = JSONParser()
        var count = 0
        for (id, digest) in digests.sorted(by: { $0.key < $1.key }) {
            guard let address = snapshot.address(of: id) else { continue }
            var product = try parser.object(try snapshot.source(of: address))
            product[sentiment] = number(digest.sentiment)
            product[Self.count] = number(Double(digest.reviewCount))
            product[praise] = .array(digest.praise.map { .string($0) })
            product[complaints] = .array(digest.complaints.map { .string($0) })
            try writer.upsert(try decoder.decode(json: product.jsonBytes).document)
            count += 1
        }
        try writer.commit()
        return count
    }

    private static func grown(_ schema: SoukEngine.Schema) throws -> SoukEngine.Schema {
        var schema = schema
        let hasRating = schema.field(with: .rating) != nil
        let needsCount = !hasRating && schema.field(with: .reviewCount) == nil
        let fields = [
            Field(name: sentiment, type: .number, role: hasRating ? nil : .rating, updatable: true),
            Field(name: count, type: .number, role: needsCount ? .reviewCount : nil, updatable: true),
            Field(name: praise, type: .keyword, weight: 0, facet: true),
            Field(name: complaints, type: .keyword, weight: 0, facet: true),
        ]
        for field in fields where schema[field.name] == nil { try schema.add(field) }
        return schema
    }

    /// To three decimals.
    private static func number(_ value: Double) -> JSONValue {
        JSONNumber((value * 1000).rounded() / 1000).map { .number($0) } ?? .null
    }
}
