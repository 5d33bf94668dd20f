import SoukConsole

/// What changed between two results: what became slower, faster, larger, smaller.
///
/// Index bytes count wherever the results come from; times, rates and memory only between results of one machine.
struct ResultComparison {
    struct Change: Equatable {
        enum Verdict: String {
            case same, better, worse
        }

        let measure: String
        let before: Double
        let now: Double
        /// Now divided by before, turned so that above 1 is worse.
        let worsening: Double
        let verdict: Verdict
    }

    let changes: [Change]
    /// Measures that only the earlier result has.
    let missing: [String]
    let isSameMachine: Bool
    /// Why the two may have done different work: queries of another seed, other numbers of documents.
    let differences: [String]
    /// Answers of the later result that should have been equal and are not.
    let disagreements: [Agreement]

    var regressions: [Change] { changes.filter { $0.verdict == .worse } }

    /// - Parameters:
    ///   - tolerance: a change below this share is none.
    ///   - engines: whose rows are compared.
    init(from before: BenchmarkResults, to now: BenchmarkResults, tolerance: Double, engines: Set<String>) {
        isSameMachine =
            before.machine == nil && now.machine == nil
            || before.machine.flatMap { machine in now.machine.map(machine.isSameMachine) } ?? false
        differences = Self.differences(before, now)
        disagreements = now.agreement.filter { !$0.holds }
        let old = Self.measures(of: before, engines, withTimes: isSameMachine)
        let values = Dictionary(old.map { ($0.name, $0.value) }) { first, _ in first }
        let new = Self.measures(of: now, engines, withTimes: isSameMachine)
        let names = Set(new.map(\.name))
        missing = old.map(\.name).filter { !names.contains($0) }
        changes = new.compactMap { measure in
            guard let value = values[measure.name], value > 0, measure.value > 0 else { return nil }
            let worsening = measure.risesWhenBetter ? value / measure.value : measure.value / value
            return Change(
                measure: measure.name, before: value, now: measure.value, worsening: worsening,
                verdict: worsening > 1 + tolerance ? .worse : 1 / worsening > 1 + tolerance ? .better : .same)
        }
    }

    private static func differences(_ before: BenchmarkResults, _ now: BenchmarkResults) -> [String] {
        var differences: [String] = []
        if let seed = before.machine?.seed, let other = now.machine?.seed, seed != other {
            differences.append("the queries were drawn with different seeds, \(seed) and \(other)")
        }
        for corpus in unique(before.build.map(\.corpus)) {
            let counts = [before, now].map { results in
                results.build.first { $0.corpus == corpus && $0.documents != nil }?.documents
            }
            if let count = counts[0], let other = counts[1], count != other {
                differences.append(
                    "\(corpus) had \(counted(count, "document")) in one and \(grouped(other)) in the other")
            }
        }
        return differences
    }

    private struct Measure {
        let name: String
        let value: Double
        var risesWhenBetter = false
    }

    private static func measures(
        of results: BenchmarkResults, _ engines: Set<String>, withTimes: Bool
    ) -> [Measure] {
        var measures: [Measure] = []
        for row in results.build where engines.contains(row.engine) {
            let name = "\(row.corpus) \(row.engine) build, \(counted(row.threads, "thread")):"
            measures.append(Measure(name: "\(name) bytes", value: Double(row.bytes)))
            if let bytes = row.searchedBytes {
                measures.append(Measure(name: "\(name) searched bytes", value: Double(bytes)))
            }
            guard withTimes else { continue }
            measures.append(
                Measure(name: "\(name) documents/s", value: row.documentsPerSecond, risesWhenBetter: true))
            measures.append(Measure(name: "\(name) peak memory", value: Double(row.peakResidentBytes)))
        }
        guard withTimes else { return measures }
        for row in results.queries where engines.contains(row.engine) {
            for statistic in LatencyStatistic.allCases {
                measures.append(
                    Measure(
                        name:
                            "\(row.corpus) \(row.engine) \(row.queryClass) \(row.mode): \(statistic.rawValue) µs",
                        value: statistic.value(of: row)))
            }
        }
        for row in results.throughput where engines.contains(row.engine) {
            measures.append(
                Measure(
                    name:
                        "\(row.corpus) \(row.engine) \(row.queryClass) \(row.mode), \(counted(row.threads, "thread")): queries/s",
                    value: row.queriesPerSecond, risesWhenBetter: true))
        }
        return measures
    }
}
