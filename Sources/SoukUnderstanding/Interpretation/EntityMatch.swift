/// A brand or a category recognised in the query.
package struct EntityMatch: Sendable, Equatable, Codable {
    /// The text as it stands in the query.
    package var surface: String
    /// UTF-8 bytes of the query.
    package var range: Range<Int>
    /// The catalogue's own values the surface names, most frequent first; empty when only the shape of the
    /// text says that it is a brand or a product word.
    package var values: [Value]
    /// How sure the match is, in (0, 1].
    package var confidence: Double

    /// One catalogue value: a brand as it is spelt there, or a category node with its path from the root.
    package struct Value: Sendable, Equatable, Codable {
        /// One element for a brand; the node's path for a category.
        package var path: [String]
        /// Products with the value.
        package var count: Int
        /// Share among the values the surface could mean; the shares sum to 1.
        package var posterior: Double

        package init(path: [String], count: Int, posterior: Double) {
            self.path = path
            self.count = count
            self.posterior = posterior
        }
    }

    /// The canonical catalogue values by name: the brand, or the last element of each path.
    package var canonical: [String] { values.compactMap { $0.path.last } }
}
