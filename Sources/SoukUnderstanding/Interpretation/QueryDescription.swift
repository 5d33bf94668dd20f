/// Parts of a query that describe the goods beside brand, category, price and quantities.
package struct QueryDescription: Sendable, Equatable, Codable {
    /// A part as it stands in the query.
    package struct Part: Sendable, Equatable, Codable {
        package var surface: String
        /// UTF-8 bytes of the query.
        package var range: Range<Int>

        package init(surface: String, range: Range<Int>) {
            self.surface = surface
            self.range = range
        }
    }

    /// A value of one of the catalogue's attributes.
    package struct Attribute: Sendable, Equatable, Codable {
        package var part: Part
        /// The attribute and its value as the catalogue has them, those of most products where several fit.
        package var name: String
        package var value: String

        package init(part: Part, name: String, value: String) {
            self.part = part
            self.name = name
            self.value = value
        }
    }

    /// For whom: 女, 儿童, men's.
    package var audience: [Part] = []
    /// Model numbers and codes: `rtx-4060ti`, `14pro`.
    package var models: [Part] = []
    package var attributes: [Attribute] = []

    package init() {}
}
