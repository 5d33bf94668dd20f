import Foundation
import Souk
import SoukImport
import SoukRecommend

struct RecommendCommand: Command {
    static let usage = CommandUsage(
        "recommend", abstract: "Recommend products to a user, or products that go with one.",
        discussion: """
            item: what goes with what the user chose; user: what users with like tastes chose; popularity: what most \
            choose, which is also the answer for a user without a history. Needs souk events.
            """,
        examples: [
            .init("recommend shop.index --user u007 --why", "With the reasons."),
            .init("recommend shop.index --item p-17", "What is chosen together with it."),
            .init("recommend shop.index --users users.txt -k 10", "A TREC run with users as queries."),
        ])

    enum Algorithm: String, ArgumentChoice {
        case item, user, popularity
    }

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Option("--user", value: "U", help: "Recommend to this user") var user: String?
    @Option("--item", value: "I", help: "Recommend what goes with this product") var item: String?
    @Option("--users", value: "FILE", help: "Recommend to every user of a file, one a line, as a TREC run")
    var users: String?
    @Option("-k", value: "N", help: "How many products", range: .within(1...100_000)) var count = 10
    @Option("--algorithm", value: "NAME", help: "How to find them") var algorithm = Algorithm.item
    @Flag("--why", help: "Say why") var why

    func validate() throws(UsageError) {
        let given = [("--user", user), ("--item", item), ("--users", users)].filter { $0.1 != nil }.map(\.0)
        if given.count > 1 { throw .conflict(given[0], given[1]) }
        if given.isEmpty { throw .missingOneOf(["--user", "--item", "--users"]) }
    }

    func run(_ console: Console) throws -> ExitStatus {
        let catalogue = try folder.catalogue()
        guard let history = catalogue.history else {
            throw CommandFailure("\(folder.path): no events are loaded: souk events \(folder.path) FILE")
        }
        if let item {
            write(
                available(history.recommender.similarItems(to: item, count: Int.max), catalogue), catalogue,
                console)
        } else if let user {
            write(recommendations(user, history, catalogue), catalogue, console)
        } else if let users {
            try writeRun(users, history, catalogue, console)
        }
        return .success
    }

    private func recommendations(
        _ user: String, _ history: ShopperHistory, _ catalogue: Catalogue
    ) -> [Recommendation] {
        let matrix = InteractionMatrix(history.log)
        let recommender: any Recommender =
            switch algorithm {
            case .item: history.recommender
            case .user: UserBasedRecommender(matrix)
            case .popularity: PopularityRecommender(matrix)
            }
        let found = available(recommender.recommend(for: user, count: Int.max), catalogue)
        // Someone without a history, or whose items nobody else chose, is shown what most shoppers choose.
        return found.isEmpty
            ? available(PopularityRecommender(matrix).recommend(for: user, count: Int.max), catalogue) : found
    }

    /// Products that the index still holds.
    private func available(_ found: [Recommendation], _ catalogue: Catalogue) -> [Recommendation] {
        Array(found.lazy.filter { catalogue.snapshot.address(of: $0.item) != nil }.prefix(count))
    }

    private func write(_ found: [Recommendation], _ catalogue: Catalogue, _ console: Console) {
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.array("recommendations") { json in
                        for entry in found {
                            json.object { json in
                                json.member("id", entry.item)
                                json.member("score", entry.score)
                                json.member("why", entry.reason)
                            }
                        }
                    }
                }
            }
            return
        }
        for (index, entry) in found.enumerated() {
            console.output.writeLine(
                "\(index + 1). \(title(entry.item, catalogue))  \(console.style.dim(entry.item))")
            if why { console.output.writeLine("   " + console.style.dim(reason(entry, catalogue))) }
        }
        if found.isEmpty { console.output.writeLine("nothing to recommend yet") }
    }

    /// The reason with the title of the product that it names.
    private func reason(_ entry: Recommendation, _ catalogue: Catalogue) -> String {
        let words = entry.reason.split(separator: " ").map { word in
            catalogue.snapshot.address(of: String(word)) == nil
                ? String(word) : "“\(title(String(word), catalogue))”"
        }
        return words.joined(separator: " ")
    }

    private func title(_ id: String, _ catalogue: Catalogue) -> String {
        guard let address = catalogue.snapshot.address(of: id),
            let source = try? catalogue.snapshot.source(of: address),
            let product = try? JSONParser().parse(source)
        else { return id }
        return product["title"]?.scalarText ?? id
    }

    private func writeRun(
        _ path: String, _ history: ShopperHistory, _ catalogue: Catalogue, _ console: Console
    ) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path): cannot be read")
        }
        for line in String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let user = line.split(separator: "\t").first.map(String.init) ?? String(line)
            for (rank, entry) in recommendations(user, history, catalogue).enumerated() {
                console.output.writeLine("\(user) Q0 \(entry.item) \(rank + 1) \(count - rank) souk")
            }
        }
    }
}
