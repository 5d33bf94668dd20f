/// What was typed, by name; typed access says what was expected.
struct ParsedValues {
    let command: CommandSpecification
    var arguments: [String] = []
    var options: [String: [String]] = [:]
    var flags: Set<String> = []

    init(command: CommandSpecification) { self.command = command }

    func flag(_ name: String) -> Bool { flags.contains(name) }
    func option(_ name: String) -> String? { options[name]?.last }
    func all(_ name: String) -> [String] { options[name] ?? [] }

    func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = option(name) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            let spelling = (name.count == 1 ? "-" : "--") + name
            throw UsageError("\(spelling) is '\(text)': expected a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// A size such as `512MB`, in bytes; a bare number is bytes.
    func byteSize(_ name: String) throws -> Int? {
        guard let text = option(name) else { return nil }
        let units: [(String, Int)] = [
            ("GB", 1 << 30), ("G", 1 << 30), ("MB", 1 << 20), ("M", 1 << 20), ("KB", 1 << 10), ("K", 1 << 10), ("B", 1), ("", 1),
        ]
        let upper = text.uppercased()
        for (suffix, factor) in units where upper.hasSuffix(suffix) {
            if let number = Double(upper.dropLast(suffix.count)), number > 0, number * Double(factor) < 1e15 {
                return Int(number * Double(factor))
            }
        }
        throw UsageError("--\(name) is '\(text)': expected a size such as 512MB or 2GB")
    }
}
