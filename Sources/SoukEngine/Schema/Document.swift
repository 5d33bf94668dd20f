/// A product as the engine takes it in: already checked against a ``Schema``, not yet analysed.
package struct Document: Sendable {
    /// The shop's key: the index holds at most one document with it.
    package var id: String
    /// The whole product as UTF-8 JSON, returned as it is with a hit.
    package var source: [UInt8]
    package var values: [FieldValue]

    package init(id: String, source: [UInt8], values: [FieldValue] = []) {
        self.id = id
        self.source = source
        self.values = values
    }
}

/// One value of one field. A field may occur several times (an array in the JSON).
package struct FieldValue: Sendable {
    /// Place of the field in ``Schema/fields``.
    package var field: Int
    package var content: Content

    package enum Content: Sendable, Equatable {
        /// For `text` and `keyword` fields.
        case text(String)
        /// For `path` fields, from the root: `["手机", "配件"]`.
        case path([String])
        case number(Double)
        /// One entry of an `attributes` field; numbers and booleans as they stand in the JSON.
        case attribute(name: String, value: String)
        case vector([Float])
    }

    package init(field: Int, _ content: Content) {
        self.field = field
        self.content = content
    }
}
