import Foundation
import Souk
import SoukConsole
import SoukEngine
import SoukImport
import SoukRanking
import SoukUnderstanding

extension RelevanceProfile.Scorer: ArgumentChoice {}
extension RelevanceProfile.Match: ArgumentChoice {}
extension RankingStrategy: ArgumentChoice {}
extension SearchOptions.Rerank: ArgumentChoice {}
extension SearchOptions.Spelling: ArgumentChoice {}
extension SearchOptions.Names: ArgumentChoice {}

/// The options that `search`, `run` and `explain` share.
struct SearchArguments: ParameterGroup {
    @Option(
        "-k", value: "N", help: "How many products (default: 10; run: 100)", range: .within(0...1_000_000))
    var count: Int?

    @Option(
        "--filter", value: "EXPR",
        help: "Only products for which this holds, such as 'price < 2000 AND brand IN (\"华为\", \"荣耀\")'")
    var filters: [String]

    @Option(
        "--select", value: "FIELD=VALUE",
        help: "Values chosen in a facet of which several may be: its own counts are not narrowed by them")
    var selections: [FacetChoice]

    @Option(
        "--group", value: "FIELD",
        help: "Show the best variant of each product: variants share the field's value, such as group")
    var group: String?

    @Option("--sort", value: "FIELD:asc|desc", help: "Order by a number in place of the score")
    var sort: SearchOptions.Sort?

    @Option("--scorer", value: "NAME", help: "Formula of the text's score (default: the profile's, bm25)")
    var scorer: RelevanceProfile.Scorer?

    @Option(
        "--strategy", value: "NAME",
        help: "What else decides the order (default: auto, by the query's intent)")
    var strategy: RankingStrategy?

    @Option(
        "--match", value: "NAME",
        help: "Words that a product must hold (default: auto, all of them, then fewer)")
    var match: RelevanceProfile.Match?

    @Option(
        "--rerank", value: "NAME", help: "Whether vectors reorder the first hits, where the index has vectors"
    )
    var rerank = SearchOptions.Rerank.cosine

    @Option("--spelling", value: "NAME", help: "Whether words are also searched as they were probably meant")
    var spelling = SearchOptions.Spelling.auto

    @Option(
        "--names", value: "NAME", help: "Whether names that are known everywhere (Apple, 苹果) find each other")
    var names = SearchOptions.Names.auto

    @Option("--user", value: "U", help: "Blend in what this user may like (needs souk events)")
    var user: String?

    @Option("--vector", value: "NUMBERS", help: "A vector for the query, numbers separated by commas")
    var vector: QueryVector?

    @Option(
        "--diversity", value: "N",
        help: "How much the order minds that products are alike: 0, not at all, to 1",
        range: .within(0...1))
    var diversity = 0.0

    @Option("--profile", value: "FILE", help: "Relevance profile as JSON; options override it")
    var profilePath: String?

    @Option(
        "--rules", value: "FILE", help: "Merchandising rules for this search, in place of the index's own")
    var rulePath: String?

    @Option(
        "--at", value: "MOMENT",
        help: "The moment that rules are asked for, such as 2026-11-11 (default: now)")
    var moment: RuleMoment?

    @Option(
        "--synonyms", value: "FILE", help: "Synonyms for this search, in place of the index's own")
    var synonymPath: String?

    func options(defaultCount: Int) throws -> SearchOptions {
        var options = SearchOptions()
        if let profilePath { options.profile = try SearchArguments.profile(at: profilePath) }
        if let scorer { options.profile.scorer = scorer }
        if let strategy { options.profile.strategy = strategy }
        if let match { options.profile.match = match }
        options.count = count ?? defaultCount
        options.filters = filters
        options.selections = FacetChoice.selections(selections)
        options.group = group
        options.sort = sort
        options.rerank = rerank
        options.spelling = spelling
        options.names = names
        options.user = user
        options.vector = vector?.numbers
        if let rulePath { options.rules = try RuleFileArgument(path: rulePath).rules() }
        options.time = moment?.seconds
        options.diversity = diversity
        if let synonymPath { options.synonyms = try SynonymFile(at: synonymPath).table }
        return options
    }

    static func profile(at path: String) throws(CommandFailure) -> RelevanceProfile {
        let file = ConfigurationFile(
            path: path, purpose: "a relevance profile",
            names: [
                "": [
                    "k1", "b", "fieldWeights", "scorer", "strategy", "epsilon", "weights", "match", "rerank",
                ], "rerank": ["weight", "depth", "feedback", "agreement", "sure", "unsure"],
            ])
        let profile = try file.decode(RelevanceProfile.self)
        if let problem = profile.problems.first { throw CommandFailure("\(path): \(problem)") }
        return profile
    }
}

extension SearchOptions.Sort: ArgumentValue {
    package init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let field = parts.first, !field.isEmpty, parts.count <= 2 else { return nil }
        guard let direction = parts.count == 2 ? CandidateOrder.Direction(rawValue: parts[1]) : .ascending
        else {
            return nil
        }
        self.init(field: field, direction: direction)
    }

    package var argumentText: String { "\(field):\(direction.rawValue)" }
    package static var expectation: String { "FIELD:asc or FIELD:desc" }
}

/// A value chosen in a facet, typed as `brand=华为` or `price=99..199`.
struct FacetChoice: ArgumentValue {
    let field: String
    let value: String

    init?(argument: String) {
        guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else { return nil }
        field = String(argument[..<sign])
        value = String(argument[argument.index(after: sign)...])
    }

    var argumentText: String { "\(field)=\(value)" }
    static var expectation: String { "FIELD=VALUE, such as brand=华为 or price=99..199" }

    /// The choices of each field together, in the order of the fields.
    static func selections(_ choices: [FacetChoice]) -> [SearchOptions.Selection] {
        var result: [SearchOptions.Selection] = []
        for choice in choices {
            let values = choice.value.isEmpty ? [] : [choice.value]
            if let place = result.firstIndex(where: { $0.field == choice.field }) {
                result[place].values += values
            } else {
                result.append(SearchOptions.Selection(choice.field, values))
            }
        }
        return result
    }
}

/// A vector typed as `0.1,-0.2,0.7`.
struct QueryVector: ArgumentValue {
    let numbers: [Float]

    init?(argument: String) {
        let numbers = argument.split(separator: ",").map { Float($0.filter { !$0.isWhitespace }) }
        guard !numbers.isEmpty, numbers.allSatisfy({ $0?.isFinite == true }) else { return nil }
        self.numbers = numbers.compactMap { $0 }
    }

    var argumentText: String { numbers.map(\.description).joined(separator: ",") }
    static var expectation: String { "numbers separated by commas" }
}

extension SynonymFile {
    /// Reads a file that the user names, plain or .gz; - is standard input.
    init(at path: String) throws {
        try self.init(
            String(decoding: try InputFile(path: path).readAll(), as: UTF8.self),
            file: path == "-" ? "standard input" : path)
    }
}
