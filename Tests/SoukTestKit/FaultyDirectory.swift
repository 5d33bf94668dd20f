import SoukStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What was done to a directory: one entry for every call that can fail.
package struct DirectoryEvent: Sendable, Equatable, CustomStringConvertible {
    package enum Kind: String, Sendable, CaseIterable {
        case list, read, create, write, synchronizeFile, close, rename, delete, synchronizeDirectory, lock
    }

    package var kind: Kind
    /// The file; the old name of a rename; empty for the directory itself.
    package var file: String
    /// The new name of a rename.
    package var newName: String?
    /// Bytes of a write.
    package var byteCount = 0

    package var description: String {
        [kind.rawValue, file, newName.map { "-> " + $0 }, byteCount > 0 ? "\(byteCount) bytes" : nil]
            .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    }
}

/// A directory that fails on demand and remembers what was done to it.
///
/// ```
/// let directory = FaultyDirectory(InMemoryDirectory())
/// directory.arm(.init(.synchronizeFile, occurrence: 2))      // the second fsync fails, once
/// directory.arm(.init(occurrence: 7, isLasting: true))       // the seventh call of any kind and all after it
/// directory.limitDisk(to: 10_000)                            // the files take at most 10,000 bytes together
/// ```
/// A failing call has no effect, but for a short write, which writes half.
package final class FaultyDirectory: Directory {
    package struct Fault: Sendable {
        /// nil: calls of all kinds count.
        var kind: DirectoryEvent.Kind?
        var occurrence: Int
        var isLasting: Bool
        var isShortWrite: Bool

        /// - Parameter occurrence: which of the calls fails, counted from 1 at ``arm(_:)``.
        package init(
            _ kind: DirectoryEvent.Kind? = nil, occurrence: Int, isLasting: Bool = false,
            isShortWrite: Bool = false
        ) {
            self.kind = kind
            self.occurrence = occurrence
            self.isLasting = isLasting
            self.isShortWrite = isShortWrite
        }
    }

    fileprivate enum Verdict { case pass, fail, failHalfway }

    private struct State {
        var fault: Fault?
        var matching = 0
        var failures = 0
        var log: [DirectoryEvent] = []
        var diskLimit: Int?
        var sizes: [String: Int] = [:]
    }

    private let inner: any Directory
    private let state = Locked(State())

    package init(_ inner: any Directory) { self.inner = inner }

    package var description: String { inner.description }

    /// Calls so far, failed ones too.
    package var log: [DirectoryEvent] { state.withLock { $0.log } }

    /// Calls that were made to fail since the last ``arm(_:)``.
    package var failureCount: Int { state.withLock { $0.failures } }

    /// Forgets the log and any fault.
    package func reset() { state.withLock { $0 = State(sizes: $0.sizes) } }

    /// Sets the fault to come, in place of any other, or none.
    package func arm(_ fault: Fault?) {
        state.withLock {
            $0.fault = fault
            $0.matching = 0
            $0.failures = 0
        }
    }

    /// Bytes that all files together may take; nil: no limit.
    package func limitDisk(to byteCount: Int?) { state.withLock { $0.diskLimit = byteCount } }

    fileprivate func judge(_ event: DirectoryEvent) -> Verdict {
        state.withLock { state in
            state.log.append(event)
            guard let fault = state.fault, fault.kind == nil || fault.kind == event.kind else { return .pass }
            state.matching += 1
            guard
                fault.isLasting ? state.matching >= fault.occurrence : state.matching == fault.occurrence
            else { return .pass }
            state.failures += 1
            return fault.isShortWrite && event.kind == .write ? .failHalfway : .fail
        }
    }

    fileprivate func check(_ event: DirectoryEvent) throws(StorageError) {
        guard judge(event) == .pass else { throw Self.error(event) }
    }

    fileprivate static func error(_ event: DirectoryEvent) -> StorageError {
        .io(operation: "(test) " + event.kind.rawValue, file: event.file, errno: EIO)
    }

    /// How many of `count` more bytes the disk takes.
    fileprivate func room(for count: Int, in name: String) -> Int {
        state.withLock { state in
            let used = state.sizes.values.reduce(0, +)
            let room = state.diskLimit.map { max(min(count, $0 - used), 0) } ?? count
            state.sizes[name, default: 0] += room
            if room < count { state.failures += 1 }
            return room
        }
    }

    package func fileNames() throws(StorageError) -> [String] {
        try check(DirectoryEvent(kind: .list, file: ""))
        return try inner.fileNames()
    }

    package func fileExists(_ name: String) -> Bool { inner.fileExists(name) }

    package func open(_ name: String) throws(StorageError) -> MappedFile {
        try check(DirectoryEvent(kind: .read, file: name))
        return try inner.open(name)
    }

    package func create(_ name: String) throws(StorageError) -> any OutputFile {
        try check(DirectoryEvent(kind: .create, file: name))
        let file = try inner.create(name)
        state.withLock { $0.sizes[name] = 0 }
        return FaultyOutputFile(file, self)
    }

    package func rename(_ name: String, to newName: String) throws(StorageError) {
        try check(DirectoryEvent(kind: .rename, file: name, newName: newName))
        try inner.rename(name, to: newName)
        state.withLock { $0.sizes[newName] = $0.sizes.removeValue(forKey: name) }
    }

    package func delete(_ name: String) throws(StorageError) {
        try check(DirectoryEvent(kind: .delete, file: name))
        try inner.delete(name)
        state.withLock { _ = $0.sizes.removeValue(forKey: name) }
    }

    package func synchronize() throws(StorageError) {
        try check(DirectoryEvent(kind: .synchronizeDirectory, file: ""))
        try inner.synchronize()
    }

    package func lock(_ name: String) throws(StorageError) -> DirectoryLock {
        try check(DirectoryEvent(kind: .lock, file: name))
        return try inner.lock(name)
    }
}

private final class FaultyOutputFile: OutputFile {
    private let inner: any OutputFile
    private let directory: FaultyDirectory

    var name: String { inner.name }
    var byteCount: Int { inner.byteCount }

    init(_ inner: any OutputFile, _ directory: FaultyDirectory) {
        self.inner = inner
        self.directory = directory
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
        let event = DirectoryEvent(kind: .write, file: name, byteCount: bytes.count)
        switch directory.judge(event) {
        case .pass: break
        case .fail: throw FaultyDirectory.error(event)
        case .failHalfway:
            try inner.append(UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 2)]))
            throw FaultyDirectory.error(event)
        }
        let room = directory.room(for: bytes.count, in: name)
        try inner.append(UnsafeRawBufferPointer(rebasing: bytes[..<room]))
        if room < bytes.count { throw .diskFull(file: name) }
    }

    func synchronize() throws(StorageError) {
        try directory.check(DirectoryEvent(kind: .synchronizeFile, file: name))
        try inner.synchronize()
    }

    func close() throws(StorageError) {
        try directory.check(DirectoryEvent(kind: .close, file: name))
        try inner.close()
    }
}
