import Foundation
import SoukConsole
import SoukRecommend

/// The Python package `implicit` on the same interactions, in a process of its own.
struct ImplicitPeer {
    private let command: [String]

    /// With the settings that serve implicit best on the part that `--validate` holds out; of each kind the best of a grid.
    static func models(isDense: Bool) -> [String] {
        isDense
            ? ["cosine:300", "tfidf:300", "bm25:300", "als:30:3", "bpr"]
            : ["cosine:50", "tfidf:50", "bm25:50", "als:3:100", "bpr"]
    }

    /// nil when the peers' script is not there.
    init?() throws {
        guard let command = try DriverLocation().peer("implicit") else { return nil }
        self.command = command
    }

    struct Answer {
        /// By user.
        var lists: [String: [String]] = [:]
        var fitSeconds = 0.0
        var recommendSeconds = 0.0
    }

    /// Learns from a split and recommends to its users; nil when the package is not installed.
    func recommend(_ model: String, _ split: InteractionSplit, _ matrix: PreferenceMatrix, count: Int) throws
        -> Answer?
    {
        let items = matrix.items.names
        var text = ""
        for (user, row) in matrix.byUser.enumerated() {
            for place in 0..<row.count { text += "\(user) \(row.indexes[place]) \(row.values[place])\n" }
        }
        text += "\n"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst()) + [model, "\(count)"]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let lines = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        let seconds = lines[matrix.users.count].split(separator: " ").compactMap { Double($0) }
        guard lines.count > matrix.users.count, seconds.count == 2 else {
            throw CommandFailure("implicit: \(lines.count) lines for \(matrix.users.count) users")
        }
        var answer = Answer(fitSeconds: seconds[0], recommendSeconds: seconds[1])
        for (user, line) in zip(matrix.users.names, lines) {
            answer.lists[user] = line.split(separator: " ").compactMap { Int($0) }.map { items[$0] }
        }
        return answer
    }
}
