import Foundation

/// The measurement data's folder; tests that need it skip when it is absent.
enum GoldFiles {
    static let folder = ProcessInfo.processInfo.environment["SOUK_DATA"]
    static var isPresent: Bool { folder != nil }

    /// Rows of a TSV file by column name; no quoting.
    static func rows(_ name: String) throws -> [[String: String]] {
        let text = try String(contentsOfFile: "\(folder ?? "")/gold/\(name)", encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.isEmpty }
        let header = lines[0].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        return lines.dropFirst().map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return Dictionary(uniqueKeysWithValues: zip(header, cells))
        }
    }

    /// The lines of a gzip file, read through `zcat`.
    static func gzipLines(_ path: String) throws -> [Substring] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["zcat", "\(folder ?? "")/\(path)"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n")
    }
}
