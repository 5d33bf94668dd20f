import Foundation

/// Where and from what a result comes: without it a number means nothing.
struct MachineDescription: Codable, Equatable {
    var cpu: String
    var cores: Int
    var os: String
    var swift: String
    /// The commit that the program was run in, with `+` when files differ from it.
    var commit: String
    var date: String
    var seed: UInt64

    static func current(seed: UInt64) -> MachineDescription {
        MachineDescription(
            cpu: cpuName, cores: ProcessInfo.processInfo.activeProcessorCount,
            os: ProcessInfo.processInfo.operatingSystemVersionString, swift: swiftVersion, commit: commit,
            date: ISO8601DateFormatter().string(from: Date()), seed: seed)
    }

    /// Whether times of the two can be compared.
    func isSameMachine(as other: MachineDescription) -> Bool { cpu == other.cpu && cores == other.cores }

    private static var cpuName: String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces) ?? "unknown"
    }

    private static var swiftVersion: String {
        #if swift(>=6.4)
            "6.4 or later"
        #elseif swift(>=6.3)
            "6.3"
        #elseif swift(>=6.2)
            "6.2"
        #else
            "6.1"
        #endif
    }

    private static var commit: String {
        guard let hash = output(of: ["git", "rev-parse", "--short=12", "HEAD"]) else { return "unknown" }
        let changes = output(of: ["git", "status", "--porcelain", "--untracked-files=no"]) ?? ""
        return changes.isEmpty ? hash : hash + "+"
    }

    /// The output of a command without white space around; nil when it fails.
    static func output(of command: [String]) -> String? {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
