import SoukAnalysis

/// The names under which filters know the quantities that products state: `quantity.storage`, `quantity.weight`.
enum FilterQuantity {
    private static let prefix = "quantity."

    static func name(of kind: Quantity.Kind) -> String { prefix + kind.rawValue }

    /// The kind that a name stands for; nil if the name is a field's, or of no quantity.
    static func find(_ name: String, in schema: Schema) -> Result<Quantity.Kind, FilterColumn.Problem>? {
        guard name.hasPrefix(prefix), schema.index(of: name) == nil,
            schema.index(of: String(prefix.dropLast())) == nil
        else { return nil }
        let kind = String(name.dropFirst(prefix.count))
        if let kind = Quantity.Kind(rawValue: kind) { return .success(kind) }
        let known = Quantity.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        return .failure(FilterColumn.Problem(message: "there is no quantity '\(kind)': there are \(known)"))
    }
}
