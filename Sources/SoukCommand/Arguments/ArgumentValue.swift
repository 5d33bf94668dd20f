/// A value that one text of the command line stands for.
protocol ArgumentValue: ParameterValue where Scalar == Self {
    /// Nil when the text is not such a value.
    init?(argument: String)
    /// The text that would give this value, for defaults in the help.
    var argumentText: String { get }
    /// What a text must be, to follow "needs": `a whole number`.
    static var expectation: String { get }
    /// All texts allowed, when there are few.
    static var choices: [String] { get }
}

extension ArgumentValue {
    static var choices: [String] { [] }
}

/// A closed range with open ends allowed, `1...100` or `0...`, as a parameter states it.
struct ValueRange<Bound> {
    let contains: (Bound) -> Bool
    /// To follow the expectation: `from 1 to 100`.
    let description: String
}

extension ValueRange where Bound: Comparable & ArgumentValue {
    static func within(_ range: ClosedRange<Bound>) -> Self {
        ValueRange(
            contains: range.contains,
            description: "from \(range.lowerBound.argumentText) to \(range.upperBound.argumentText)")
    }

    static func atLeast(_ bound: Bound) -> Self {
        ValueRange(contains: { $0 >= bound }, description: "of at least \(bound.argumentText)")
    }
}

/// The type of a parameter: a value, an optional value or a list of values.
protocol ParameterValue {
    associatedtype Scalar: ArgumentValue
    static var capacity: ParameterCapacity { get }
    /// Nil when nothing was given and something has to be.
    static func collected(_ scalars: [Scalar]) -> Self?
    var scalars: [Scalar] { get }
}

/// How many values a parameter's type can hold.
enum ParameterCapacity {
    case exactlyOne, atMostOne, any
}

extension ArgumentValue {
    static var capacity: ParameterCapacity { .exactlyOne }
    static func collected(_ scalars: [Self]) -> Self? { scalars.last }
    var scalars: [Self] { [self] }
}

extension Optional: ParameterValue where Wrapped: ArgumentValue {
    static var capacity: ParameterCapacity { .atMostOne }
    static func collected(_ scalars: [Wrapped]) -> Wrapped?? { .some(scalars.last) }
    var scalars: [Wrapped] { map { [$0] } ?? [] }
}

extension Array: ParameterValue where Element: ArgumentValue {
    static var capacity: ParameterCapacity { .any }
    static func collected(_ scalars: [Element]) -> [Element]? { scalars }
    var scalars: [Element] { self }
}

extension ParameterValue {
    /// Reads the texts given for a parameter, or takes the default when there are none.
    static func read(
        _ texts: [String], for parameter: ParameterSpecification, in range: ValueRange<Scalar>?,
        default initial: Self?
    ) throws(UsageError) -> Self {
        if texts.isEmpty, let initial { return initial }
        var scalars: [Scalar] = []
        for text in texts {
            guard let scalar = Scalar(argument: text), range?.contains(scalar) ?? true else {
                let expected = range.map { "\(Scalar.expectation) \($0.description)" } ?? Scalar.expectation
                throw .badValue(
                    parameter: parameter.displayName, found: text, expected: expected,
                    suggestion: nearestName(to: text, among: Scalar.choices))
            }
            scalars.append(scalar)
        }
        guard let value = collected(scalars) else { throw .missingParameter(parameter.displayName) }
        return value
    }
}

extension String: ArgumentValue {
    init?(argument: String) { self = argument }
    var argumentText: String { self }
    static var expectation: String { "text" }
}

extension Int: ArgumentValue {
    init?(argument: String) { self.init(argument, radix: 10) }
    var argumentText: String { String(self) }
    static var expectation: String { "a whole number" }
}

extension Double: ArgumentValue {
    /// Finite numbers only: no option of a search tool means anything with `nan` or `inf`.
    init?(argument: String) {
        guard let number = Double(argument), number.isFinite else { return nil }
        self = number
    }
    var argumentText: String { self == rounded() && abs(self) < 1e15 ? String(Int(self)) : description }
    static var expectation: String { "a number" }
}

/// Enums with text cases become choices by conforming to ``ArgumentChoice``; the help and the errors list them.
protocol ArgumentChoice: ArgumentValue, RawRepresentable, CaseIterable where RawValue == String {}

extension ArgumentChoice {
    init?(argument: String) { self.init(rawValue: argument) }
    var argumentText: String { rawValue }
    static var expectation: String { "one of " + choices.joined(separator: ", ") }
    static var choices: [String] { allCases.map(\.rawValue) }
}
