import SoukStorage

/// Copies one commit of an index into another folder, while others read and write.
///
/// All files are opened before any is copied: those that a later commit deletes stay readable until then. The manifest comes
/// last, so that an interrupted copy is no index, and can be made again over what is there.
/// - Complexity: O(bytes of the index).
package struct CommitCopy {
    package struct Summary: Sendable, Equatable {
        package var generation: UInt64
        package var documents: Int
        package var files: Int
        package var bytes: Int
    }

    private let source: any Directory
    private static let chunk = 4 << 20
    /// A writer may publish a commit and delete files between our reading its manifest and opening them; so often in a row it
    /// does not.
    private static let attempts = 8

    package init(_ source: any Directory) { self.source = source }

    /// - Parameter progress: told bytes copied and bytes in all.
    /// - Throws: `notFound` when the source holds no index; what reading or writing throws.
    package func write(
        to destination: any Directory, progress: (Int, Int) -> Void = { _, _ in }
    ) throws(StorageError) -> Summary {
        let (manifest, files) = try open()
        let total = files.reduce(0) { $0 + $1.count }
        var done = 0
        for file in files {
            let output = try destination.create(file.name)
            do throws(StorageError) {
                var at = 0
                while at < file.count {
                    let end = min(at + Self.chunk, file.count)
                    try output.append(UnsafeRawBufferPointer(rebasing: file.bytes[at..<end]))
                    done += end - at
                    at = end
                    progress(done, total)
                }
                try output.synchronize()
                try output.close()
            } catch {
                try? output.close()
                throw error
            }
        }
        try manifest.publish(to: destination)
        return Summary(
            generation: manifest.generation, documents: manifest.documentCount, files: files.count + 1,
            bytes: total)
    }

    /// A manifest with all of its files.
    private func open() throws(StorageError) -> (Manifest, [MappedFile]) {
        var attempt = 0
        while true {
            attempt += 1
            guard let manifest = try Manifest.read(from: source) else {
                throw .notFound(file: Manifest.fileName)
            }
            do throws(StorageError) {
                var files: [MappedFile] = []
                for name in manifest.fileNames.sorted() where name != Manifest.fileName {
                    files.append(try source.open(name))
                }
                return (manifest, files)
            } catch {
                guard case .notFound = error, attempt < Self.attempts else { throw error }
            }
        }
    }
}
