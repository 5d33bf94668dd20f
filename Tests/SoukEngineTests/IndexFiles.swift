import SoukStorage

@testable import SoukEngine

extension InMemoryDirectory {
    /// The bytes of every file of an index but its lock, to be damaged and opened again.
    func indexFiles() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in fileNames() where name != IndexWriter.lockName {
            let file = try open(name)
            files[name] = withExtendedLifetime(file) { Array(file.bytes) }
        }
        return files
    }
}
