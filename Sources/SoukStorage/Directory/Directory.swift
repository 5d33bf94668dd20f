import Synchronization

/// A flat folder of files: the only door between the engine and the disk.
///
/// Names hold no separators; others throw. Files are written once, from beginning to end, and then only read.
/// A file that is not there is ``StorageError/notFound(file:)`` for every operation that needs it.
package protocol Directory: Sendable {
    /// The folder, for messages.
    var description: String { get }
    func fileNames() throws(StorageError) -> [String]
    func fileExists(_ name: String) -> Bool
    /// The bytes of a file, valid as long as the value lives, even when the file is deleted.
    func open(_ name: String) throws(StorageError) -> MappedFile
    /// A new file in the place of any old one.
    func create(_ name: String) throws(StorageError) -> any OutputFile
    /// Replaces `newName` atomically.
    func rename(_ name: String, to newName: String) throws(StorageError)
    func delete(_ name: String) throws(StorageError)
    /// Makes creations, renames and deletions durable.
    func synchronize() throws(StorageError)
    /// Takes an exclusive lock; throws ``StorageError/locked(file:owner:)`` with the holder's name.
    func lock(_ name: String) throws(StorageError) -> DirectoryLock
}

/// What may be the name of a file: anything that stays inside the folder.
enum DirectoryName {
    static func isValid(_ name: String) -> Bool {
        !name.isEmpty && name != "." && name != ".."
            && !name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
    }
}

/// A file being written; not to be shared between tasks.
///
/// After ``close()``, appending and synchronising throw, and closing again does nothing.
package protocol OutputFile: AnyObject {
    var name: String { get }
    /// Bytes appended so far.
    var byteCount: Int { get }
    func append(_ bytes: UnsafeRawBufferPointer) throws(StorageError)
    /// Makes everything appended durable.
    func synchronize() throws(StorageError)
    func close() throws(StorageError)
}

/// Exclusive right to write; given back by ``release()`` or with the value.
package final class DirectoryLock: Sendable {
    private let onRelease: @Sendable () -> Void
    private let isReleased = Atomic(false)

    package init(onRelease: @escaping @Sendable () -> Void) { self.onRelease = onRelease }

    package func release() {
        if !isReleased.exchange(true, ordering: .acquiringAndReleasing) { onRelease() }
    }

    deinit { release() }
}
