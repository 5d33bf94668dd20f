/// A value that one text of the command line stands for.
package protocol ArgumentValue: ParameterValue where Scalar == Self {
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
    package static var choices: [String] { [] }
}

/// A closed range with open ends allowed, `1...100` or `0...`, as a parameter states it.
package struct ValueRange<Bound> {
    package let contains: (Bound) -> Bool
    /// To follow the expectation: `from 1 to 100`.
    package let description: String
}

extension ValueRange where Bound: Comparable & ArgumentValue {
    package static func within(_ range: ClosedRange<Bound>) -> Self {
        ValueRange(
            contains: range.contains,
            description: "from \(range.lowerBound.argumentText) to \(range.upperBound.argumentText)")
    }

    package static func atLeast(_ bound: Bound) -> Self {
        ValueRange(contains: { $0 >= bound }, description: "of at least \(bound.argumentText)")
    }
}

/// The type of a parameter: a value, an optional value or a list of values.
package protocol ParameterValue {
    associatedtype Scalar: ArgumentValue
    static var capacity: ParameterCapacity { get }
    /// Nil when nothing was given and something has to be.
    static func collected(_ scalars: [Scalar]) -> Self?
    var scalars: [Scalar] { get }
}

/// How many values a parameter's type can hold.
package enum ParameterCapacity {
    case exactlyOne, atMostOne, any
}

extension ArgumentValue {
    package static var capacity: ParameterCapacity { .exactlyOne }
    package static func collected(_ scalars: [Self]) -> Self? { scalars.last }
    package var scalars: [Self] { [self] }
}

extension Optional: ParameterValue where Wrapped: ArgumentValue {
    package static var capacity: ParameterCapacity { .atMostOne }
    package static func collected(_ scalars: [Wrapped]) -> Wrapped?? { .some(scalars.last) }
    package var scalars: [Wrapped] { map { [$0] } ?? [] }
}

extension Array: ParameterValue where Element: ArgumentValue {
    package static var capacity: ParameterCapacity { .any }
    package static func collected(_ scalars: [Element]) -> [Element]? { scalars }
    package var scalars: [Element] { self }
}

extension ParameterValue {
    /// Reads the texts given for a parameter, or takes the default when there are none.
    package static func read(
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
    package init?(argument: String) { self = argument }
    package var argumentText: String { self }
    package static var expectation: String { "text" }
}

extension Int: ArgumentValue {
    package init?(argument: String) { self.init(argument, radix: 10) }
    package var argumentText: String { String(self) }
    package static var expectation: String { "a whole number" }
}

extension Double: ArgumentValue {
    /// Finite numbers only: no option of a search tool means anything with `nan` or `inf`.
    package init?(argument: String) {
        guard let number = Double(argument), number.isFinite else { return nil }
        self = number
    }
    package var argumentText: String {
        self == rounded() && abs(self) < 1e15 ? String(Int(self)) : description
    }
    package static var expectation: String { "a number" }
}

/// Enums with text cases become choices by conforming to ``ArgumentChoice``; the help and the errors list them.
package protocol ArgumentChoice: ArgumentValue, RawRepresentable, CaseIterable where RawValue == String {}

extension ArgumentChoice {
    package init?(argument: String) { self.init(rawValue: argument) }
    package var argumentText: String { rawValue }
    package static var expectation: String { "one of " + choices.joined(separator: ", ") }
    package static var choices: [String] { allCases.map(\.rawValue) }
}
