import Foundation

/// The texts of one row, before they are checked.
struct EventRow: Decodable {
    var user: String?
    var item: String?
    var event: String?
    var query: String?
    var value: String?
    var timestamp: String?

    private enum Key: String, CodingKey { case user, item, event, query, value, timestamp }

    init() {}

    /// Keys and numbers may be written as strings or as numbers.
    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        func text(_ key: Key) throws -> String? {
            guard members.contains(key), try !members.decodeNil(forKey: key) else { return nil }
            if let text = try? members.decode(String.self, forKey: key) { return text }
            if let number = try? members.decode(Int64.self, forKey: key) { return String(number) }
            return String(try members.decode(Double.self, forKey: key))
        }
        user = try text(.user)
        item = try text(.item)
        event = try text(.event)
        query = try text(.query)
        value = try text(.value)
        timestamp = try text(.timestamp)
    }

    func event(file: String, line: Int) throws(EventError) -> Event {
        func fail(_ reason: EventError.Reason) -> EventError {
            EventError(file: file, line: line, reason: reason)
        }
        guard let user, !user.isEmpty else { throw fail(.missingValue("user")) }
        guard let item, !item.isEmpty else { throw fail(.missingValue("item")) }
        guard let event, !event.isEmpty else { throw fail(.missingValue("event")) }
        guard let kind = Event.Kind(name: event) else { throw fail(.unknownKind(event)) }
        var result = Event(user: user, item: item, kind: kind)
        if let query, !query.isEmpty { result.query = query }
        if let value, !value.isEmpty {
            guard let number = Double(value), number.isFinite, number >= 0 else {
                throw fail(.badNumber(column: "value", text: value))
            }
            result.value = number
        }
        if let timestamp, !timestamp.isEmpty {
            guard let seconds = EventMoment.seconds(timestamp) else { throw fail(.badTimestamp(timestamp)) }
            guard EventMoment.isPlausible(seconds) else { throw fail(.implausibleTimestamp(timestamp)) }
            result.timestamp = seconds
        }
        if kind == .rating {
            guard let stars = result.value else { throw fail(.ratingWithoutValue) }
            guard stars <= PreferenceWeights.largestScale else {
                throw fail(.ratingOffScale(value ?? ""))
            }
        }
        return result
    }
}
