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
        if isTemporary { Interruption.shared.willRemove(self.path) }
    }

    func folder(_ name: String) throws -> String {
        let folder = "\(path)/\(name)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Removes a large file that nothing needs any more.
    func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: file) }

    func removeIfTemporary() {
        guard isTemporary else { return }
        try? FileManager.default.removeItem(atPath: path)
        Interruption.shared.wasRemoved(path)
    }
}

/// A text written whole to a file of the user's.
enum TextFile {
    /// Fails at once where a result could not be written in the end, which may be an hour later.
    static func check(_ paths: String?...) throws {
        for case let path? in paths {
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            guard !isFolder.boolValue else { throw CommandFailure("\(path): is a folder; name a file in it") }
            guard let file = fopen(path, "a") else {
                throw CommandFailure("\(path): cannot be written: \(String(cString: strerror(errno)))")
            }
            fclose(file)
            if !exists { remove(path) }
        }
    }

    static func write(_ text: String, to path: String) throws {
        do { try text.write(toFile: path, atomically: true, encoding: .utf8) } catch {
            throw CommandFailure("\(path): cannot be written: \(error.localizedDescription)")
        }
    }
}
