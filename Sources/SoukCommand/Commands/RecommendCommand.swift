import Souk
import SoukEngine
import SoukImport
import SoukRecommend
import SoukStorage

struct RecommendCommand: Command {
    static let specification = CommandSpecification(
        name: "recommend", abstract: "Recommend products to a user, or products like another.",
        discussion: """
            Needs events (souk events). Products that the user had to do with before, and those that left the index, \
            are left out. A user of whom little is known gets what most shoppers chose.
            """,
        arguments: [IndexFolder.argument],
        options: [
            .init("user", value: "USER", help: "Recommend to this user."),
            .init("item", value: "ID", help: "Products that shoppers choose together with this one."),
            .init("users", value: "FILE", help: "One user a line: writes a TREC run with the user as qid."),
            .init("k", value: "N", help: "How many (default 10)."),
            .init("algorithm", value: "NAME", choices: ["item", "user", "popularity"], help: "Default item."),
            .init("tag", value: "NAME", help: "Name of the run (default souk)."),
            .init("why", help: "Show the reasons."),
        ],
        examples: [
            ("souk recommend shop.index --user u007 --why", "With the products that led to each."),
            ("souk recommend shop.index --item p-17", "Chosen together with p-17."),
            ("souk recommend shop.index --users users.txt -k 100 > souk.run", "Then: souk eval --qrels qrels.txt souk.run"),
        ])

    private enum Target {
        case user(String)
        case item(String)
        case users(String)
    }

    private let path: String
    private let target: Target
    private let count: Int
    private let algorithm: String
    private let tag: String
    private let isExplaining: Bool
    private let isJSON: Bool

    init(_ values: ParsedValues) throws {
        path = values.arguments[0]
        let targets = [
            values.option("user").map { Target.user($0) }, values.option("item").map { Target.item($0) },
            values.option("users").map { Target.users($0) },
        ].compactMap { $0 }
        guard let target = targets.first, targets.count == 1 else {
            throw UsageError("name one of --user USER, --item ID and --users FILE")
        }
        self.target = target
        count = try values.integer("k", in: 1...1_000_000) ?? 10
        algorithm = values.option("algorithm") ?? "item"
        if case .item = target, algorithm != "item" { throw UsageError("--item goes with --algorithm item") }
        tag = values.option("tag") ?? "souk"
        guard !tag.isEmpty, !tag.contains(where: \.isWhitespace) else { throw UsageError("--tag is empty or holds a space") }
        isExplaining = values.flag("why")
        isJSON = values.flag("json")
    }

    func run() throws -> Int32 {
        let catalogue = try IndexFolder.catalogue(path)
        guard let history = catalogue.history else {
            throw CommandFailure("\(path): no events here: load some with souk events \(path) FILE…")
        }
        let snapshot = catalogue.snapshot
        let log = try history.log()
        let eligible = EligibleItems(log.items) { snapshot.address(of: $0) != nil }
        let list = RecommendationText(snapshot: snapshot, isExplaining: isExplaining)
        switch target {
        case .user(let user):
            let found = try recommender(history, log, eligible).recommend(for: user, count: count)
            let isKnown = log.users.number(of: user) != nil
            if isJSON { try list.writeJSON(found, ("user", user), algorithm) } else {
                if !isKnown { Output.remark("souk: note: nothing is known of '\(user)': what most shoppers chose") }
                try list.write(found)
            }
        case .item(let item):
            guard log.items.number(of: item) != nil || snapshot.address(of: item) != nil else {
                throw CommandFailure("no product '\(item)' in \(path)")
            }
            let found = ItemBasedRecommender(try history.neighbours(), eligible: eligible)
                .similarItems(to: item, count: count)
            if isJSON { try list.writeJSON(found, ("item", item), algorithm) } else { try list.write(found) }
        case .users(let file): try writeRun(file, try recommender(history, log, eligible))
        }
        return 0
    }

    private func recommender(
        _ history: ShopperHistory, _ log: EventLog, _ eligible: EligibleItems
    ) throws -> any Recommender {
        switch algorithm {
        case "popularity": return PopularityRecommender(PreferenceMatrix(log), eligible: eligible)
        case "user":
            let matrix = PreferenceMatrix(log)
            return FilledRecommender(
                UserBasedRecommender(matrix, eligible: eligible),
                filledBy: PopularityRecommender(matrix, eligible: eligible))
        default:
            let neighbours = try history.neighbours()
            return FilledRecommender(
                ItemBasedRecommender(neighbours, eligible: eligible),
                filledBy: PopularityRecommender(neighbours.matrix, eligible: eligible))
        }
    }

    private func writeRun(_ file: String, _ recommender: any Recommender) throws {
        let bytes = try ByteSource(file).readAll()
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let user = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
            if user.isEmpty { continue }
            guard !user.contains(where: \.isWhitespace) else {
                throw CommandFailure("\(file):\(index + 1): '\(user)' holds a space: expected one user a line")
            }
            let found = recommender.recommend(for: user, count: count)
            for (rank, entry) in found.enumerated() { writeRunLine(user, entry, rank: rank, of: found.count) }
        }
    }

    private func writeRunLine(_ user: String, _ entry: Recommendation, rank: Int, of count: Int) {
        // Readers of runs sort by the score: the place, which never ties, stands for it.
        guard isJSON else {
            Output.line("\(user) Q0 \(entry.item) \(rank + 1) \(count - rank) \(tag)")
            return
        }
        var object = JSONObjectText()
        object.add("qid", user)
        object.add("docid", entry.item)
        object.add("rank", rank + 1)
        object.add("score", entry.score)
        Output.write(object.text)
        Output.line()
    }
}

/// A list of recommendations, with titles for people and products for programs.
struct RecommendationText {
    let snapshot: IndexSnapshot
    let isExplaining: Bool

    func write(_ list: [Recommendation]) throws {
        for (index, entry) in list.enumerated() {
            let label = String(index + 1)
            Output.line(String(repeating: " ", count: max(3 - label.count, 0)) + label + ". " + title(of: entry.item))
            Output.line("     " + Style.dim("\(entry.item) · score \((entry.score * 10_000).rounded() / 10_000)"))
            guard isExplaining else { continue }
            for reason in entry.reasons { Output.line("     " + reason.text(naming: shortTitle)) }
        }
        if list.isEmpty { Output.line("  nothing to recommend") }
    }

    func writeJSON(_ list: [Recommendation], _ subject: (name: String, value: String), _ algorithm: String) throws {
        var object = JSONObjectText()
        object.add(subject.name, subject.value)
        object.add("algorithm", algorithm)
        object.add("hits", objects: try list.map { entry in
            var hit = JSONObjectText()
            hit.add("id", entry.item)
            hit.add("score", entry.score)
            if let address = snapshot.address(of: entry.item) { hit.add("product", raw: try snapshot.source(of: address)) }
            if isExplaining { hit.add("reasons", .array(entry.reasons.map { .string($0.text()) })) }
            return hit
        })
        Output.write(object.text)
        Output.line()
    }

    /// The title of a product, or its key where it has none or has left the index.
    private func title(of item: String) -> String {
        guard let address = snapshot.address(of: item), let source = try? snapshot.source(of: address),
            let product = try? JSONParser().parse(source)
        else { return item }
        return product["title"]?.scalarText ?? product["name"]?.scalarText ?? item
    }

    private func shortTitle(_ item: String) -> String { "“\(DisplayWidth.cut(title(of: item), to: 40))”" }
}
