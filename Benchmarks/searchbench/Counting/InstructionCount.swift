import Foundation
import SoukConsole
import SoukImport

/// Counts the machine instructions of a query with valgrind's callgrind.
///
/// The same program runs twice, with one pass over the queries and with several: the difference is what the further
/// passes took, free of what opening the index costs. Hashing is made the same in every process.
struct InstructionCount {
    private static let furtherPasses = 2

    let program: String
    let index: String

    /// - Parameter folder: for a copy of the program without debug information, whose form valgrind may not know.
    init(program: String, index: String, folder: String) {
        let copy = "\(folder)/searchbench-stripped"
        let isStripped =
            MachineDescription.output(of: ["strip", "--strip-debug", "-o", copy, program]) != nil
        self.program = isStripped ? copy : program
        self.index = index
    }

    static var isAvailable: Bool { MachineDescription.output(of: ["valgrind", "--version"]) != nil }

    /// Counters of a cell, a query.
    /// - Returns: nil when Souk does not answer the mode.
    func counters(mode: SearchMode, file: String) throws -> [String: Double]? {
        guard let first = try run(mode, file, passes: 1) else { return nil }
        guard let second = try run(mode, file, passes: 1 + Self.furtherPasses) else { return nil }
        let queries = Double(first.queries)
        var counters = second.engine.mapValues { $0 / queries }
        if let low = first.instructions, let high = second.instructions {
            counters[CountBaseline.instructions] =
                ((high - low) / (queries * Double(Self.furtherPasses))).rounded()
        }
        return counters
    }

    private struct Outcome {
        var queries: Int
        var engine: [String: Double]
        var instructions: Double?
    }

    private func run(_ mode: SearchMode, _ file: String, passes: Int) throws -> Outcome? {
        let tool = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            (Self.isAvailable ? tool : [])
            + [program, "drive", "repeat", index, mode.name, file, String(passes)]
        process.environment = ProcessInfo.processInfo.environment
            .merging(["SWIFT_DETERMINISTIC_HASHING": "1"]) { $1 }
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        let log = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0, let answer = try? JSONParser().object(printed) else {
            throw CommandFailure(
                "counting \(mode.name): status \(process.terminationStatus): \(log.suffix(500))")
        }
        if answer["unsupported"] != nil { return nil }
        var engine: [String: Double] = [:]
        for member in answer["counters"]?.asObject?.members ?? [] {
            engine[member.name] = member.value.numericValue
        }
        return Outcome(
            queries: Int(answer["n"]?.numericValue ?? 0), engine: engine,
            instructions: Self.instructions(in: log))
    }

    /// The number behind `Collected :` in callgrind's last words; nil when there are none.
    static func instructions(in log: String) -> Double? {
        let line = log.split(separator: "\n").last { $0.contains("Collected") }
        return line?.split(separator: " ").last.flatMap { Double($0) }
    }
}
