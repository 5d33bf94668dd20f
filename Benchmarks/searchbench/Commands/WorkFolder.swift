import Foundation
import SoukConsole

/// Where token files, queries and indexes are kept: a folder of the user's, or one that goes at the end.
struct WorkFolder {
    let path: String
    private let isTemporary: Bool

    init(_ path: String?) throws {
        isTemporary = path == nil
        self.path =
            path ?? NSTemporaryDirectory() + "searchbench-\(ProcessInfo.processInfo.processIdentifier)"
        do {
            try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: true)
        } catch { throw CommandFailure("\(self.path): cannot be made: \(error.localizedDescription)") }
    }

    func folder(_ name: String) throws -> String {
        let folder = "\(path)/\(name)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Removes a large file that nothing needs any more.
    func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: file) }

    func removeIfTemporary() {
        if isTemporary { try? FileManager.default.removeItem(atPath: path) }
    }
}

/// A text written whole to a file of the user's.
enum TextFile {
    static func write(_ text: String, to path: String) throws {
        do { try text.write(toFile: path, atomically: true, encoding: .utf8) } catch {
            throw CommandFailure("\(path): cannot be written: \(error.localizedDescription)")
        }
    }
}
