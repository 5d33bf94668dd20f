/// How much every user prefers every item that they had to do with: sparse, both ways.
package struct InteractionMatrix: Sendable {
    package private(set) var users: [String] = []
    package private(set) var items: [String] = []
    /// Preferences of a user by item number, and of an item by user number.
    package private(set) var userRows: [[Int: Double]] = []
    package private(set) var itemRows: [[Int: Double]] = []
    private var userNumbers: [String: Int] = [:]
    private var itemNumbers: [String: Int] = [:]

    package init() {}

    /// Preferences of the events: those of one user and item add up, to at most 1. A rating stands for itself: it is taken
    /// as it is, in place of what was only looked at.
    package init(_ log: EventLog) {
        for event in log.events { add(event) }
    }

    /// Takes one more event in: the next recommendation knows of it.
    package mutating func add(_ event: Event) {
        let user = userNumber(event.user)
        let item = itemNumber(event.item)
        let known = userRows[user][item] ?? 0
        set(event.kind == .rating ? event.preference : min(known + event.preference, 1), user, item)
    }

    /// Sets a preference directly.
    package mutating func set(_ value: Double, user: String, item: String) {
        set(value, userNumber(user), itemNumber(item))
    }

    package func user(_ name: String) -> Int? { userNumbers[name] }
    package func item(_ name: String) -> Int? { itemNumbers[name] }

    private mutating func set(_ value: Double, _ user: Int, _ item: Int) {
        userRows[user][item] = value
        itemRows[item][user] = value
    }

    private mutating func userNumber(_ name: String) -> Int {
        if let number = userNumbers[name] { return number }
        userNumbers[name] = users.count
        users.append(name)
        userRows.append([:])
        return users.count - 1
    }

    private mutating func itemNumber(_ name: String) -> Int {
        if let number = itemNumbers[name] { return number }
        itemNumbers[name] = items.count
        items.append(name)
        itemRows.append([:])
        return items.count - 1
    }
}
