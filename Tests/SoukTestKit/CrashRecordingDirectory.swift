import SoukStorage

/// A directory in memory that can be put back to what a crash at any moment might have left of it.
///
/// ```
/// let directory = CrashRecordingDirectory()
/// work(in: directory)
/// for moment in 0...directory.changeCount {
///     check(directory.state(after: moment, keeping: .synchronizedOnly))
/// }
/// ```
/// The model is POSIX at its strictest: the bytes of a file are safe once the file was synchronised, its name
/// (created, renamed, deleted) once the directory was. See Pillai et al., "All File Systems Are Not Created Equal",
/// OSDI 2014, for what real file systems make of that.
package final class CrashRecordingDirectory: Directory {
    /// What survives of the changes that were not synchronised.
    package enum Survival: Sendable {
        /// All: the process was killed, the machine went on.
        case everything
        /// None.
        case synchronizedOnly
        /// Any choice: names in any subset, still in order; of each file any prefix, or zeros in its place.
        case random(seed: UInt64)
    }

    private enum Change: Sendable {
        case create(name: String, file: Int)
        case append(file: Int, bytes: [UInt8])
        case synchronizeFile(Int)
        case rename(from: String, to: String, file: Int)
        case delete(name: String)
        case synchronizeDirectory
    }

    private struct State {
        var changes: [Change] = []
        /// The file that stands under each name now.
        var names: [String: Int] = [:]
        var fileCount = 0
    }

    private let inner = InMemoryDirectory()
    private let state = Locked(State())

    package init() {}

    package let description = "memory, recorded"

    /// Changes so far; a moment is the number of changes before it.
    package var changeCount: Int { state.withLock { $0.changes.count } }

    package func fileNames() -> [String] { inner.fileNames() }
    package func fileExists(_ name: String) -> Bool { inner.fileExists(name) }
    package func open(_ name: String) throws(StorageError) -> MappedFile { try inner.open(name) }
    package func lock(_ name: String) throws(StorageError) -> DirectoryLock { try inner.lock(name) }

    package func create(_ name: String) throws(StorageError) -> any OutputFile {
        let file = try inner.create(name)
        let number = state.withLock { state in
            state.fileCount += 1
            state.names[name] = state.fileCount
            state.changes.append(.create(name: name, file: state.fileCount))
            return state.fileCount
        }
        return RecordedOutputFile(file) { [self] change in
            state.withLock {
                switch change {
                case .append(let bytes): $0.changes.append(.append(file: number, bytes: bytes))
                case .synchronize: $0.changes.append(.synchronizeFile(number))
                }
            }
        }
    }

    package func rename(_ name: String, to newName: String) throws(StorageError) {
        try inner.rename(name, to: newName)
        state.withLock { state in
            guard let file = state.names.removeValue(forKey: name) else { return }
            state.names[newName] = file
            state.changes.append(.rename(from: name, to: newName, file: file))
        }
    }

    package func delete(_ name: String) throws(StorageError) {
        try inner.delete(name)
        state.withLock { state in
            state.names[name] = nil
            state.changes.append(.delete(name: name))
        }
    }

    package func synchronize() { state.withLock { $0.changes.append(.synchronizeDirectory) } }

    /// The directory as it may be found after a crash that followed the first `moment` changes.
    package func state(after moment: Int, keeping survival: Survival) -> InMemoryDirectory {
        let changes = state.withLock { Array($0.changes.prefix(moment)) }
        let names = survivingNames(changes, survival)
        let bytes = survivingBytes(changes, survival)
        return InMemoryDirectory(names.mapValues { bytes[$0] ?? [] })
    }

    private func survivingNames(_ changes: [Change], _ survival: Survival) -> [String: Int] {
        var random = Self.generator(survival, salt: 1)
        let safe = changes.lastIndex { if case .synchronizeDirectory = $0 { true } else { false } } ?? -1
        var names: [String: Int] = [:]
        for (index, change) in changes.enumerated() {
            if index > safe {
                switch survival {
                case .everything: break
                case .synchronizedOnly: return names
                case .random: if Bool.random(using: &random) { continue }
                }
            }
            switch change {
            case .create(let name, let file): names[name] = file
            case .rename(let from, let to, let file):
                // Where the creation was lost, the rename still brings the file: it is one entry that is written.
                if names[from] == file { names[from] = nil }
                names[to] = file
            case .delete(let name): names[name] = nil
            case .append, .synchronizeFile, .synchronizeDirectory: break
            }
        }
        return names
    }

    private func survivingBytes(_ changes: [Change], _ survival: Survival) -> [Int: [UInt8]] {
        var random = Self.generator(survival, salt: 2)
        var bytes: [Int: [UInt8]] = [:]
        var safeCount: [Int: Int] = [:]
        for change in changes {
            switch change {
            case .append(let file, let more): bytes[file, default: []].append(contentsOf: more)
            case .synchronizeFile(let file): safeCount[file] = bytes[file]?.count ?? 0
            case .create, .rename, .delete, .synchronizeDirectory: break
            }
        }
        for file in bytes.keys.sorted() {
            guard let all = bytes[file] else { continue }
            let safe = safeCount[file] ?? 0
            switch survival {
            case .everything: break
            case .synchronizedOnly: bytes[file] = Array(all.prefix(safe))
            case .random:
                let kept = Int.random(in: safe...all.count, using: &random)
                let zeros =
                    Bool.random(using: &random) ? Int.random(in: 0...(all.count - kept), using: &random) : 0
                bytes[file] = Array(all.prefix(kept)) + [UInt8](repeating: 0, count: zeros)
            }
        }
        return bytes
    }

    private static func generator(_ survival: Survival, salt: UInt64) -> SeededGenerator {
        if case .random(let seed) = survival { return SeededGenerator(seed: seed &* 31 &+ salt) }
        return SeededGenerator(seed: salt)
    }
}

private final class RecordedOutputFile: OutputFile {
    enum Change {
        case append([UInt8])
        case synchronize
    }

    private let inner: any OutputFile
    private let record: (Change) -> Void

    var name: String { inner.name }
    var byteCount: Int { inner.byteCount }

    init(_ inner: any OutputFile, record: @escaping (Change) -> Void) {
        self.inner = inner
        self.record = record
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
        try inner.append(bytes)
        record(.append(Array(bytes)))
    }

    func synchronize() throws(StorageError) {
        try inner.synchronize()
        record(.synchronize)
    }

    func close() throws(StorageError) { try inner.close() }
}
