import Souk
import SoukEngine
import SoukImport
import SoukRecommend
import SoukStorage

struct EventsCommand: Command {
    static let specification = CommandSpecification(
        name: "events", abstract: "Load what shoppers did, or export or erase one shopper.",
        discussion: """
            A FILE holds the columns user, item, event (view, click, cart, purchase or rating) and where known query, \
            value, timestamp (seconds since 1970 or ISO 8601): tab- or comma-separated with a header, or JSON lines; \
            .gz is read as it is and - is standard input. New events are added to the old ones.
            """,
        arguments: [IndexFolder.argument, .init(name: "FILE", help: "Files of events.", arity: .any)],
        options: [
            .init("on-error", value: "WHAT", choices: ["stop", "skip"], help: "What to do with a bad row (default stop: nothing is loaded)."),
            .init("export", value: "USER", help: "Write everything that is known of a user as JSON lines."),
            .init("erase", value: "USER", help: "Forget a user: no file of the index names them afterwards."),
        ],
        examples: [
            ("souk events shop.index events.tsv", "Adds events; the next search and recommendation use them."),
            ("souk events shop.index --export u007", "What a shopper may ask for."),
        ])

    private enum Task {
        case load([String])
        case export(String)
        case erase(String)
    }

    private let path: String
    private let task: Task
    private let isSkipping: Bool
    private let isJSON: Bool
    private let isQuiet: Bool

    init(_ values: ParsedValues) throws {
        path = values.arguments[0]
        let files = Array(values.arguments.dropFirst())
        let user = values.option("export") ?? values.option("erase")
        guard values.option("export") == nil || values.option("erase") == nil else {
            throw UsageError("--export and --erase exclude each other")
        }
        guard user == nil || files.isEmpty else { throw UsageError("--export and --erase take no FILE") }
        guard user != nil || !files.isEmpty else { throw UsageError("FILE is missing: a file of events") }
        if let user { task = values.option("export") != nil ? .export(user) : .erase(user) } else { task = .load(files) }
        isSkipping = values.option("on-error") == "skip"
        isJSON = values.flag("json")
        isQuiet = values.flag("quiet")
    }

    func run() throws -> Int32 {
        switch task {
        case .load(let files): try load(files)
        case .export(let user): try export(user)
        case .erase(let user): try erase(user)
        }
        return 0
    }

    private func load(_ files: [String]) throws {
        let catalogue = try IndexFolder.catalogue(path)
        var added: [Event] = []
        var skipped = 0
        for file in files {
            let bytes = try ByteSource(file).readAll()
            try EventParser(file: file == "-" ? "standard input" : file).parse(
                bytes,
                reject: { error in
                    guard isSkipping else {
                        throw CommandFailure("\(error); nothing was loaded (--on-error skip leaves bad rows out)")
                    }
                    skipped += 1
                    if skipped <= 20 { Output.remark("souk: skipped: \(error)") }
                    if skipped == 20 { Output.remark("souk: further skipped rows are only counted") }
                }, take: { added.append($0) })
        }
        let log = try change(catalogue) { log in
            for event in added { log.append(event) }
        }
        let unknown = Set(added.map(\.item)).count { catalogue.snapshot.address(of: $0) == nil }
        report(log, added: EventLog(added), skipped: skipped, unknown: unknown)
    }

    /// Puts a changed log in the place of the old one, under the writer's lock.
    private func change(_ catalogue: Catalogue, _ body: (inout EventLog) -> Void) throws -> EventLog {
        let directory = try IndexFolder.directory(path)
        let writer = try IndexWriter(directory, schema: catalogue.snapshot.schema)
        defer { writer.close() }
        var log = EventLog()
        if let name = writer.attachment(ShopperHistory.purpose) { log = try EventLog(from: directory, name: name) }
        body(&log)
        if log.isEmpty {
            writer.attach(nil, as: ShopperHistory.purpose)
        } else {
            let name = writer.attachmentName(for: ShopperHistory.purpose)
            try log.write(to: directory, name: name)
            writer.attach(name, as: ShopperHistory.purpose)
        }
        try writer.commit()
        return log
    }

    private func report(_ log: EventLog, added: EventLog, skipped: Int, unknown: Int) {
        if isJSON {
            var kinds = JSONObjectText()
            for kind in Event.Kind.allCases { kinds.add(kind.name, added.count(of: kind)) }
            var object = JSONObjectText()
            object.add("added", added.count)
            object.add("skipped", skipped)
            object.add("kinds", raw: kinds.text)
            object.add("unknownItems", unknown)
            object.add("events", log.count)
            object.add("users", log.users.count)
            object.add("items", log.items.count)
            Output.write(object.text)
            Output.line()
        } else if !isQuiet {
            let kinds = Event.Kind.allCases.map { ($0.name, added.count(of: $0)) }.filter { $0.1 > 0 }
            Output.line(
                "loaded \(added.count) events (\(kinds.map { "\($0.1) \($0.0)" }.joined(separator: ", ")))"
                    + (skipped > 0 ? ", \(skipped) rows skipped" : ""))
            Output.line("the index has \(log.count) events of \(log.users.count) users and \(log.items.count) items")
            if unknown > 0 { Output.remark("souk: note: \(unknown) items of these events are not in the index") }
        }
    }

    private func export(_ user: String) throws {
        guard let history = try IndexFolder.catalogue(path).history else { return }
        for event in try history.log().events(of: user) {
            Output.write(EventJSON.line(event))
            Output.line()
        }
    }

    private func erase(_ user: String) throws {
        let catalogue = try IndexFolder.catalogue(path)
        var erased = 0
        let known = try catalogue.history?.log().users.number(of: user) != nil
        if known {
            _ = try change(catalogue) { log in
                let rest = log.erasing(user: user)
                erased = log.count - rest.count
                log = rest
            }
        }
        if isJSON {
            var object = JSONObjectText()
            object.add("user", user)
            object.add("erased", erased)
            Output.write(object.text)
            Output.line()
        } else if !isQuiet {
            Output.line(known ? "erased \(erased) events of '\(user)'" : "nothing is known of '\(user)'")
        }
    }
}

/// An event as the JSON line that it can be loaded from again.
enum EventJSON {
    static func line(_ event: Event) -> [UInt8] {
        var object = JSONObjectText()
        object.add("user", event.user)
        object.add("item", event.item)
        object.add("event", event.kind.name)
        if let query = event.query { object.add("query", query) }
        if let value = event.value { object.add("value", value) }
        if let timestamp = event.timestamp { object.add("timestamp", timestamp) }
        return object.text
    }
}
