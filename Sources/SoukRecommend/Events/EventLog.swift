/// The events of a shop in the order they were given: columns of numbers over tables of names.
///
/// A value: what is learnt from it is learnt anew from the changed one, so erasing a user leaves nothing behind.
public struct EventLog: Sendable, Equatable {
    package internal(set) var users = NameTable()
    package internal(set) var items = NameTable()
    package internal(set) var queries = NameTable()
    package internal(set) var userNumbers: [UInt32] = []
    package internal(set) var itemNumbers: [UInt32] = []
    package internal(set) var kinds: [Event.Kind] = []
    /// Number of the query plus one; 0 for none.
    package internal(set) var queryNumbers: [UInt32] = []
    var values: [Double?] = []
    var timestamps: [Double?] = []

    /// No events.
    public init() {}

    /// The events in their order.
    public init(_ events: some Sequence<Event>) {
        for event in events { append(event) }
    }

    /// Events.
    public var count: Int { kinds.count }
    /// Whether there are none.
    public var isEmpty: Bool { kinds.isEmpty }

    /// Adds an event behind the others.
    public mutating func append(_ event: Event) {
        userNumbers.append(UInt32(users.number(adding: event.user)))
        itemNumbers.append(UInt32(items.number(adding: event.item)))
        kinds.append(event.kind)
        queryNumbers.append(event.query.map { UInt32(queries.number(adding: $0)) + 1 } ?? 0)
        values.append(event.value)
        timestamps.append(event.timestamp)
    }

    /// The event at a place.
    public subscript(index: Int) -> Event {
        let query = Int(queryNumbers[index])
        return Event(
            user: users[Int(userNumbers[index])], item: items[Int(itemNumbers[index])], kind: kinds[index],
            query: query > 0 ? queries[query - 1] : nil, value: values[index], timestamp: timestamps[index])
    }

    /// The events that this log does not hold yet: one that is equal in everything, its time included, is the same event, as when a file
    /// is loaded twice. Events without a time are all new.
    ///
    /// - Complexity: O(events of both).
    package func news(among events: [Event]) -> [Event] {
        guard !isEmpty else { return events }
        let times = Set(events.lazy.compactMap(\.timestamp))
        var known: Set<Event> = []
        for index in kinds.indices where timestamps[index].map(times.contains) == true {
            known.insert(self[index])
        }
        return events.filter { $0.timestamp == nil || !known.contains($0) }
    }

    /// For each user's number, the places of their events.
    ///
    /// - Complexity: O(events).
    package func placesByUser() -> [[Int]] {
        var places = [[Int]](repeating: [], count: users.count)
        for (place, user) in userNumbers.enumerated() { places[Int(user)].append(place) }
        return places
    }

    /// Whether this log is another with events added behind.
    ///
    /// - Complexity: O(events).
    package func begins(with other: EventLog) -> Bool {
        count >= other.count && userNumbers.starts(with: other.userNumbers)
            && itemNumbers.starts(with: other.itemNumbers) && kinds.starts(with: other.kinds)
            && queryNumbers.starts(with: other.queryNumbers) && values.starts(with: other.values)
            && timestamps.starts(with: other.timestamps) && users.names.starts(with: other.users.names)
            && items.names.starts(with: other.items.names)
            && queries.names.starts(with: other.queries.names)
    }

    /// Everything that is known of a user, in the order it was given.
    public func events(of user: String) -> [Event] {
        guard let number = users.number(of: user) else { return [] }
        return userNumbers.indices.filter { Int(userNumbers[$0]) == number }.map { self[$0] }
    }

    /// The log without a user: neither the events, nor the name, nor items or queries that only they had.
    ///
    /// - Complexity: O(events).
    public func erasing(user: String) -> EventLog {
        guard let number = users.number(of: user) else { return self }
        var rest = EventLog()
        for index in kinds.indices where Int(userNumbers[index]) != number { rest.append(self[index]) }
        return rest
    }

    /// The top of the scale of its ratings; see ``PreferenceWeights/ratingScale(_:)``.
    ///
    /// - Complexity: O(events).
    public var ratingScale: Double { PreferenceWeights.ratingScale(ratings) }

    /// Ratings above the scale, which count as its top.
    package var ratingsAboveScale: Int {
        let ratings = self.ratings
        let scale = PreferenceWeights.ratingScale(ratings)
        return ratings.count { $0 > scale }
    }

    private var ratings: [Double] { kinds.indices.compactMap { kinds[$0] == .rating ? values[$0] : nil } }

    /// A user as recommenders want one.
    ///
    /// - Complexity: O(events).
    public func shopper(_ user: String, weights: PreferenceWeights = PreferenceWeights()) -> Shopper {
        Shopper(events: events(of: user), weights: weights, ratingScale: ratingScale)
    }

    /// Events of each kind.
    public func count(of kind: Event.Kind) -> Int { kinds.count { $0 == kind } }
}
