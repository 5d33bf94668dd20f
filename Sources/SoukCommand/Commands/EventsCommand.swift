import Souk
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
            since 1970 or ISO 8601. Loading is all or nothing, as with products.
            """,
        examples: [
            .init("events shop.index events.tsv", "Adds to what was loaded before."),
            .init("events shop.index --export u007 > u007.jsonl", "Everything known of a user."),
            .init("events shop.index --erase u007", "Forgets the user for good."),
        ])

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Argument("FILE", help: "Events; - is standard input", allowsNone: true) var files: [String]
    @Option("--erase", value: "U", help: "Erase every event of a user") var erased: String?
    @Option("--export", value: "U", help: "Write every event of a user as JSONL") var exported: String?
    @Option("--format", value: "NAME", help: "Format of the files, in place of what their names tell")
    var format: RowFormat?
    @Option(
        "--on-error", value: "NAME", help: "What a bad row does: stop loads nothing, skip leaves it out")
    var errorHandling = IndexCommand.ErrorHandling.stop

    func validate() throws(UsageError) {
        if erased != nil && exported != nil { throw .conflict("--erase", "--export") }
        if !files.isEmpty, let task = erased != nil ? "--erase" : exported != nil ? "--export" : nil {
            throw .conflict("FILE", task)
        }
        if files.isEmpty && erased == nil && exported == nil {
            throw .missingOneOf(["FILE", "--erase", "--export"])
        }
    }

    func run(_ console: Console) throws -> ExitStatus {
        let catalogue = try folder.catalogue()
        let log = catalogue.history?.log ?? EventLog()
        if let exported {
            export(log.events(of: exported), console)
        } else if let erased {
            try replace(log, by: log.erasing(user: erased), catalogue, console)
        } else {
            var grown = log
            grown.append(try read(console))
            try replace(log, by: grown, catalogue, console)
        }
        return .success
    }

    private func read(_ console: Console) throws -> [Event] {
        var events: [Event] = []
        var skipped = 0
        for file in files {
            let rows = try EventRows(file, format: format)
            reading: while true {
                switch Result(catching: { () throws(ImportError) in try rows.next() }) {
                case .success(let event?): events.append(event)
                case .success(nil): break reading
                case .failure(.badRow(let error)) where errorHandling == .skip:
                    skipped += 1
                    if skipped <= 20 { console.warning("skipped \(error)") }
                case .failure(let error):
                    throw CommandFailure("\(error); nothing was loaded")
                }
            }
        }
        if skipped > 20 { console.warning("\(skipped) rows were skipped") }
        return events
    }

    private func replace(_ old: EventLog, by new: EventLog, _ catalogue: Catalogue, _ console: Console) throws
    {
        let writer = try IndexWriter(try folder.directory(), schema: catalogue.snapshot.schema)
        defer { writer.close() }
        let name = writer.attachmentName(for: ShopperHistory.purpose)
        try new.write(to: writer.directory, name: name)
        writer.attach(name, as: ShopperHistory.purpose)
        try writer.commit()
        let change = new.events.count - old.events.count
        let users = Set(new.events.map(\.user)).count
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.member("loaded", max(change, 0))
                    json.member("erased", max(-change, 0))
                    json.member("events", new.events.count)
                    json.member("users", users)
                }
            }
        } else {
            let verb = change >= 0 && erased == nil ? "loaded \(change)" : "erased \(-change)"
            console.output.writeLine("\(verb) events; \(new.events.count) events of \(users) users")
        }
    }

    private func export(_ events: [Event], _ console: Console) {
        for event in events {
            console.writeJSON { json in
                json.object { json in
                    json.member("user", event.user)
                    json.member("item", event.item)
                    json.member("event", event.kind.rawValue)
                    if let query = event.query { json.member("query", query) }
                    if let value = event.value { json.member("value", value) }
                    if let timestamp = event.timestamp { json.member("timestamp", timestamp) }
                }
            }
        }
    }
}
