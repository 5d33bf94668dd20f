import Foundation
import SoukConsole
import SoukVectors

/// Measures exact nearest neighbours on one thread, beside a peer that reads the same floats.
struct VectorRun {
    struct Row {
        var name: String
        var queriesPerSecond: Double
        /// Queries of a batch at once; nil: not measured.
        var batchedPerSecond: Double?
        /// The share of the true neighbours that were found.
        var recall: Double
    }

    let vectors: MeasuredVectors
    let count: Int
    let rounds: Int

    func rows() throws -> [Row] {
        let table = VectorTable(vectors.base, dimension: vectors.dimension)
        var truth: [Set<UInt32>] = []
        var result: [Row] = []
        table.withRows { rows in
            let exact = NeighbourSearch(rows, precision: .floats)
            truth = vectors.queries.map { Set(exact.nearest(to: $0, count: count).map(\.document)) }
            for (name, precision) in [
                ("souk, float32", NeighbourSearch.Precision.floats), ("souk, int8 + floats", .bytes),
            ] {
                let search = NeighbourSearch(rows, precision: precision)
                var found: [[Neighbour]] = []
                let single = best { found = vectors.queries.map { search.nearest(to: $0, count: count) } }
                let batched =
                    precision == .floats
                    ? best { found = search.nearest(toEach: vectors.queries, count: count) } : nil
                result.append(
                    Row(
                        name: name, queriesPerSecond: single, batchedPerSecond: batched,
                        recall: recall(found.map { $0.map(\.document) }, truth)))
            }
        }
        if let peer = try peerRows(truth) { result += peer }
        return result
    }

    private func best(_ body: () -> Void) -> Double {
        let clock = ContinuousClock()
        let seconds = (0..<rounds).map { _ in clock.measure(body) / .seconds(1) }.min() ?? 1
        return Double(vectors.queries.count) / seconds
    }

    private func recall(_ found: [[UInt32]], _ truth: [Set<UInt32>]) -> Double {
        let shared = zip(found, truth).reduce(0) { $0 + $1.1.intersection($1.0).count }
        return Double(shared) / Double(max(truth.reduce(0) { $0 + $1.count }, 1))
    }

    /// nil when the peer is not installed.
    private func peerRows(_ truth: [Set<UInt32>]) throws -> [Row]? {
        guard let command = try DriverLocation().peer("faiss") else { return nil }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "searchbench-vectors-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, rows) in [("base", vectors.base), ("queries", vectors.queries)] {
            let data = Array(rows.joined()).withUnsafeBytes { Data($0) }
            try data.write(to: folder.appendingPathComponent(name))
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments =
            Array(command.dropFirst()) + [folder.path, "\(vectors.dimension)", "\(count)", "\(rounds)"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        struct Answer: Decodable {
            var name: String
            var single: Double
            var batched: Double
            var found: [[UInt32]]
        }
        return try JSONDecoder().decode([Answer].self, from: answer).map {
            Row(
                name: $0.name, queriesPerSecond: $0.single, batchedPerSecond: $0.batched,
                recall: recall($0.found, truth))
        }
    }
}
