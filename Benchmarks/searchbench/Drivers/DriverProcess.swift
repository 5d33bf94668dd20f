import Foundation
import SoukConsole
import SoukImport

/// One driver at work: a process that answers a line of JSON for each command line.
///
/// What the driver writes to standard error goes to a file, whose end is part of the error when the driver fails.
final class DriverProcess {
    /// The driver says that its engine is not installed.
    static let notInstalledStatus: Int32 = 3

    let engine: Engine
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let logPath: String
    private var buffer = Data()
    private let parser = JSONParser()

    /// Starts a driver.
    /// - Parameter logPath: file for its standard error; begun anew.
    init(_ engine: Engine, command: [String], logPath: String) throws {
        self.engine = engine
        self.logPath = logPath
        guard FileManager.default.createFile(atPath: logPath, contents: nil),
            let log = FileHandle(forWritingAtPath: logPath)
        else { throw CommandFailure("\(logPath): cannot be written") }
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = log
        try process.run()
        Interruption.shared.began(process)
        try log.close()
        // Ours are copies of the driver's ends; with them open we would never see its end.
        try input.fileHandleForReading.close()
        try output.fileHandleForWriting.close()
    }

    deinit {
        if process.isRunning { process.terminate() }
        Interruption.shared.ended(process)
    }

    /// Sends a command line and waits for its answer.
    func request(_ line: String) throws -> JSONObject {
        do { try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8)) } catch {
            throw ended(during: line)
        }
        return try answer(to: line)
    }

    /// The next line the driver prints.
    /// - Parameter command: what it answers, for the error.
    func answer(to command: String) throws -> JSONObject {
        guard let line = readLine() else { throw ended(during: command) }
        let object: JSONObject
        do throws(JSONError) { object = try parser.object(line) } catch {
            throw failure(
                during: command,
                "the answer is not JSON: \(String(decoding: line.prefix(200), as: UTF8.self))")
        }
        if let message = object["error"]?.scalarText { throw failure(during: command, message) }
        return object
    }

    /// Tells the driver to end, or that nothing more will come, and waits for it.
    func quit() {
        try? input.fileHandleForWriting.write(contentsOf: Data("quit\n".utf8))
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Waits for the end of a driver that was started for one piece of work, and gives what it printed last.
    /// - Returns: nil when the engine is not installed.
    func finalAnswer(to command: String) throws -> JSONObject? {
        try input.fileHandleForWriting.close()
        var last: [UInt8]?
        while let line = readLine() { last = line.isEmpty ? last : line }
        process.waitUntilExit()
        if process.terminationStatus == Self.notInstalledStatus { return nil }
        guard process.terminationStatus == 0, let last, let object = try? parser.object(last) else {
            throw ended(during: command)
        }
        return object
    }

    private func readLine() -> [UInt8]? {
        var searched = buffer.startIndex
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = [UInt8](buffer[..<end])
                buffer = Data(buffer[(end + 1)...])
                return line
            }
            searched = buffer.endIndex
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            buffer.append(more)
        }
    }

    private func ended(during command: String) -> CommandFailure {
        process.waitUntilExit()
        return failure(during: command, "the driver ended with status \(process.terminationStatus)")
    }

    private func failure(during command: String, _ message: String) -> CommandFailure {
        let log = (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? ""
        let end = log.split(separator: "\n").suffix(8).map { "\n    " + $0 }.joined()
        return CommandFailure("\(engine.rawValue): \(command): \(message)\(end)")
    }
}
