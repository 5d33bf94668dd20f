/// What is wrong with a JSON file, and where, in a line.
func decodingReason(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    func place(_ path: [any CodingKey]) -> String {
        guard !path.isEmpty else { return "at the top" }
        let names = path.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }
        return "at " + names.joined().drop { $0 == "." }
    }
    switch error {
    case .keyNotFound(let key, let context):
        return "\(place(context.codingPath)): '\(key.stringValue)' is missing"
    case .typeMismatch(let type, let context):
        return "\(place(context.codingPath)): found another kind of value, expected \(type)"
    case .valueNotFound(let type, let context):
        return "\(place(context.codingPath)): found null, expected \(type)"
    case .dataCorrupted(let context):
        return context.codingPath.isEmpty
            ? "it is no JSON" : "\(place(context.codingPath)): \(context.debugDescription)"
    @unknown default: return "\(error)"
    }
}
