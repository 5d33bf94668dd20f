/// A number that tuning may change, and the values it may take.
public struct TuningParameter: Sendable, Equatable {
    /// As the report names it.
    public let name: String
    /// Rising; neighbours are one step apart.
    public let values: [Double]
    /// Place of the value that tuning starts from.
    public let start: Int

    /// A parameter that starts from `value`, which joins `values` where it is not among them.
    public init(_ name: String, from value: Double, among values: [Double]) {
        let all = Set(values).union([value]).sorted()
        self.name = name
        self.values = all
        start = all.firstIndex(of: value) ?? 0
    }
}
