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

    func removeIfTemporary() {
        if isTemporary { try? FileManager.default.removeItem(atPath: path) }
    }
}
