import Souk
import SoukConsole
import SoukEngine
import SoukImport
import SoukLab
import SoukRecommend

struct RecommendCommand: Command {
    static let usage = CommandUsage(
        "recommend", abstract: "Recommend products to a user, or products that go with one.",
        discussion: """
            item: what goes with what the user chose; user: what users of like taste chose; factors: matrix \
            factorisation (iALS); linear: a linear item model (EASE); content: brand, category, attributes, price and \
            vectors; popularity: what most chose, lately more; trending: what more choose now than before; together: \
            what is bought in one basket; next: what others chose after what the user chose last; hybrid: factors, \
            linear, next and content as one. Lists that are too short are filled up by content and popularity, and a note \
            says so; with --json every hit names the algorithm it is by. What has a stock of 0 is left out. Needs souk events; \
            content of a product does not.
            """,
        examples: [
            .init("recommend shop.index --user u007 --why", "With the reasons."),
            .init("recommend shop.index --item p-17", "What is chosen together with it."),
            .init(
                "recommend shop.index --item p-17 --algorithm together",
                "What is bought in one basket with it."),
            .init("recommend shop.index --users users.txt -k 10", "A TREC run with users as queries."),
            .init("recommend shop.index --users users.txt --json", "An object a line, for a mailing."),
        ])

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Option("--user", value: "U", help: "Recommend to this user") var user: String?
    @Option("--item", value: "I", help: "Recommend what goes with this product") var item: String?
    @Option("--users", value: "FILE", help: "Recommend to every user of a file, one a line, as a TREC run")
    var users: String?
    @Option("-k", value: "N", help: "How many products", range: .within(1...1_000_000)) var count = 10
    @Option("--algorithm", value: "NAME", help: "How to find them") var algorithm = RecommendationAlgorithm
        .item
    @Option("--measure", value: "NAME", help: "How item and user compare") var measure = RowSimilarity.cosine
    @Option("--tag", value: "NAME", help: "Name of the run") var tag = RunTag.standard
    @Flag("--why", help: "Say why") var why
    @Flag("--sold-out", help: "Also recommend products whose stock is 0") var recommendsSoldOut

    func validate() throws(UsageError) {
        let given = [("--user", user), ("--item", item), ("--users", users)].filter { $0.1 != nil }.map(\.0)
        if given.count > 1 { throw .conflict(given[0], given[1]) }
        if given.isEmpty { throw .missingOneOf(["--user", "--item", "--users"]) }
        if item != nil && [.user, .popularity, .trending].contains(algorithm) {
            throw .conflict("--item", "--algorithm \(algorithm.rawValue)")
        }
    }

    func run(_ console: Console) throws -> ExitStatus {
        let catalogue = try folder.catalogue()
        guard catalogue.history != nil || item != nil else {
            throw CommandFailure(
                "\(folder.path): no events here: load some with souk events \(folder.path) FILE")
        }
        let recommenders = try CatalogueRecommenders(
            catalogue, measure: measure, recommendsSoldOut: recommendsSoldOut)
        if let item {
            let snapshot = catalogue.snapshot
            let isKnown = try catalogue.history?.log().items.number(of: item) != nil
            guard isKnown || snapshot.address(of: item) != nil else {
                throw CommandFailure("no product '\(item)' in \(folder.path)")
            }
            let answer = recommenders.similarItems(to: item, algorithm, count: count)
            if answer.ownCount == 0, !answer.products.isEmpty, algorithm != .content {
                console.remark(
                    "souk: note: '\(algorithm.rawValue)' knows nothing that goes with '\(item)': these are products like it (content)"
                )
            }
            try write(answer, ("item", item), snapshot, console)
        } else if let user {
            try write(
                answer(user, recommenders, catalogue, console), ("user", user), catalogue.snapshot, console)
        } else if let users {
            try writeUsers(users, recommenders, catalogue, console)
        }
        return .success
    }

