/// New names for columns and JSON keys: `title=名称` reads the column 名称 as `title`.
package struct FieldMapping: Sendable, Equatable {
    /// New name by the name in the file.
    private var targets: [String: String] = [:]

    /// Every name stays.
    package init() {}

    /// - Parameter assignments: each `target=source`.
    package init(_ assignments: [String]) throws(FieldMappingError) {
        for assignment in assignments {
            guard let equals = assignment.firstIndex(of: "=") else { throw .malformed(assignment) }
            let target = String(assignment[..<equals])
            let source = String(assignment[assignment.index(after: equals)...])
            guard !target.isEmpty, !source.isEmpty else { throw .malformed(assignment) }
            guard targets[source] == nil else { throw .sourceTwice(source) }
            guard !targets.values.contains(target) else { throw .targetTwice(target) }
            targets[source] = target
        }
    }

    package var isEmpty: Bool { targets.isEmpty }

    func isMapped(_ source: String) -> Bool { targets[source] != nil }
    func isTarget(_ name: String) -> Bool { targets.values.contains(name) }
    mutating func add(_ target: String, _ source: String) { targets[source] = target }

    /// The assignments whose columns are not among those of the file, as they were typed.
    package func unmatched(by names: some Collection<String>) -> [String] {
        let names = Set(names)
        return targets.filter { !names.contains($0.key) }.map { "\($0.value)=\($0.key)" }.sorted()
    }

    package func target(of source: String) -> String { targets[source] ?? source }

    /// Renames members. A member that had the target's name before gives way to the mapped one.
    package func apply(to object: JSONObject) -> JSONObject {
        let mapped = Set(object.members.compactMap { targets[$0.name] })
        var renamed = JSONObject()
        for member in object.members {
            if let target = targets[member.name] {
                renamed[target] = member.value
            } else if !mapped.contains(member.name) {
                renamed[member.name] = member.value
            }
        }
        return renamed
    }

    /// Renames columns. A column that had the target's name before is no longer read.
    package func apply(toColumns names: [String]) -> [String] {
        let mapped = Set(names.compactMap { targets[$0] })
        return names.map { targets[$0] ?? (mapped.contains($0) ? "" : $0) }
    }
}

/// What is wrong with a `--map` argument.
package enum FieldMappingError: Error, Equatable, Sendable, CustomStringConvertible {
    case malformed(String)
    case sourceTwice(String)
    case targetTwice(String)

    package var description: String {
        switch self {
        case .malformed(let text): "'\(text)' is no mapping: expected target=source, as title=名称"
        case .sourceTwice(let name): "'\(name)' is mapped twice: a column can have one name only"
        case .targetTwice(let name): "two columns are mapped to '\(name)': map one of them only"
        }
    }
}
