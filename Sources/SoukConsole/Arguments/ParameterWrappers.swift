/// A positional argument, `souk get DIR ID`: its place is its order of declaration.
///
/// The property's type says how many values it takes: `T` one, `T?` at most one, `[T]` one or more (none is
/// allowed with `allowsNone`), where `T` is any ``ArgumentValue``. A command has at most one list.
@propertyWrapper
package final class Argument<Value: ParameterValue>: Parameter {
    package let specification: ParameterSpecification
    private let range: ValueRange<Value.Scalar>?
    private var value: Value?

    package init(
        _ name: String, help: String, allowsNone: Bool = false, range: ValueRange<Value.Scalar>? = nil
    ) {
        self.range = range
        let arity: ParameterSpecification.Arity =
            switch Value.capacity {
            case .exactlyOne: .required
            case .atMostOne: .optional
            case .any: allowsNone ? .repeated : .oneOrMore
            }
        specification = ParameterSpecification(
            kind: .positional(name: name), arity: arity, help: help, choices: Value.Scalar.choices)
    }

    package var wrappedValue: Value {
        guard let value else { preconditionFailure("\(specification.displayName) is read before parsing") }
        return value
    }

    package func accept(_ texts: [String]) throws(UsageError) {
        value = try Value.read(texts, for: specification, in: range, default: nil)
    }
}

/// An option with a value, `--limit 10`.
///
/// The property's type says how often it may be given: `T` and `T?` once (of several the last counts, so that an
/// alias can be overridden), `[T]` any number of times. A plain `T` without an initial value must be given.
@propertyWrapper
package final class Option<Value: ParameterValue>: Parameter {
    package let specification: ParameterSpecification
    private let range: ValueRange<Value.Scalar>?
    private let initial: Value?
    private var value: Value?

    package convenience init(
        _ names: String..., value placeholder: String, help: String, range: ValueRange<Value.Scalar>? = nil
    ) {
        self.init(initial: nil, names, placeholder, help, range)
    }

    package convenience init(
        wrappedValue: Value, _ names: String..., value placeholder: String, help: String,
        range: ValueRange<Value.Scalar>? = nil
    ) {
        self.init(initial: wrappedValue, names, placeholder, help, range)
    }

    private init(
        initial: Value?, _ names: [String], _ placeholder: String, _ help: String,
        _ range: ValueRange<Value.Scalar>?
    ) {
        precondition(
            !names.isEmpty && names.allSatisfy { $0.hasPrefix("-") },
            "an option needs names like --limit or -k")
        self.range = range
        self.initial = initial
        let arity: ParameterSpecification.Arity =
            switch Value.capacity {
            case .exactlyOne: initial == nil ? .required : .optional
            case .atMostOne: .optional
            case .any: .repeated
            }
        let shown = (initial?.scalars ?? []).map(\.argumentText).joined(separator: ", ")
        specification = ParameterSpecification(
            kind: .option(names: names, value: placeholder), arity: arity, help: help,
            defaultText: shown.isEmpty ? nil : shown, choices: Value.Scalar.choices)
    }

    package var wrappedValue: Value {
        guard let value else { preconditionFailure("\(specification.displayName) is read before parsing") }
        return value
    }

    package func accept(_ texts: [String]) throws(UsageError) {
        value = try Value.read(texts, for: specification, in: range, default: initial)
    }
}

/// A switch without a value, `--explain`; `false` unless given.
@propertyWrapper
package final class Flag: Parameter {
    package let specification: ParameterSpecification
    package private(set) var wrappedValue = false

    package init(_ names: String..., help: String) {
        precondition(
            !names.isEmpty && names.allSatisfy { $0.hasPrefix("-") }, "a flag needs names like --json or -q")
        specification = ParameterSpecification(kind: .flag(names: names), arity: .optional, help: help)
    }

    package func accept(_ texts: [String]) throws(UsageError) {
        wrappedValue = !texts.isEmpty
    }
}
