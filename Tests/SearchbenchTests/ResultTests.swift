import Foundation
import SoukConsole
import Testing

@testable import searchbench

/// Results made up for the tests.
enum SampleResults {
    static let machine = MachineDescription(
        cpu: "a processor", cores: 2, os: "an os", swift: "6.3", commit: "abc", date: "2026-01-01", seed: 1)

    static func latency(_ engine: Engine, median: Double, percentile99: Double = 100)
        -> BenchmarkResults.LatencyRow
    {
        BenchmarkResults.LatencyRow(
            corpus: "c", queryClass: "multi", mode: "or_top10", engine: engine.rawValue, count: 200,
            threads: 1,
            median: median, percentile99: percentile99, mean: median)
    }

    static func build(bytes: Int, documentsPerSecond: Double = 1000) -> BenchmarkResults.BuildRow {
        BenchmarkResults.BuildRow(
            corpus: "c", engine: "souk", threads: 1, documents: 10, documentsPerSecond: documentsPerSecond,
            bytes: bytes, peakResidentBytes: 1000, peakAnonymousBytes: nil, segments: 1)
    }

    static func results(souk: Double, bytes: Int = 100) -> BenchmarkResults {
        BenchmarkResults(
            queries: [
                latency(.souk, median: souk), latency(.lucene, median: 20), latency(.tantivy, median: 10),
            ],
            build: [build(bytes: bytes)], machine: machine)
    }
}

@Suite struct ForeignResultTests {
    private func read(_ text: String) throws -> BenchmarkResults {
        let path = NSTemporaryDirectory() + "results-\(UInt64.random(in: 0 ... .max)).json"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try BenchmarkResults(path: path)
    }

    @Test("What other programs write, without more than queries and builds, is read")
    func leastShape() throws {
        let text = """
            {"queries":[{"corpus":"c","class":"multi","mode":"or_top10","engine":"souk","n":2,"threads":1,"p50_us":1,"p99_us":2,
            "mean_us":1.5}],"build":[{"corpus":"c","engine":"souk","threads":1,"docs_per_s":10,"bytes":5,"peak_rss_bytes":7}]}
            """
        let results = try read(text)
        #expect(
            results.queries.count == 1 && results.build[0].bytes == 5 && results.build[0].documents == nil)
        let comparison = ResultComparison(from: results, to: results, tolerance: 0.1, engines: ["souk"])
        #expect(comparison.isSameMachine && !comparison.changes.isEmpty && comparison.regressions.isEmpty)
    }

    @Test(
        "A damaged file is told in a line: what is wrong and where",
        arguments: [
            ("{", "it is no JSON"), ("{}", "at the top: 'queries' is missing"),
            (#"{"queries":[],"build":[{"corpus":"c"}]}"#, "at build[0]: 'engine' is missing"),
            (#"{"queries":[],"build":3}"#, "at build: found another kind of value"),
        ])
    func damage(text: String, reason: String) {
        let error = #expect(throws: CommandFailure.self) { try read(text) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("\n") == false)
    }
}

@Suite struct ComparedWorkTests {
    private func comparison(_ before: BenchmarkResults, _ now: BenchmarkResults) -> ResultComparison {
        ResultComparison(from: before, to: now, tolerance: 0.1, engines: ["souk"])
    }

    @Test("A mean that rises is a regression, whatever the median does")
    func mean() {
        var now = SampleResults.results(souk: 5)
        now.queries[0].mean = 50
        let found = comparison(SampleResults.results(souk: 5), now)
        #expect(found.regressions.map(\.measure) == ["c souk multi or_top10: mean µs"])
    }

    @Test("Other queries and other documents are told; answers that were equal and are not, too")
    func otherWork() {
        let before = SampleResults.results(souk: 5)
        #expect(comparison(before, before).differences.isEmpty)
        var now = before
        now.machine?.seed = 2
        now.build[0].documents = 20
        now.agreement = [
            Agreement(
                corpus: "c", queryClass: "multi", mode: "or_top10", what: "counts", reference: .lucene,
                engine: .souk, compared: 200, equal: 199, isRequired: true, firstDifference: nil)
        ]
        let found = comparison(before, now)
        #expect(found.differences.count == 2)
        #expect(found.disagreements.count == 1 && found.regressions.isEmpty)
    }

    @Test("What a search reads is compared apart from the whole index")
    func searchedBytes() {
        var before = SampleResults.results(souk: 5)
        before.build[0].searchedBytes = 100
        var now = before
        now.build[0].searchedBytes = 150
        #expect(
            comparison(before, now).regressions.map(\.measure) == ["c souk build, 1 thread: searched bytes"])
    }
}

