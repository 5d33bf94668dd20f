extension AnalyzedToken {
    /// The term for people to read: control characters, which mark what no text can hold, in a form that can be shown.
    ///
    /// `本` at the end of a run of Han characters is `本␃`; a quantity is its kind, value and base unit: `storage 256 GB`,
    /// `age 36–72 month`. Other terms are as they are.
    package var printableTerm: String {
        if kind == .quantity, let quantity = QuantityTerm(Array(term.utf8)) { return quantity.description }
        return String(String.UnicodeScalarView(term.unicodeScalars.map(Self.picture)))
    }

    /// A control as its picture of Unicode's block "Control Pictures".
    private static func picture(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.value < 0x20 ? Unicode.Scalar(0x2400 + scalar.value) ?? scalar : scalar
    }
}

extension QuantityTerm: CustomStringConvertible {
    package var description: String {
        let values = ([value] + (upper.map { [$0] } ?? [])).map { number in
            number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
        }
        let (kind, unit) = group.names
        return "\(kind) \(values.joined(separator: "–")) \(unit)"
    }
}
