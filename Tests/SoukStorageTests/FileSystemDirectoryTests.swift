import Foundation
import SoukStorage
import Testing

@Suite struct FileSystemDirectoryTests {
    @Test("Folders are made on request only, those above too; a trailing slash is no matter")
    func creation() throws {
        try TemporaryFolder.with { path in
            #expect(throws: StorageError.notFound(file: path + "/a/b")) {
                try FileSystemDirectory(path: path + "/a/b", createIfMissing: false)
            }
            let made = try FileSystemDirectory(path: path + "/a//b/", createIfMissing: true)
            #expect(made.description == path + "/a//b")
            try made.write([1], to: "f")
            let found = try FileSystemDirectory(path: path + "/a/b", createIfMissing: true)
            #expect(try found.read("f") == [1])
            #expect(throws: StorageError.self) {
                try FileSystemDirectory(path: path + "/a/b/f", createIfMissing: false)
            }
            #expect(throws: StorageError.self) {
                try FileSystemDirectory(path: path + "/a/b/f/c", createIfMissing: true)
            }
            #expect(throws: StorageError.self) { try FileSystemDirectory(path: "", createIfMissing: true) }
        }
    }

    @Test("A folder or a pipe in the place of a file is an error, not a wait")
    func notFiles() throws {
        try TemporaryFolder.with { path in
            let directory = try FileSystemDirectory(path: path, createIfMissing: true)
            try FileManager.default.createDirectory(
                atPath: path + "/folder", withIntermediateDirectories: false)
            #expect(mkfifo(path + "/pipe", 0o600) == 0)
            for name in ["folder", "pipe"] {
                #expect(throws: StorageError.self) { try directory.open(name) }
            }
            #expect(throws: StorageError.self) { try directory.create("folder") }
            #expect(throws: StorageError.self) { try directory.delete("folder") }
        }
    }

    @Test("The name of a process that died is no obstacle")
    func staleLock() throws {
        try TemporaryFolder.with { path in
            let directory = try FileSystemDirectory(path: path, createIfMissing: true)
            try directory.write(Array("process 999999999 (souk)\n".utf8), to: "write.lock")
            let lock = try directory.lock("write.lock")
            #expect(throws: StorageError.self) { try directory.lock("write.lock") }
            lock.release()
        }
    }

    private static let locker = "/usr/bin/flock"

    @Test(
        "A lock held by another process is respected, its owner named, and free when that process is killed",
        .enabled(if: FileManager.default.isExecutableFile(atPath: locker), "needs flock(1)"))
    func otherProcess() throws {
        try TemporaryFolder.with { path in
            let directory = try FileSystemDirectory(path: path, createIfMissing: true)
            try directory.write(Array("process 4711 (souk)\n".utf8), to: "write.lock")
            let child = Process()
            child.executableURL = URL(fileURLWithPath: Self.locker)
            // --no-fork: the process that holds the lock is the one to be killed.
            child.arguments = ["--no-fork", path + "/write.lock", "sleep", "60"]
            try child.run()
            defer { kill(child.processIdentifier, SIGKILL) }
            var found: StorageError?
            for _ in 0..<500 where found == nil {
                // Taking the lock would write our own name over the other's, so only look whether it is held.
                let probe = open(path + "/write.lock", O_RDWR)
                if flock(probe, LOCK_EX | LOCK_NB) == 0 {
                    close(probe)
                    usleep(10_000)
                    continue
                }
                close(probe)
                do throws(StorageError) { _ = try directory.lock("write.lock") } catch { found = error }
            }
            #expect(found == .locked(file: "write.lock", owner: "process 4711 (souk)"))
            kill(child.processIdentifier, SIGKILL)
            child.waitUntilExit()
            try directory.lock("write.lock").release()
        }
    }

    @Test(
        "No descriptor stays open, also after failures",
        .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/fd")))
    func descriptors() throws {
        try TemporaryFolder.with { path in
            let directory = try FileSystemDirectory(path: path, createIfMissing: true)
            func open() throws -> [String] {
                try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
                    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
                }.filter { $0.hasPrefix(path) }
            }
            try directory.write([1], to: "f")
            let mapped = try directory.open("f")
            _ = try? directory.open("g")
            _ = try? directory.create("..")
            do { _ = try directory.create("unclosed") }
            do { _ = try directory.lock("l") }
            let lock = try directory.lock("l")
            _ = try? directory.lock("l")
            #expect(try open() == [path + "/l"])
            lock.release()
            #expect(try open() == [])
            #expect(mapped.count == 1)
        }
    }

    @Test("Errors say what failed, where and what to do")
    func descriptions() {
        let errors: [(StorageError, String)] = [
            (.io(operation: "write", file: "f", errno: EACCES), "may read and write"),
            (.io(operation: "open", file: "f", errno: EMFILE), "ulimit -n"),
            (.diskFull(file: "f"), "free some space"), (.notFound(file: "f"), "folder of an index"),
            (
                .corrupt(Corruption(file: "f", section: "s", byteOffset: 7, expected: "a", found: "b")),
                "at byte 7: expected a, found b: restore"
            ),
        ]
        for (error, part) in errors {
            #expect(error.description.contains(part), "\(error)")
            #expect(error.description.hasPrefix("f: "))
        }
    }
}
