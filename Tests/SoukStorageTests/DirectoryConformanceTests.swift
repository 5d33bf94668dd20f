import Foundation
import SoukStorage
import SoukTestKit
import Testing

/// The directories there are; each must behave like the others.
enum DirectoryKind: CaseIterable {
    case memory, fileSystem, faultlessFaulty, recording

    /// Runs `body` with an empty directory of this kind.
    func withDirectory<R>(_ body: (any Directory) throws -> R) throws -> R {
        switch self {
        case .memory: return try body(InMemoryDirectory())
        case .faultlessFaulty: return try body(FaultyDirectory(InMemoryDirectory()))
        case .recording: return try body(CrashRecordingDirectory())
        case .fileSystem:
            return try TemporaryFolder.with { path in
                try body(try FileSystemDirectory(path: path, createIfMissing: true))
            }
        }
    }
}

/// A folder that goes when the test ends.
enum TemporaryFolder {
    static func with<R>(_ body: (String) throws -> R) throws -> R {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("souk-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        return try body(url.path)
    }
}

extension Directory {
    func write(_ bytes: [UInt8], to name: String) throws {
        let file = try create(name)
        try bytes.withUnsafeBytes { try file.append($0) }
        try file.synchronize()
        try file.close()
    }

    func read(_ name: String) throws -> [UInt8] {
        let file = try open(name)
        return withExtendedLifetime(file) { Array(file.bytes) }
    }
}

@Suite struct DirectoryConformanceTests {
    @Test("Files of any size are read as written, the empty one too", arguments: DirectoryKind.allCases)
    func roundTrip(kind: DirectoryKind) throws {
        try kind.withDirectory { directory in
            var random = SeededGenerator(orEnvironment: 1)
            for size in [0, 1, 4095, 4096, 65_535, 65_536, 65_537, 200_000] {
                let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
                let file = try directory.create("f")
                #expect(file.name == "f")
                var start = 0
                while start < size {
                    let end = min(start + Int.random(in: 1...90_000, using: &random), size)
                    try bytes[start..<end].withUnsafeBytes { try file.append($0) }
                    start = end
                    #expect(file.byteCount == end)
                    if Bool.random(using: &random) { try file.synchronize() }
                }
                try file.close()
                let mapped = try directory.open("f")
                #expect(mapped.count == size)
                #expect(mapped.name == "f")
                #expect(mapped.bytes.elementsEqual(bytes))
            }
        }
    }

    @Test(
        "Names are listed in order; creating empties; what is not there is notFound",
        arguments: DirectoryKind.allCases)
    func names(kind: DirectoryKind) throws {
        try kind.withDirectory { directory in
            #expect(try directory.fileNames() == [])
            for name in ["b", "a", "手机.souk"] { try directory.write([1], to: name) }
            #expect(try directory.fileNames() == ["a", "b", "手机.souk"])
            #expect(directory.fileExists("a"))
            #expect(!directory.fileExists("c"))
            try directory.write([], to: "a")
            #expect(try directory.read("a") == [])
            try directory.delete("a")
            #expect(try directory.fileNames() == ["b", "手机.souk"])
            #expect(throws: StorageError.notFound(file: "a")) { try directory.open("a") }
            #expect(throws: StorageError.notFound(file: "a")) { try directory.delete("a") }
            #expect(throws: StorageError.notFound(file: "a")) { try directory.rename("a", to: "b") }
            #expect(try directory.read("b") == [1])
            try directory.synchronize()
        }
    }

    @Test("Renaming replaces, and also a file renamed to itself stays", arguments: DirectoryKind.allCases)
    func rename(kind: DirectoryKind) throws {
        try kind.withDirectory { directory in
            try directory.write([1, 1], to: "old")
            try directory.write([2], to: "new")
            let before = try directory.open("old")
            try directory.rename("new", to: "old")
            #expect(try directory.fileNames() == ["old"])
            #expect(try directory.read("old") == [2])
            #expect(Array(before.bytes) == [1, 1])
            try directory.rename("old", to: "old")
            #expect(try directory.read("old") == [2])
        }
    }

