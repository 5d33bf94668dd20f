import SoukConsole
import SoukImport

/// An engine with its index open, which answers cells that were loaded into it.
final class ServedEngine {
    /// A cell as this engine answers it.
    struct LoadedCell {
        let name: String
        /// Queries answered: fewer than there are when the engine is slow.
        let count: Int
    }

    /// Queries of a cell that an engine answers when all of them would take over ``slowPass`` seconds.
    static let slowCount = 40
    static let slowPass = 1.0

    let engine: Engine
    private let driver: DriverProcess
    private(set) var cells: [String: LoadedCell] = [:]
    /// Why the engine does not answer a cell.
    private(set) var unsupported: [String: String] = [:]
    /// Seconds spent in passes so far.
    private var passSeconds = 0.0

    init(_ engine: Engine, index: String, at location: DriverLocation, logPath: String) throws {
        guard let command = location.command(engine, ["serve", index]) else {
            throw CommandFailure("\(engine.rawValue): there is no driver")
        }
        self.engine = engine
        driver = try DriverProcess(engine, command: command, logPath: logPath)
        _ = try driver.answer(to: "serve \(index)")
    }

    func quit() { driver.quit() }

    /// Asks it nothing more: it answers no cell from here on.
    func giveUp() { cells = [:] }

    /// Loads a cell's queries, only the first of them when the engine is slow.
    /// - Parameters:
    ///   - file: all queries.
    ///   - firstFile: the first ``slowCount`` of them.
    func load(_ name: String, mode: SearchMode, count: Int, file: String, firstFile: String) throws {
        guard try load(name, mode, file: firstFile) else { return }
        if count <= Self.slowCount { return }
        let seconds = try pass(name).reduce(0, +) / 1e6
        if seconds * Double(count) / Double(Self.slowCount) <= Self.slowPass {
            _ = try load(name, mode, file: file)
        }
    }

    private func load(_ name: String, _ mode: SearchMode, file: String) throws -> Bool {
        let answer = try driver.request("load \(name) \(mode.name) \(file)")
        if let reason = answer["unsupported"]?.scalarText {
            unsupported[name] = reason
            return false
        }
        guard let count = answer["n"]?.numericValue else {
            throw CommandFailure("\(engine.rawValue): load \(name): the answer has no n")
        }
        cells[name] = LoadedCell(name: name, count: Int(count))
        return true
    }

    /// Answers every query of a cell once: microseconds each.
    func pass(_ name: String) throws -> [Double] {
        let times = try driver.request("pass \(name)")["us"]?.elements?.compactMap(\.numericValue) ?? []
        guard times.count == cells[name]?.count else {
            throw CommandFailure(
                "\(engine.rawValue): pass \(name): \(counted(times.count, "time")) for "
                    + counted(cells[name]?.count ?? 0, "query"))
        }
        passSeconds += times.reduce(0, +) / 1e6
        return times
    }

    /// Answers all cells for a while; an engine so slow that loading took longer is warm.
    func warm(seconds: Double) throws {
        if passSeconds < seconds { _ = try driver.request("warm \(fixed(seconds, 1))") }
    }

    func answers(_ name: String) throws -> FoundAnswers {
        FoundAnswers(try driver.request("answers \(name)"))
    }

    /// Queries a second when several threads answer a cell over the one open index.
    func throughput(_ name: String, threads: Int, seconds: Double) throws -> Double {
        let answer = try driver.request("threads \(threads) \(name) \(fixed(seconds, 1))")
        guard let queries = answer["queries"]?.numericValue, let taken = answer["seconds"]?.numericValue
        else {
            throw CommandFailure("\(engine.rawValue): threads: the answer lacks queries or seconds")
        }
        return queries / max(taken, 1e-9)
    }
}
