import SoukAnalysis

/// A condition on the columns of a product, checked against a schema: fields are places in ``Schema/fields``.
///
/// `price < 2000 AND brand IN ("华为", "荣耀") AND NOT category:"手机 > 配件"`
package indirect enum FilterExpression: Sendable, Equatable {
    case all([FilterExpression])
    case any([FilterExpression])
    /// Also the products that have no value in the field of the condition.
    case not(FilterExpression)
    /// The field, a number column, lies in the range.
    case number(field: Int, NumberRange)
    /// The field, a keyword, path or attributes column, holds one of the values; a path holds its ancestors too.
    case value(field: Int, attribute: String?, values: [String])
    /// The product states a quantity of a kind in the range, in base units, or a range that overlaps it.
    case quantity(Quantity.Kind, NumberRange)
    /// The product has any value in the field, or under the attribute's name.
    case exists(field: Int, attribute: String?)
}
