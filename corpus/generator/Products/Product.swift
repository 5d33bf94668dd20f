/// One product of the catalogue, as a line of `products.jsonl`.
struct Product {
    var id: String
    var title: String
    var description: String
    var brand: String
    /// From the root.
    var category: [String]
    var price: Double
    var currency: String
    /// 1...5; nil without reviews.
    var rating: Double?
    var reviewCount: Int
    var sales: Int
    var stock: Int
    /// `2024-05-01`.
    var createdAt: String
    /// Variants of one product share it.
    var group: String
    var attributes: [(name: String, value: String)]
    var lang: String
    var vector: [Double]
    /// The shelf's key and topics, for judging and shopping; not written.
    var shelf: String
    /// Brand fame 0...1, for shopping; not written.
    var fame: Double
}
