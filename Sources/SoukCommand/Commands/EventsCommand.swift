import Souk
import SoukConsole
import SoukEngine
import SoukImport
import SoukRecommend
import SoukStorage

struct EventsCommand: Command {
    static let usage = CommandUsage(
        "events", abstract: "Load what shoppers did, or export or erase what is known of one.",
        discussion: """
            A FILE is TSV or CSV with a header naming user, item, event, query, value, timestamp (the last three may be \
            absent), or JSONL with those names. Events are view, click, cart, purchase and rating; times are seconds \
            since 1970 or ISO 8601, before the year 2100. Ratings are on a scale to 5, 10 or 100, the first that holds 99 in 100 \
            of them. An event that was loaded before, its time included, is not \
            loaded again. Loading is all or nothing, as with products.
            """,
        examples: [
            .init("events shop.index events.tsv", "Adds to what was loaded before."),
            .init("events shop.index --export u007 > u007.jsonl", "Everything known of a user."),
            .init("events shop.index --profile u007", "What is thought of the user."),
            .init("events shop.index --erase u007", "Forgets the user for good."),
        ])

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Argument("FILE", help: "Events, plain or .gz; - is standard input", allowsNone: true) var files: [String]
    @Option("--erase", value: "U", help: "Erase every event of a user") var erased: String?
    @Option("--export", value: "U", help: "Write every event of a user as JSONL") var exported: String?
    @Option("--profile", value: "U", help: "Write what is thought of a user as one JSON object")
    var profiled: String?
    @Option(
        "--on-error", value: "NAME", help: "What a bad row does: stop loads nothing, skip leaves it out")
    var errorHandling = IndexCommand.ErrorHandling.stop

    private static let reportedErrors = 20

    func validate() throws(UsageError) {
        let tasks = [("--erase", erased), ("--export", exported), ("--profile", profiled)].filter {
            $0.1 != nil
        }
        .map(\.0)
        if tasks.count > 1 { throw .conflict(tasks[0], tasks[1]) }
        if !files.isEmpty, let task = tasks.first { throw .conflict("FILE", task) }
        if files.isEmpty && tasks.isEmpty {
            throw .missingOneOf(["FILE", "--erase", "--export", "--profile"])
        }
    }

    func run(_ console: Console) throws -> ExitStatus {
        if let exported {
            try export(exported, console)
        } else if let profiled {
            if let profile = try folder.catalogue().profile(of: profiled) {
                console.writeJSON { $0.value(EncodedJSON(profile)) }
            } else {
                remarkUnknown(profiled, console)
            }
        } else if let erased {
            try erase(erased, console)
        } else {
            try load(console)
        }
        return .success
    }

    private func remarkUnknown(_ user: String, _ console: Console) {
        console.remark("souk: note: nothing is known of '\(user)'")
    }

    private func load(_ console: Console) throws {
        let catalogue = try folder.catalogue()
        var added: [Event] = []
        var skipped = 0
        for file in files {
            let bytes = try InputFile(path: file).readAll()
            let before = added.count
            try EventParser(file: file == "-" ? "standard input" : file).parse(
                bytes,
                reject: { error in
                    guard errorHandling == .skip else {
                        throw CommandFailure(
                            "\(error); nothing was loaded (--on-error skip leaves bad rows out)")
                    }
                    skipped += 1
                    if skipped <= Self.reportedErrors { console.warning("skipped \(error)") }
                }, take: { added.append($0) })
            if added.count == before { console.warning("\(file): no events in it") }
        }
        if skipped > Self.reportedErrors { console.warning("\(skipped) rows were skipped") }
        var repeated = 0
        let log = try change(catalogue) { log in
            let news = log.news(among: added)
            repeated = added.count - news.count
            added = news
            for event in news { log.append(event) }
        }
        if repeated > 0 {
            console.remark(
                "souk: note: events that were there already, equal in everything, and count once: "
                    + grouped(repeated))
        }
        let unknown = Set(added.map(\.item)).count { catalogue.snapshot.address(of: $0) == nil }
        report(
            log, added: EventLog(added), skipped: skipped, repeated: repeated, unknown: unknown, console)
    }

    /// Puts a changed log in the place of the old one, under the writer's lock.
    private func change(_ catalogue: Catalogue, _ body: (inout EventLog) -> Void) throws -> EventLog {
        let directory = try folder.directory()
        let writer = try IndexWriter(directory, schema: catalogue.snapshot.schema)
        defer { writer.close() }
        return try EventAttachment.change(writer, in: directory, body)
    }

    private func report(
        _ log: EventLog, added: EventLog, skipped: Int, repeated: Int, unknown: Int, _ console: Console
    ) {
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.member("added", added.count)
                    json.member("skipped", skipped)
                    json.member("repeated", repeated)
                    json.object("kinds") { json in
                        for kind in Event.Kind.allCases { json.member(kind.name, added.count(of: kind)) }
                    }
                    json.member("unknownItems", unknown)
                    json.member("ratingScale", log.ratingScale)
                    json.member("ratingsAboveScale", log.ratingsAboveScale)
                    json.member("events", log.count)
                    json.member("users", log.users.count)
                    json.member("items", log.items.count)
                }
            }
        } else {
            let kinds = Event.Kind.allCases.map { ($0.name, added.count(of: $0)) }.filter { $0.1 > 0 }
            let list = kinds.map { "\(grouped($0.1)) \($0.0)" }.joined(separator: ", ")
            console.output.writeLine(
                "loaded \(grouped(added.count)) events (\(list)); the index has \(grouped(log.count)) of "
                    + "\(grouped(log.users.count)) users and \(grouped(log.items.count)) items")
            if unknown > 0 {
                console.remark("souk: note: \(unknown) items of these events are not in the index")
            }
            let above = log.ratingsAboveScale
            if above > 0 {
                let scale = fixed(log.ratingScale, 0)
                console.remark(
                    "souk: note: nearly all ratings are at most \(scale): \(counted(above, "rating")) above count as \(scale)"
                )
            }
        }
    }

    private func erase(_ user: String, _ console: Console) throws {
        let catalogue = try folder.catalogue()
        let before = try catalogue.history?.log().count ?? 0
        let log = try change(catalogue) { $0 = $0.erasing(user: user) }
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.member("erased", before - log.count)
                    json.member("events", log.count)
                }
            }
        } else {
            console.output.writeLine(
                "erased \(grouped(before - log.count)) events of '\(user)'; \(grouped(log.count)) are left")
        }
    }

    private func export(_ user: String, _ console: Console) throws {
        let events = try folder.catalogue().history?.log().events(of: user) ?? []
        if events.isEmpty { remarkUnknown(user, console) }
        for event in events {
            console.writeJSON { json in
                json.object { json in
                    json.member("user", event.user)
                    json.member("item", event.item)
                    json.member("event", event.kind.name)
                    if let query = event.query { json.member("query", query) }
                    if let value = event.value { json.member("value", value) }
                    if let timestamp = event.timestamp { json.member("timestamp", timestamp) }
                }
            }
        }
    }
}
