/// A number as it stands in a text, in digits, Chinese numerals or English words.
package struct Numeral: Sendable, Equatable {
    package enum Form: Sendable { case digits, han, english }

    /// Places in the folded text, scale characters included.
    package var range: Range<Int>
    package var form: Form
    package var value: Double
    /// Upper end when the numeral itself is a range: 两三千, 十几, 几百, 160多.
    package var upper: Double?
    /// The value before the last scale, so that a scale can be lent to the left end of a range (1-2k).
    package var mantissa: Double
    /// The scale written last (千, 万, k, grand); 1 when there is none.
    package var scale: Double = 1
    /// The number is written with a scale of its own: 2k, 3千, 1.5万, two grand.
    package var hasScale: Bool { scale > 1 }
    /// 一千五, 一万二, 2k5: the last digit takes the next place; spoken of prices.
    package var isColloquial = false
    package var hasFraction = false
    package var hasGrouping = false
    /// 百, 千, 万 without a digit before: a class (百元) rather than a number.
    package var isLoneScale = false

    package init(
        range: Range<Int>, form: Form, value: Double, upper: Double? = nil, mantissa: Double,
        scale: Double = 1, isColloquial: Bool = false, hasFraction: Bool = false, hasGrouping: Bool = false
    ) {
        self.range = range
        self.form = form
        self.value = value
        self.upper = upper
        self.mantissa = mantissa
        self.scale = scale
        self.isColloquial = isColloquial
        self.hasFraction = hasFraction
        self.hasGrouping = hasGrouping
    }
}
