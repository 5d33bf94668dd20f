import Dispatch
import Souk
import SoukConsole
import SoukLab
import SoukRanking
import SoukStorage

/// The metric of every judged query of an index under a relevance profile.
struct ProfileMeasurement {
    private let catalogue: Catalogue
    private let threads: Int
    private let topics: [Topic]
    private let evaluator: Evaluator
    private let metric: Metric

    /// - Parameter threads: searches at once.
    init(
        _ catalogue: Catalogue, _ topics: TopicFile, _ judgements: Judgements, _ metric: Metric, threads: Int
    ) {
        let known = Dictionary(uniqueKeysWithValues: topics.topics.map { ($0.id, $0) })
        let shared = judgements.queries.filter { known[$0] != nil }
        evaluator = Evaluator(
            Judgements(
                name: judgements.name,
                grades: shared.map { (query: $0, grades: judgements.grades(for: $0)) }),
            metrics: [metric])
        self.topics = evaluator.queries.compactMap { known[$0] }
        self.metric = metric
        self.catalogue = catalogue
        self.threads = threads
    }

    /// Queries with a text and a relevant product.
    var queryCount: Int { topics.count }

    /// In the order of the judgements.
    func values(_ profile: RelevanceProfile) throws -> [Double] {
        var options = SearchOptions()
        options.profile = profile
        options.highlights = false
        options.count = metric.cut ?? 100
        let results = Locked([[Identifier]](repeating: [], count: topics.count))
        let failure = Locked<SearchError?>(nil)
        let (settings, topics, catalogue, threads) = (options, topics, catalogue, threads)
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            do throws(SearchError) {
                let pipeline = try SearchPipeline(catalogue)
                for place in stride(from: thread, to: topics.count, by: threads) {
                    let page = try pipeline.search(topics[place].text, settings)
                    results.withLock { $0[place] = page.hits.map { Identifier($0.id) } }
                }
            } catch { failure.withLock { $0 = error } }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        let rankings = zip(topics, results.withLock { $0 }).map { topic, ids in
            (
                query: topic.id,
                results: ids.enumerated().map {
                    Run.Result(document: $0.element, score: Double(ids.count - $0.offset))
                }
            )
        }
        let run = Run(name: "tune", tag: "tune", results: rankings)
        return evaluator.evaluate(run).values(of: metric) ?? []
    }
}
