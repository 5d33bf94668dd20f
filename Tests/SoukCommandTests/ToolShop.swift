import Foundation
import Testing

@testable import SoukCommand
@testable import SoukConsole

/// A folder for one test, and the tool run in it: words in, status and output out.
struct ToolShop {
    struct Result {
        let status: SoukConsole.ExitStatus
        let output: String
        let errors: String

        var lines: [Substring] { output.split(separator: "\n") }

        func object() throws -> [String: Any] {
            try #require(
                try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any], "\(output)")
        }
    }

    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "souk-\(UUID().uuidString)")

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// Writes lines to a file of the folder; returns its path.
    func write(_ name: String, _ lines: [String]) throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: folder.appendingPathComponent(name))
        return path(name)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func souk(_ words: String...) -> Result { souk(words) }

    func souk(_ words: [String]) -> Result {
        let console = Console.capturing()
        let status = Tool.program.run(words, console: console)
        return Result(
            status: status, output: console.output.capturedText, errors: console.errors.capturedText)
    }

    /// Standard output of a command that writes no text.
    func bytes(_ words: String...) -> [UInt8] {
        let console = Console.capturing()
        _ = Tool.program.run(words, console: console)
        return console.output.capturedBytes
    }
}
