import Testing

@testable import SoukLab

@Suite struct MetricNameTests {
    @Test("Names are read and written back")
    func roundTrips() throws {
        for metric in MetricTests.all { #expect(try Metric(metric.description) == metric) }
        #expect(try Metric("nDCG@10") == Metric(.ndcg, cut: 10))
    }

    @Test("A list keeps its order and names each metric once")
    func readsLists() throws {
        let list = try Metric.list("ndcg@10,mrr, recall@100 ,p@10,map,MRR")
        #expect(
            list == [
                Metric(.ndcg, cut: 10), Metric(.mrr), Metric(.recall, cut: 100), Metric(.precision, cut: 10),
                Metric(.map),
            ])
    }

    @Test(
        "Unknown names are refused with what is known",
        arguments: [
            "", "ndcg@", "ndcg@0", "ndcg@-1", "ndcg@1@2", "p", "judged", "err", "@10", "p@1000001",
            "ndcg@ten",
        ])
    func refusesUnknown(name: String) {
        let error = #expect(throws: LabError.self) { try Metric(name) }
        #expect(error == .unknownMetric(found: name, expected: Metric.names))
        #expect(throws: LabError.self) { try Metric.list("mrr,\(name)") }
    }

    @Test("Every definition names its cut-off, and no two metrics share one")
    func definitions() {
        #expect(Set(MetricTests.all.map(\.definition)).count == MetricTests.all.count)
        #expect(Metric(.ndcg, cut: 10).definition.contains("2^grade - 1"))
        #expect(Metric(.ndcg, cut: 10).definition.contains("the first 10 results"))
        #expect(Metric(.precision, cut: 7).definition.contains("divided by 7"))
    }
}
