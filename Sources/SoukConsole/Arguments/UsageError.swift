/// A command line that cannot be understood. Each case says what was found and what would be right.
package enum UsageError: Error, Equatable, CustomStringConvertible {
    case missingCommand(of: [String])
    case unknownCommand(String, suggestion: String?)
    case unknownOption(String, suggestion: String?)
    /// The option stands last, or before something that begins with a dash.
    case missingValue(option: String, next: String?)
    case unexpectedValue(flag: String, value: String)
    case missingParameter(String)
    case unexpectedArgument(String)
    case badValue(parameter: String, found: String, expected: String, suggestion: String?)
    /// Two parameters that exclude each other are both given.
    case conflict(String, String)
    /// None of several parameters is given, of which one is needed.
    case missingOneOf([String])
    /// A parameter is given that has a meaning only beside another.
    case needs(String, other: String)

    package var description: String {
        switch self {
        case .missingCommand(let commands):
            "no command is given" + (commands.isEmpty ? "" : "; there is " + commands.joined(separator: ", "))
        case .unknownCommand(let found, let suggestion):
            "there is no command '\(found)'" + UsageError.hint(suggestion)
        case .unknownOption(let found, let suggestion):
            "there is no option '\(found)'"
                + (suggestion == nil
                    ? "; put -- before text that begins with a dash" : UsageError.hint(suggestion))
        case .missingValue(let option, nil):
            "\(option) needs a value"
        case .missingValue(let option, let next?):
            "\(option) needs a value, found '\(next)'; write \(option)=\(next) if that is the value"
        case .unexpectedValue(let flag, let value):
            "\(flag) takes no value, found '\(value)'"
        case .missingParameter(let name):
            "\(name) is missing"
        case .unexpectedArgument(let found):
            "there is one argument too many: '\(found)'; quote a text of several words"
        case .badValue(let parameter, let found, let expected, let suggestion):
            "\(parameter) needs \(expected); found '\(found)'" + UsageError.hint(suggestion)
        case .conflict(let first, let second):
            "\(first) and \(second) exclude each other; give one of them"
        case .missingOneOf(let names):
            "one of \(names.joined(separator: ", ")) is needed"
        case .needs(let name, let other):
            "\(name) has no meaning without \(other)"
        }
    }

    private static func hint(_ suggestion: String?) -> String {
        suggestion.map { "; did you mean '\($0)'?" } ?? ""
    }
}

/// The candidate within a third of the text's length in edits, so that only a slip of the hand is corrected; of
/// equals the first. A swap of two neighbours counts as one edit.
///
/// - Complexity: O(candidates · n · m) for lengths n and m; texts over 40 characters have no suggestion.
package func nearestName(to text: String, among candidates: [String]) -> String? {
    let typed = Array(text.lowercased())
    guard typed.count <= 40 else { return nil }
    var best: (name: String, distance: Int)?
    for name in candidates {
        let distance = editDistance(typed, Array(name.lowercased()))
        let limit = max(1, min(typed.count, name.count) / 3)
        if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
}

/// Optimal string alignment distance: insertions, deletions, substitutions, swaps of neighbours.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [Array(0...b.count)]
    for i in 1..<(a.count + 1) {
        var row = [i]
        for j in 1..<(b.count + 1) {
            var cost = min(
                rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                cost = min(cost, rows[i - 2][j - 2] + 1)
            }
            row.append(cost)
        }
        rows.append(row)
    }
    return rows[a.count][b.count]
}
