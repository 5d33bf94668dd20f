/// A condition on the columns of a product, checked against a schema.
///
/// `price < 2000 AND brand IN ("华为", "荣耀") AND NOT category:"手机 > 配件"`
package indirect enum FilterExpression: Sendable, Equatable {
    case all([FilterExpression])
    case any([FilterExpression])
    case not(FilterExpression)
    /// The field, a number column, lies in the range.
    case number(field: Int, NumberRange)
    /// The field, a keyword, path or attributes column, holds one of the values; a path holds its ancestors too.
    case value(field: Int, attribute: String?, values: [String])
}

/// What is wrong with a filter, and where.
package struct FilterSyntaxError: Error, Equatable, CustomStringConvertible {
    package var message: String
    package var filter: String
    /// UTF-8 bytes before the mistake.
    package var byteOffset: Int

    /// The message, the filter, and a caret under the mistake.
    package var description: String {
        let before = String(decoding: Array(filter.utf8.prefix(byteOffset)), as: UTF8.self)
        let width = before.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
        return "\(message)\n  \(filter)\n  \(String(repeating: " ", count: width))^"
    }
}
