import Foundation
import SoukConsole

/// Builds an index with an engine's driver, one engine at a time so that each has the whole machine.
struct IndexBuilder {
    /// Which of the protocol's build commands.
    enum Shape: String {
        /// One field.
        case single = "build"
        /// One field of raw text, under Souk's own analyzer.
        case own = "build-own"
        /// Four weighted fields and columns.
        case fields = "build-fields"
    }

    let location: DriverLocation
    let folder: String

    /// - Returns: nil when the engine is not installed.
    func build(
        _ engine: Engine, _ shape: Shape, from file: String, index: String, threads: Int
    ) throws -> BuildReport? {
        guard let command = location.command(engine, [shape.rawValue, file, index, String(threads)]) else {
            return nil
        }
        try? FileManager.default.removeItem(atPath: index)
        let driver = try DriverProcess(engine, command: command, logPath: "\(folder)/\(engine.rawValue).log")
        return try driver.finalAnswer(to: "build \(file)").map { try BuildReport($0, engine: engine) }
    }

    /// Where an engine's index is kept.
    func indexPath(_ engine: Engine, corpus: String, threads: Int) -> String {
        "\(folder)/\(corpus).\(engine.rawValue).\(threads)"
    }
}
