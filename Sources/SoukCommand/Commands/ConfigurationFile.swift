import Foundation
import SoukConsole
import SoukImport

/// A JSON file of settings, read strictly: a name that nobody would read is an error rather than a silence.
struct ConfigurationFile {
    let path: String
    /// What the file is meant to be, such as `a schema`.
    let purpose: String
    /// The names that may stand in an object, by its place: `""` for the whole, `rerank`, `fields[]`. Objects at other
    /// places may hold any names.
    let names: [String: [String]]

    /// - Throws: `CommandFailure` that names the file, the place in it, what was found and what was expected.
    func decode<Value: Decodable>(_ type: Value.Type) throws(CommandFailure) -> Value {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path): cannot be read")
        }
        do { try check(JSONParser().parse(Array(data)), at: "") } catch let problem as CommandFailure {
            throw problem
        } catch {
            throw CommandFailure("\(path): not \(purpose): \(error)")
        }
        do { return try JSONDecoder().decode(type, from: data) } catch {
            throw CommandFailure("\(path): not \(purpose): \(Self.reason(error))")
        }
    }

    private func check(_ value: JSONValue, at place: String) throws(CommandFailure) {
        switch value {
        case .object(let object):
            for member in object.members {
                if let known = names[place], !known.contains(member.name) {
                    let holder = place.isEmpty ? purpose : "'\(place)'"
                    throw CommandFailure(
                        "\(path): \(holder) has no '\(member.name)': expected \(known.joined(separator: ", "))"
                    )
                }
                try check(member.value, at: place.isEmpty ? member.name : "\(place).\(member.name)")
            }
        case .array(let elements):
            for element in elements { try check(element, at: place + "[]") }
        default: break
        }
    }

    /// Foundation's errors say much; what a person needs is where, and what was wrong there.
    private static func reason(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            return "\(place(context.codingPath)): \(context.debugDescription)"
        case .keyNotFound(let key, let context):
            return "\(place(context.codingPath)): '\(key.stringValue)' is missing"
        @unknown default: return "\(error)"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        let text = path.reduce("") { text, key in
            if let index = key.intValue { return text + "[\(index)]" }
            return text.isEmpty ? key.stringValue : text + "." + key.stringValue
        }
        return text.isEmpty ? "the whole" : text
    }
}