    /// What a user is recommended; says where that is not the algorithm's own.
    private func answer(
        _ user: String, _ recommenders: CatalogueRecommenders, _ catalogue: Catalogue, _ console: Console
    ) throws -> CatalogueRecommenders.Answer {
        let shopper = try catalogue.history?.shopper(user) ?? .unknown
        let answer = recommenders.answer(algorithm, for: shopper, count: count)
        if shopper.choices.isEmpty {
            console.remark(
                "souk: note: nothing is known of '\(user)': this is what most shoppers choose (popularity)")
        } else if answer.ownCount < answer.products.count {
            console.remark(
                "souk: note: '\(algorithm.rawValue)' found \(answer.ownCount) of \(answer.products.count) for '\(user)'; "
                    + "the others are products like those chosen (content), then popular ones")
        }
        return answer
    }

    private func write(
        _ answer: CatalogueRecommenders.Answer, _ subject: (name: String, value: String),
        _ snapshot: IndexSnapshot, _ console: Console
    ) throws {
        guard console.wantsJSON else { return writeText(answer.products, snapshot, console) }
        try console.writeJSON { json in
            try json.object { json in
                json.member(subject.name, subject.value)
                json.member("algorithm", algorithm.rawValue)
                try json.array("hits") { json in
                    for (place, entry) in answer.products.enumerated() {
                        try json.object { json in
                            json.member("id", entry.item)
                            json.member("score", entry.score)
                            json.member("by", origin(of: entry, place < answer.ownCount).rawValue)
                            if let address = snapshot.address(of: entry.item) {
                                json.member("product", RawJSON(try snapshot.source(of: address)))
                            }
                            if why { json.member("reasons", entry.reasons.map { $0.text() }) }
                        }
                    }
                }
            }
        }
    }

    /// The algorithm that found a product: the one asked for, or one that filled up its list.
    private func origin(of entry: Recommendation, _ isOwn: Bool) -> RecommendationAlgorithm {
        if isOwn { return algorithm }
        if case .popular? = entry.reasons.first { return .popularity }
        return .content
    }

    private func writeText(_ found: [Recommendation], _ snapshot: IndexSnapshot, _ console: Console) {
        for (index, entry) in found.enumerated() {
            let id = console.style.dim(entry.item)
            console.output.writeLine("\(index + 1). \(snapshot.title(of: entry.item))  \(id)")
            guard why else { continue }
            for reason in entry.reasons {
                let text = reason.text { "“\(truncated(snapshot.title(of: $0), toWidth: 40))”" }
                console.output.writeLine("   " + console.style.dim(text))
            }
        }
        if found.isEmpty { console.output.writeLine("nothing to recommend") }
    }

    /// A TREC run, or with `--json` an object a line; a user who is named twice is answered once.
    private func writeUsers(
        _ file: String, _ recommenders: CatalogueRecommenders, _ catalogue: Catalogue, _ console: Console
    ) throws {
        if why, !console.wantsJSON {
            throw CommandFailure("a TREC run has no place for reasons: --users with --why needs --json")
        }
        let writer = try RunWriter(tag: tag.argumentText)
        let filled = recommenders.filled(algorithm)
        var known: Set<String> = []
        var repeated = 0
        for line in try InputFile(path: file).readAll().split(separator: 0x0A) {
            let user = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
            if user.isEmpty { continue }
            guard known.insert(user).inserted else {
                repeated += 1
                continue
            }
            if console.wantsJSON {
                try write(
                    try answer(user, recommenders, catalogue, console), ("user", user), catalogue.snapshot,
                    console)
            } else {
                let shopper = try catalogue.history?.shopper(user) ?? .unknown
                let found = filled.recommend(for: shopper, count: count)
                console.output.write(
                    try writer.lines(
                        query: Identifier(user), documents: found.map { Identifier($0.item) }))
            }
            if console.output.isClosed { return }
        }
        if repeated > 0 {
            console.remark("souk: note: \(counted(repeated, "line")) named a user again and was left out")
        }
        if known.isEmpty { console.warning("\(file): no users in it") }
    }
}

extension RecommendationAlgorithm: ArgumentChoice {}
extension RowSimilarity: ArgumentChoice {}
