/// Strings with numbers in the order of their first appearance.
package struct NameTable: Sendable, Equatable {
    package private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]

    package init() {}

    package var count: Int { names.count }

    /// The string's number, a new one when it is new.
    package mutating func number(adding name: String) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = names.count
        names.append(name)
        return names.count - 1
    }

    package func number(of name: String) -> Int? { numbers[name] }

    package subscript(number: Int) -> String { names[number] }
}
