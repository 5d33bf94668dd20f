import Foundation
import SoukConsole

/// Counters that do not depend on how busy a machine is, as `Benchmarks/baselines/counts.json` keeps them.
struct CountBaseline: Codable, Equatable {
    /// What was counted for one class of queries in one mode, a query: `instructions` and what the engine counts.
    struct CellCounts: Codable, Equatable {
        var queryClass: String
        var mode: String
        var counters: [String: Double]

        private enum CodingKeys: String, CodingKey {
            case mode, counters
            case queryClass = "class"
        }
    }

    static let instructions = "instructions"

    /// Share by which a counter may rise before it is a regression.
    var limit: Double
    var documents: Int
    var seed: UInt64
    /// The compiler that instructions were counted with: another one makes other code.
    var swift: String
    var indexBytes: Int
    var cells: [CellCounts]

    private enum CodingKeys: String, CodingKey {
        case limit, documents, seed, swift, cells
        case indexBytes = "index_bytes"
    }

    init(limit: Double, documents: Int, seed: UInt64, swift: String, indexBytes: Int, cells: [CellCounts]) {
        self.limit = limit
        self.documents = documents
        self.seed = seed
        self.swift = swift
        self.indexBytes = indexBytes
        self.cells = cells
    }

    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path): cannot be read; searchbench count --update makes it")
        }
        do { self = try JSONDecoder().decode(CountBaseline.self, from: data) } catch {
            throw CommandFailure("\(path): not a baseline of searchbench count: \(decodingReason(error))")
        }
    }

    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        do {
            try FileManager.default.createDirectory(
                at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
            try (try encoder.encode(self) + Data("\n".utf8)).write(to: URL(fileURLWithPath: path))
        } catch { throw CommandFailure("\(path): cannot be written: \(error.localizedDescription)") }
    }
}

/// One counter before and now.
struct CountChange: Equatable {
    enum Verdict: String {
        case same, fewer, more
        /// More than the baseline allows.
        case regression
        /// Not counted here, or not there yet.
        case missing, new
    }

    private static let noise = 0.001

    let name: String
    let before: Double?
    let now: Double?
    let verdict: Verdict

    init(_ name: String, before: Double?, now: Double?, limit: Double) {
        self.name = name
        self.before = before
        self.now = now
        guard let before else {
            verdict = .new
            return
        }
        guard let now else {
            verdict = .missing
            return
        }
        // Addresses differ from run to run, and with them a handful of instructions.
        let isSame = abs(now - before) <= Self.noise * before
        verdict =
            isSame ? .same : now < before ? .fewer : now > before * (1 + limit) ? .regression : .more
    }

    /// All counters of either side, the baseline's limit deciding.
    static func changes(from baseline: CountBaseline, to counts: CountBaseline) -> [CountChange] {
        let bytes = CountChange(
            "index bytes", before: Double(baseline.indexBytes), now: Double(counts.indexBytes),
            limit: baseline.limit)
        let before = named(baseline)
        let now = named(counts)
        let names = unique(baseline.names + counts.names)
        return [bytes]
            + names.map { CountChange($0, before: before[$0], now: now[$0], limit: baseline.limit) }
    }

    private static func named(_ counts: CountBaseline) -> [String: Double] {
        Dictionary(
            counts.cells.flatMap { cell in
                cell.counters.map { ("\(cell.queryClass) \(cell.mode) \($0.key)", $0.value) }
            }, uniquingKeysWith: { first, _ in first })
    }
}

extension CountBaseline {
    fileprivate var names: [String] {
        cells.flatMap { cell in cell.counters.keys.sorted().map { "\(cell.queryClass) \(cell.mode) \($0)" } }
    }
}