    @Test("An open file outlives being deleted, replaced and created anew", arguments: DirectoryKind.allCases)
    func openFiles(kind: DirectoryKind) throws {
        try kind.withDirectory { directory in
            let first = [UInt8](repeating: 1, count: 100_000)
            try directory.write(first, to: "f")
            let mapped = try directory.open("f")
            try directory.write([2], to: "f")
            #expect(mapped.bytes.elementsEqual(first))
            try directory.delete("f")
            #expect(mapped.bytes.elementsEqual(first))
        }
    }

    @Test(
        "A file being written follows its renaming and survives its deletion",
        arguments: DirectoryKind.allCases)
    func openOutput(kind: DirectoryKind) throws {
        try kind.withDirectory { directory in
            let file = try directory.create("f")
            try [UInt8]([1]).withUnsafeBytes { try file.append($0) }
            try directory.rename("f", to: "g")
            try [UInt8]([2]).withUnsafeBytes { try file.append($0) }
            try file.synchronize()
            #expect(try directory.read("g") == [1, 2])
            #expect(!directory.fileExists("f"))
            try directory.delete("g")
            try [UInt8]([3]).withUnsafeBytes { try file.append($0) }
            try file.close()
            #expect(try directory.fileNames() == [])
        }
    }

    @Test("A closed file takes nothing more", arguments: DirectoryKind.allCases)
    func closed(kind: DirectoryKind) throws {
        try kind.withDirectory { directory in
            let file = try directory.create("f")
            try file.close()
            try file.close()
            #expect(throws: StorageError.self) { try [UInt8]([1]).withUnsafeBytes { try file.append($0) } }
            #expect(throws: StorageError.self) { try file.synchronize() }
            #expect(file.byteCount == 0)
        }
    }

    @Test("Names that lead out of the folder are refused", arguments: DirectoryKind.allCases)
    func hostileNames(kind: DirectoryKind) throws {
        try kind.withDirectory { directory in
            try directory.write([1], to: "f")
            for name in ["", ".", "..", "../f", "/etc/passwd", "a/b", "f\0", "\0"] {
                #expect(!directory.fileExists(name))
                #expect(throws: StorageError.self) { try directory.open(name) }
                #expect(throws: StorageError.self) { try directory.create(name) }
                #expect(throws: StorageError.self) { try directory.delete(name) }
                #expect(throws: StorageError.self) { try directory.rename("f", to: name) }
                #expect(throws: StorageError.self) { try directory.rename(name, to: "g") }
                #expect(throws: StorageError.self) { try directory.lock(name) }
            }
            #expect(try directory.fileNames() == ["f"])
        }
    }

    @Test(
        "A lock is exclusive, names its owner, and ends with release or value",
        arguments: DirectoryKind.allCases)
    func lock(kind: DirectoryKind) throws {
        try kind.withDirectory { directory in
            let first = try directory.lock("write.lock")
            do throws(StorageError) {
                _ = try directory.lock("write.lock")
                Issue.record("a second lock was given")
            } catch {
                guard case .locked(let file, let owner) = error else {
                    Issue.record("\(error)")
                    return
                }
                #expect(file == "write.lock")
                #expect(owner.contains("\(ProcessInfo.processInfo.processIdentifier)"))
                #expect(error.description.contains(owner))
            }
            _ = try directory.lock("other.lock")
            first.release()
            first.release()
            do { _ = try directory.lock("write.lock") }
            let again = try directory.lock("write.lock")
            first.release()
            #expect(throws: StorageError.self) { try directory.lock("write.lock") }
            again.release()
        }
    }

    @Test("Random work leaves the same files everywhere", arguments: 1...20)
    func model(seed: UInt64) throws {
        var results: [[String: [UInt8]]] = []
        for kind in DirectoryKind.allCases {
            try kind.withDirectory { directory in
                var random = SeededGenerator(orEnvironment: seed)
                let names = ["a", "b", "c"]
                for _ in 0..<100 {
                    let name = names.randomElement(using: &random) ?? ""
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: try? directory.delete(name)
                    case 1: try? directory.rename(name, to: names.randomElement(using: &random) ?? "")
                    default:
                        try directory.write(
                            [UInt8](repeating: UInt8.random(in: 0...9, using: &random), count: 3), to: name)
                    }
                }
                results.append(
                    Dictionary(
                        uniqueKeysWithValues: try directory.fileNames().map { ($0, try directory.read($0)) }))
            }
        }
        for result in results { #expect(result == results[0], "seed \(seed)") }
    }
}