@Suite struct ResultPathTests {
    @Test(
        "A result that could not be written in the end is told at the beginning, and nothing is left behind")
    func unwritable() throws {
        let folder = try TemporaryFolder()
        #expect(throws: CommandFailure.self) { try TextFile.check("\(folder.path)/none/r.json") }
        #expect(throws: CommandFailure.self) { try TextFile.check(folder.path) }
        let path = "\(folder.path)/r.json"
        try TextFile.check(nil, path)
        #expect(!FileManager.default.fileExists(atPath: path))
        try TextFile.write("kept", to: path)
        try TextFile.check(path)
        #expect(FileManager.default.contents(atPath: path) == Data("kept".utf8))
    }

    @Test("The parts of a peer's index that a search reads are told by the endings of its files")
    func searchedFiles() throws {
        let folder = try TemporaryFolder()
        for (name, size) in [("_0.doc", 3), ("_0.tim", 4), ("_0.fdt", 50), ("x.idx", 5), ("x.store", 70)] {
            try Data(repeating: 0, count: size).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
        }
        #expect(SearchedFiles.bytes(of: .lucene, index: folder.path) == 7)
        #expect(SearchedFiles.bytes(of: .tantivy, index: folder.path) == 5)
        #expect(SearchedFiles.bytes(of: .sqlite, index: folder.path) == nil)
    }
}

@Suite struct PeerRatioTests {
    @Test func theBestPeerIsTakenForEachStatistic() throws {
        let rows = [
            SampleResults.latency(.souk, median: 5, percentile99: 50),
            SampleResults.latency(.soukOwn, median: 1, percentile99: 1),
            SampleResults.latency(.lucene, median: 20, percentile99: 100),
            SampleResults.latency(.tantivy, median: 10, percentile99: 200),
        ]
        let median = try #require(PeerRatio(rows, .median))
        #expect(median.bestPeer == "tantivy" && median.ratio == 0.5)
        let tail = try #require(PeerRatio(rows, .percentile99))
        #expect(tail.bestPeer == "lucene" && tail.ratio == 0.5)
    }

    @Test func withoutSoukOrPeersThereIsNoRatio() {
        #expect(PeerRatio([SampleResults.latency(.souk, median: 5)], .median) == nil)
        #expect(PeerRatio([SampleResults.latency(.lucene, median: 5)], .median) == nil)
    }

    @Test func whatPISANeededIsScaledByLucene() throws {
        func row(_ engine: Engine, _ median: Double) -> BenchmarkResults.LatencyRow {
            var row = SampleResults.latency(engine, median: median)
            row.corpus = "short-texts"
            return row
        }
        // 129 µs beside Lucene's 138, then.
        let scaled = try #require(RecordedPISA.rows([row(.souk, 10), row(.lucene, 69)]).first)
        #expect(abs(scaled.median - 64.5) < 1e-9 && scaled.engine == RecordedPISA.name)
        #expect(RecordedPISA.rows([row(.souk, 10), row(.tantivy, 69)]).isEmpty)
        #expect(RecordedPISA.rows([SampleResults.latency(.lucene, median: 69)]).isEmpty)
        let ratio = try #require(PeerRatio([row(.souk, 10), row(.lucene, 69), scaled], .median))
        #expect(ratio.bestPeer == RecordedPISA.name)
        var results = SampleResults.results(souk: 10)
        results.queries = [row(.souk, 10), row(.lucene, 69), scaled]
        let table = try #require(ResultTables(results: results).all.first { $0.title.contains("p50") }).table
        #expect(table.rendered().contains("pisa-scaled"))
    }

