import Foundation
import Souk
import SoukEngine
import SoukRanking

/// The options that `search`, `run` and `explain` share.
enum SearchArguments {
    typealias Option = CommandSpecification.Option

    static let options: [Option] = [
        Option("k", value: "N", help: "How many products (default 10; run: 100)."),
        Option("filter", value: "EXPR", isRepeatable: true, help: "Only products for which this holds, such as 'price < 2000 AND brand IN (\"华为\", \"荣耀\")'."),
        Option("sort", value: "FIELD:asc|desc", help: "Order by a number in place of the score."),
        Option("scorer", value: "NAME", choices: ["bm25", "tfidf"], help: "Formula of the text's score (default bm25)."),
        Option(
            "strategy", value: "NAME", choices: RankingStrategy.allCases.map(\.rawValue),
            help: "What else decides the order (default auto: by the query's intent)."),
        Option("match", value: "NAME", choices: ["auto", "all", "any"], help: "Words that a product must hold (default auto: all, then fewer)."),
        Option("rerank", value: "NAME", choices: ["off", "cosine"], help: "Whether vectors reorder the first hits (default cosine where the index has vectors)."),
        Option("user", value: "U", help: "Blend in what this user may like (needs souk events)."),
        Option("vector", value: "NUMBERS", help: "A vector for the query, numbers separated by commas."),
        Option("profile", value: "FILE", help: "Relevance profile as JSON; options override it."),
    ]

    static func parse(_ values: ParsedValues, defaultCount: Int) throws -> SearchOptions {
        var options = SearchOptions()
        options.profile = try profile(values)
        options.count = try values.integer("k", in: 0...1_000_000) ?? defaultCount
        options.filters = values.all("filter")
        options.user = values.option("user")
        if let name = values.option("scorer"), let scorer = RelevanceProfile.Scorer(rawValue: name) { options.profile.scorer = scorer }
        if let name = values.option("strategy"), let strategy = RankingStrategy(rawValue: name) { options.profile.strategy = strategy }
        if let name = values.option("match"), let match = RelevanceProfile.Match(rawValue: name) { options.profile.match = match }
        if let name = values.option("rerank"), let rerank = SearchOptions.Rerank(rawValue: name) { options.rerank = rerank }
        if let text = values.option("sort") { options.sort = try sort(text) }
        if let text = values.option("vector") { options.vector = try vector(text) }
        return options
    }

    private static func profile(_ values: ParsedValues) throws -> RelevanceProfile {
        guard let path = values.option("profile") else { return RelevanceProfile() }
        return try profile(at: path)
    }

    static func profile(at path: String) throws -> RelevanceProfile {
        guard let data = FileManager.default.contents(atPath: path) else { throw CommandFailure("\(path): cannot be read") }
        let profile: RelevanceProfile
        do { profile = try JSONDecoder().decode(RelevanceProfile.self, from: data) } catch {
            throw CommandFailure("\(path): not a relevance profile: \(error)")
        }
        if let problem = profile.problems.first { throw CommandFailure("\(path): \(problem)") }
        return profile
    }

    private static func sort(_ text: String) throws -> SearchOptions.Sort {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let direction = parts.count == 2 ? CandidateOrder.Direction(rawValue: String(parts[1])) : parts.count == 1 ? .ascending : nil
        guard let direction, let field = parts.first, !field.isEmpty else {
            throw UsageError("--sort is '\(text)': expected FIELD:asc or FIELD:desc")
        }
        return SearchOptions.Sort(field: String(field), direction: direction)
    }

    private static func vector(_ text: String) throws -> [Float] {
        let numbers = text.split(separator: ",").map { Float($0.filter { !$0.isWhitespace }) }
        guard !numbers.isEmpty, numbers.allSatisfy({ $0?.isFinite == true }) else {
            throw UsageError("--vector is not a list of numbers separated by commas")
        }
        return numbers.compactMap { $0 }
    }
}
