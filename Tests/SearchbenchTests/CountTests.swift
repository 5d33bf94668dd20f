import Testing

@testable import searchbench

@Suite struct CountTests {
    @Test func aRiseBeyondTheLimitIsARegression() {
        #expect(CountChange("n", before: 1000, now: 1051, limit: 0.05).verdict == .regression)
        #expect(CountChange("n", before: 1000, now: 1049, limit: 0.05).verdict == .more)
        #expect(CountChange("n", before: 1000, now: 1001, limit: 0.05).verdict == .same)
        #expect(CountChange("n", before: 1000, now: 900, limit: 0.05).verdict == .fewer)
        #expect(CountChange("n", before: nil, now: 1, limit: 0.05).verdict == .new)
        #expect(CountChange("n", before: 1, now: nil, limit: 0.05).verdict == .missing)
    }

    @Test func allCountersOfBothSidesAreCompared() {
        func counts(_ cells: [CountBaseline.CellCounts], bytes: Int) -> CountBaseline {
            CountBaseline(limit: 0.05, documents: 1, seed: 1, swift: "6.3", indexBytes: bytes, cells: cells)
        }
        let before = counts(
            [.init(queryClass: "multi", mode: "or_top10", counters: ["instructions": 100])], bytes: 10)
        let now = counts(
            [
                .init(queryClass: "multi", mode: "or_top10", counters: ["instructions": 200]),
                .init(queryClass: "multi", mode: "or_count", counters: ["instructions": 5]),
            ], bytes: 10)
        #expect(
            CountChange.changes(from: before, to: now).map(\.verdict) == [.same, .regression, .new])
    }

    @Test func instructionsAreReadFromCallgrindsLastWords() {
        let log =
            "==1== Events    : Ir\n==1== Collected : 21313983\n==1== \n==1== I   refs:      21,313,983\n"
        #expect(InstructionCount.instructions(in: log) == 21_313_983)
        #expect(InstructionCount.instructions(in: "") == nil)
    }
}
