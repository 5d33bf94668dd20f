import SoukStorage

/// Shopper events in the order in which they came, and their durable form.
///
/// The file is described in `docs/formats/events.md`. A log is a value: appending and erasing make another one, which the
/// index takes over with its next commit, so that events are as atomic and durable as products.
package struct EventLog: Sendable, Equatable {
    package private(set) var events: [Event]

    static let kind = "EVTS"
    static let version: UInt32 = 1

    package init(_ events: [Event] = []) { self.events = events }

    package mutating func append(_ more: [Event]) { events += more }

    /// The log without anything of a user: neither profile nor query history stays.
    package func erasing(user: String) -> EventLog { EventLog(events.filter { $0.user != user }) }

    package func events(of user: String) -> [Event] { events.filter { $0.user == user } }

    /// Writes the log as a new file.
    package func write(to directory: any Directory, name: String) throws(StorageError) {
        let file = try SectionFileWriter(
            directory: directory, name: name, kind: Self.kind, version: Self.version,
            fileID: UInt64(events.count))
        do throws(StorageError) {
            var names = NameTable()
            var rows = ByteWriter()
            rows.appendVarUInt(UInt64(events.count))
            for event in events {
                rows.appendVarUInt(UInt64(names.number(of: event.user)))
                rows.appendVarUInt(UInt64(names.number(of: event.item)))
                rows.appendVarUInt(UInt64(event.query.map { names.number(of: $0) + 1 } ?? 0))
                let kind = Event.Kind.allCases.firstIndex(of: event.kind) ?? 0
                rows.appendUInt8(
                    UInt8(kind | (event.value != nil ? 0x10 : 0) | (event.timestamp != nil ? 0x20 : 0)))
                if let value = event.value { rows.appendDouble(value) }
                if let timestamp = event.timestamp { rows.appendDouble(timestamp) }
            }
            try file.beginSection("names")
            try file.append(names.bytes)
            try file.beginSection("events")
            try file.append(rows.bytes)
            try file.finish()
        } catch {
            file.abandon()
            throw error
        }
    }

    /// Reads a log back.
    /// - Throws: `StorageError.corrupt` on damage.
    package init(from directory: any Directory, name: String) throws(StorageError) {
        let file = try SectionFileReader(
            directory: directory, name: name, kind: Self.kind, supported: Self.version...Self.version)
        try file.verifyChecksums()
        var names: [String] = []
        var nameReader = try file.reader("names")
        for _ in 0..<(try nameReader.readCount(limit: nameReader.remaining)) {
            names.append(try nameReader.readString())
        }
        var rows = try file.reader("events")
        events = []
        for _ in 0..<(try rows.readCount(limit: rows.remaining)) {
            events.append(try Self.event(&rows, names))
        }
    }

    private static func event(_ rows: inout ByteReader, _ names: [String]) throws(StorageError) -> Event {
        let user = try rows.readCount(limit: names.count - 1)
        let item = try rows.readCount(limit: names.count - 1)
        let query = try rows.readCount(limit: names.count)
        let flags = try rows.readUInt8()
        guard Int(flags & 0x0F) < Event.Kind.allCases.count else {
            throw rows.corruption(
                expected: "a kind of event below \(Event.Kind.allCases.count)", found: "\(flags & 0x0F)")
        }
        var event = Event(user: names[user], item: names[item], kind: Event.Kind.allCases[Int(flags & 0x0F)])
        event.query = query > 0 ? names[query - 1] : nil
        if flags & 0x10 != 0 { event.value = try rows.readDouble() }
        if flags & 0x20 != 0 { event.timestamp = try rows.readDouble() }
        return event
    }
}

/// Numbers names as they first appear.
private struct NameTable {
    private var numbers: [String: Int] = [:]
    private var names: [String] = []

    mutating func number(of name: String) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = names.count
        names.append(name)
        return names.count - 1
    }

    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.appendVarUInt(UInt64(names.count))
        for name in names { writer.append(string: name) }
        return writer.bytes
    }
}
