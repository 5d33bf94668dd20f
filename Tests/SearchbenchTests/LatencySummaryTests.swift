import Testing

@testable import searchbench

@Suite struct LatencySummaryTests {
    @Test func percentilesAreValuesThatWereMeasured() throws {
        let summary = try #require(LatencySummary((1...200).map(Double.init).shuffled()))
        #expect(summary.count == 200)
        #expect(summary.median == 101)
        #expect(summary.percentile99 == 199)
        #expect(summary.mean == 100.5)
    }

    @Test func aSingleTimeIsAllOfThem() throws {
        let summary = try #require(LatencySummary([7]))
        #expect((summary.median, summary.percentile99, summary.mean) == (7, 7, 7))
        #expect(LatencySummary([]) == nil)
    }

    @Test func ofEachQueryTheBestPassCounts() {
        var best = BestTimes()
        best.add([3, 5, 2])
        best.add([4, 1, 2])
        #expect(best.times == [3, 1, 2])
    }
}
