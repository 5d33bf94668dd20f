/// The events of a shop in the order they were given: columns of numbers over tables of names.
///
/// A value: what is learnt from it is learnt anew from the changed one, so erasing a user leaves nothing behind.
package struct EventLog: Sendable, Equatable {
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

    package init() {}

    package init(_ events: some Sequence<Event>) {
        for event in events { append(event) }
    }

    package var count: Int { kinds.count }
    package var isEmpty: Bool { kinds.isEmpty }

    package mutating func append(_ event: Event) {
        userNumbers.append(UInt32(users.number(adding: event.user)))
        itemNumbers.append(UInt32(items.number(adding: event.item)))
        kinds.append(event.kind)
        queryNumbers.append(event.query.map { UInt32(queries.number(adding: $0)) + 1 } ?? 0)
        values.append(event.value)
        timestamps.append(event.timestamp)
    }

    package subscript(index: Int) -> Event {
        let query = Int(queryNumbers[index])
        return Event(
            user: users[Int(userNumbers[index])], item: items[Int(itemNumbers[index])], kind: kinds[index],
            query: query > 0 ? queries[query - 1] : nil, value: values[index], timestamp: timestamps[index])
    }

    /// Everything that is known of a user, in the order it was given.
    package func events(of user: String) -> [Event] {
        guard let number = users.number(of: user) else { return [] }
        return userNumbers.indices.filter { Int(userNumbers[$0]) == number }.map { self[$0] }
    }

    /// The log without a user: neither the events, nor the name, nor items or queries that only they had.
    ///
    /// - Complexity: O(events).
    package func erasing(user: String) -> EventLog {
        guard let number = users.number(of: user) else { return self }
        var rest = EventLog()
        for index in kinds.indices where Int(userNumbers[index]) != number { rest.append(self[index]) }
        return rest
    }

    /// Events of each kind.
    package func count(of kind: Event.Kind) -> Int { kinds.count { $0 == kind } }
}