    @Test func tablesShowEnginesSideBySide() throws {
        let tables = ResultTables(results: SampleResults.results(souk: 5)).all
        #expect(tables.count == 4)
        let text = try #require(tables.first { $0.title.contains("p50") }).table.rendered()
        #expect(text.contains("souk/best") && text.contains("0.50  tantivy"))
    }
}

@Suite struct ResultFileTests {
    @Test func theFileHasTheNamesThatWereAgreed() throws {
        let data = try JSONEncoder().encode(SampleResults.results(souk: 5))
        let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(Set(object.keys) == ["queries", "build", "machine", "agreement", "throughput"])
        let query = try #require((object["queries"] as? [[String: Any]])?.first)
        #expect(
            Set(query.keys)
                == ["corpus", "class", "mode", "engine", "n", "threads", "p50_us", "p99_us", "mean_us"])
        let build = try #require((object["build"] as? [[String: Any]])?.first)
        #expect(
            Set(build.keys).isSuperset(
                of: ["corpus", "engine", "threads", "docs_per_s", "bytes", "peak_rss_bytes"]))
        let machine = try #require(object["machine"] as? [String: Any])
        #expect(Set(machine.keys) == ["cpu", "cores", "os", "swift", "commit", "date", "seed"])
    }

    @Test func aFileReadsBack() throws {
        let path = NSTemporaryDirectory() + "searchbench-\(UUID().uuidString).json"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let results = SampleResults.results(souk: 5)
        try results.write(to: path)
        #expect(try BenchmarkResults(path: path) == results)
    }
}

@Suite struct ResultComparisonTests {
    @Test func whatIsSlowerOrLargerThanTheToleranceIsWorse() {
        let comparison = compare(SampleResults.results(souk: 10), SampleResults.results(souk: 12, bytes: 120))
        #expect(
            comparison.regressions.map(\.measure).sorted() == [
                "c souk build, 1 threads: bytes", "c souk multi or_top10: p50 µs",
            ])
        #expect(
            compare(SampleResults.results(souk: 10), SampleResults.results(souk: 10.9)).regressions.isEmpty)
        #expect(
            compare(SampleResults.results(souk: 10), SampleResults.results(souk: 5)).changes
                .contains { $0.verdict == .better })
    }

    @Test func aHigherRateIsBetter() {
        var now = SampleResults.results(souk: 10)
        now.build = [SampleResults.build(bytes: 100, documentsPerSecond: 500)]
        #expect(compare(SampleResults.results(souk: 10), now).regressions.count == 1)
        #expect(compare(now, SampleResults.results(souk: 10)).regressions.isEmpty)
    }

    @Test func rowsThatAreGoneAreNamed() {
        let before = SampleResults.results(souk: 10)
        var now = before
        now.queries.removeAll()
        let missing = compare(before, now).missing
        #expect(!missing.isEmpty && missing.allSatisfy { $0.contains(" µs") })
        #expect(compare(before, before).missing.isEmpty && compare(now, before).missing.isEmpty)
    }

    @Test func timesOfAnotherMachineDoNotCount() {
        var other = SampleResults.results(souk: 1000, bytes: 100)
        other.machine?.cpu = "another"
        let comparison = compare(SampleResults.results(souk: 10), other)
        #expect(!comparison.isSameMachine && comparison.regressions.isEmpty)
        #expect(comparison.changes.map(\.measure) == ["c souk build, 1 threads: bytes"])
    }

    private func compare(_ before: BenchmarkResults, _ now: BenchmarkResults) -> ResultComparison {
        ResultComparison(from: before, to: now, tolerance: 0.1, engines: ["souk"])
    }
}
