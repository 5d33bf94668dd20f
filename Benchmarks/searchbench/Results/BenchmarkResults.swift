import Foundation
import SoukConsole

/// All that one run measured, in the form that `--json` writes and `compare` and `plot` read.
struct BenchmarkResults: Codable, Equatable {
    var queries: [LatencyRow] = []
    var build: [BuildRow] = []
    /// nil in a result that does not say where it was measured.
    var machine: MachineDescription?
    var agreement: [Agreement] = []
    var throughput: [ThroughputRow] = []
    /// Fitted exponents, in the results of `searchbench growth` only.
    var growth: [GrowthRow]?

    init(
        queries: [LatencyRow] = [], build: [BuildRow] = [], machine: MachineDescription?,
        agreement: [Agreement] = [], throughput: [ThroughputRow] = []
    ) {
        self.queries = queries
        self.build = build
        self.machine = machine
        self.agreement = agreement
        self.throughput = throughput
    }

    /// Only `queries` and `build` have to be there: other programs write no more.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        queries = try container.decode([LatencyRow].self, forKey: .queries)
        build = try container.decode([BuildRow].self, forKey: .build)
        machine = try container.decodeIfPresent(MachineDescription.self, forKey: .machine)
        agreement = try container.decodeIfPresent([Agreement].self, forKey: .agreement) ?? []
        throughput = try container.decodeIfPresent([ThroughputRow].self, forKey: .throughput) ?? []
        growth = try container.decodeIfPresent([GrowthRow].self, forKey: .growth)
    }

    /// Latency of one cell and engine.
    struct LatencyRow: Codable, Equatable {
        var corpus: String
        var queryClass: String
        var mode: String
        var engine: String
        /// Queries answered.
        var count: Int
        var threads: Int
        var median: Double
        var percentile99: Double
        var mean: Double

        private enum CodingKeys: String, CodingKey {
            case corpus, mode, engine, threads
            case queryClass = "class"
            case count = "n"
            case median = "p50_us"
            case percentile99 = "p99_us"
            case mean = "mean_us"
        }
    }

    /// Building one index.
    struct BuildRow: Codable, Equatable {
        var corpus: String
        var engine: String
        var threads: Int
        var documents: Int?
        var documentsPerSecond: Double
        var bytes: Int
        var peakResidentBytes: Int
        var peakAnonymousBytes: Int?
        var segments: Int?
        /// Bytes of postings, positions, dictionary and lengths alone, of engines whose files tell.
        var searchedBytes: Int?

        private enum CodingKeys: String, CodingKey {
            case corpus, engine, threads, documents, bytes, segments
            case documentsPerSecond = "docs_per_s"
            case peakResidentBytes = "peak_rss_bytes"
            case peakAnonymousBytes = "peak_anonymous_bytes"
            case searchedBytes = "searched_bytes"
        }
    }

    /// Queries a second of several threads over one open index.
    struct ThroughputRow: Codable, Equatable {
        var corpus: String
        var queryClass: String
        var mode: String
        var engine: String
        var threads: Int
        var queriesPerSecond: Double

        private enum CodingKeys: String, CodingKey {
            case corpus, mode, engine, threads
            case queryClass = "class"
            case queriesPerSecond = "queries_per_s"
        }
    }
}

extension BenchmarkResults {
    /// A measure that grows with the documents to the power of the exponent.
    struct GrowthRow: Codable, Equatable {
        var measure: String
        var exponent: Double
    }

    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path): cannot be read; searchbench speed --json makes such a file")
        }
        do { self = try JSONDecoder().decode(BenchmarkResults.self, from: data) } catch {
            throw CommandFailure("\(path): not a result of searchbench --json: \(decodingReason(error))")
        }
    }

    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do { try encoder.encode(self).write(to: URL(fileURLWithPath: path)) } catch {
            throw CommandFailure("\(path): cannot be written: \(error.localizedDescription)")
        }
    }
}

extension BenchmarkResults.LatencyRow {
    init(_ summary: LatencySummary, corpus: String, cell: String, mode: SearchMode, engine: Engine) {
        self.init(
            corpus: corpus, queryClass: cell, mode: mode.name, engine: engine.rawValue, count: summary.count,
            threads: 1, median: summary.median, percentile99: summary.percentile99, mean: summary.mean)
    }
}

extension BenchmarkResults.BuildRow {
    init(_ report: BuildReport, corpus: String, engine: Engine, threads: Int) {
        self.init(
            corpus: corpus, engine: engine.rawValue, threads: threads, documents: report.documents,
            documentsPerSecond: report.documentsPerSecond, bytes: report.bytes,
            peakResidentBytes: report.peakResidentBytes, peakAnonymousBytes: report.peakAnonymousBytes,
            segments: report.segments)
    }
}
