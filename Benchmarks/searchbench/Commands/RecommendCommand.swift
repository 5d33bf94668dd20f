import SoukConsole

struct RecommendCommand: Command {
    static let usage = CommandUsage(
        "recommend",
        abstract: "Measure how well recommenders find what shoppers chose, beside the package implicit.",
        discussion: """
            MovieLens-100k: a random quarter of each user's ratings is held out, every one relevant alike, items that the \
            user rated in training left out of the list. Amazon Beauty and Sports: the last item of each user is held out \
            and ranked among all items that the user did not have. implicit (Benchmarks/peers/install.sh implicit) runs \
            with one thread in a process of its own. --validate measures on a part of the training data instead: settings \
            are chosen with it, never on the test part. The exit status is 1 when a promise of docs/recommendation-quality.md \
            is broken.
            """,
        examples: [
            .init("recommend", "All data sets and models."),
            .init("recommend --data movielens --only factors,linear --validate", "To choose settings."),
        ])

    enum DataSet: String, ArgumentChoice {
        case all, movielens, beauty, sports
    }

    @Option("--data", value: "NAME", help: "What is measured on") var data = DataSet.all
    @Option("--only", value: "NAMES", help: "Only models whose names begin with one of these") var only =
        CommaSeparated<ModelName>([])
    @Option("--users", value: "N", help: "Only the first users are asked for", range: .within(1...1_000_000))
    var users: Int?
    @Option("--seed", value: "N", help: "Draws the held-out part of MovieLens") var seed = 42
    @Flag("--validate", help: "Hold out a part of the training data instead") var validates
    @Flag("--no-peer", help: "Leave implicit out") var skipsPeer

    /// What each data set's best model, and MovieLens' item-based one, reaches at least.
    private static let promises: [DataSet: Double] = [.movielens: 0.46, .beauty: 0.0318, .sports: 0.0192]
    private static let itemBasedPromise = 0.382

    func run(_ console: Console) throws -> ExitStatus {
        var isKept = true
        for set in data == .all ? DataSet.allCases.filter({ $0 != .all }) : [data] {
            var split = try split(set)
            if let users { split = split.limited(to: users) }
            let run = RecommendRun(
                split: split, only: Set(only.elements.map(\.argumentText)), measuresPeer: !skipsPeer)
            let (table, best, itemBased) = try run.table { console.remark($0) }
            console.write(table)
            if !console.wantsJSON { console.output.write("\n") }
            guard only.elements.isEmpty, users == nil, !validates else { continue }
            if best < Self.promises[set] ?? 0 || (set == .movielens && itemBased < Self.itemBasedPromise) {
                console.warning("\(split.name): below what is promised")
                isKept = false
            }
        }
        return isKept ? .success : .failure
    }

    private func split(_ set: DataSet) throws -> InteractionSplit {
        switch set {
        case .movielens, .all:
            try .movieLens(seed: UInt64(bitPattern: Int64(seed)), validates: validates)
        case .beauty: try .amazon("Beauty", validates: validates)
        case .sports: try .amazon("Sports_and_Outdoors", validates: validates)
        }
    }
}

/// The beginning of a model's name.
struct ModelName: ArgumentValue {
    let argumentText: String

    init?(argument: String) { argumentText = argument }

    static var expectation: String { "the beginning of a model's name" }
}
