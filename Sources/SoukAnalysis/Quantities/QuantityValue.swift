/// A value that a filter compares quantities with: a number of base units (`256`), or a number with a unit (`256GB`, `1.5 L`,
/// `6.1英寸`).
package enum QuantityValue {
    package struct Problem: Error, Equatable {
        package var message: String
    }

    /// The value in base units of the kind.
    package static func read(_ text: String, _ kind: Quantity.Kind) -> Result<Double, Problem> {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
        guard let number = Double(digits), number.isFinite else {
            if let number = Double(text), number.isFinite { return .success(number) }
            return .failure(Problem(message: "expected a number, found '\(text)'"))
        }
        let spelling = FoldedText(String(text.dropFirst(digits.count)))
        if let number = Double(text), number.isFinite { return .success(number) }
        guard let unit = UnitTable.unit(spelt: 0..<spelling.count, in: spelling),
            let meant = meant(unit, kind)
        else {
            return .failure(
                Problem(
                    message:
                        "'\(text)' is no \(kind.rawValue): write a number of \(kind.baseUnit), or with a unit of \(kind.rawValue)"
                ))
        }
        return .success((number * meant.factor * 1e6).rounded() / 1e6)
    }

    /// The unit that the spelling has in this kind.
    private static func meant(_ unit: QuantityUnit, _ kind: Quantity.Kind) -> QuantityUnit? {
        switch (unit.ambiguity, kind) {
        case (.g, .weight): return QuantityUnit(.weight, "g", 1)
        case (.oz, .volume): return QuantityUnit(.volume, "floz", 29.573_53)
        case (.degree, .diopter), (.degree, .temperature), (.degree, .abv):
            return QuantityUnit(kind, kind.baseUnit, 1)
        default: break
        }
        if unit.kind == .storage, kind == .memory { return unit }
        return unit.kind == kind ? unit : nil
    }
}
