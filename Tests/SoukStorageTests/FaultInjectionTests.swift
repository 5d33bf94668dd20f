import SoukStorage
import SoukTestKit
import Testing

@Suite struct FaultInjectionTests {
    private func work(_ directory: any Directory) throws {
        let lock = try directory.lock("l")
        defer { lock.release() }
        try directory.write([1, 2, 3, 4], to: "t")
        try directory.rename("t", to: "f")
        try directory.synchronize()
        _ = try directory.open("f")
        _ = try directory.fileNames()
        try directory.delete("f")
    }

    @Test("The log names the calls in order")
    func log() throws {
        let directory = FaultyDirectory(InMemoryDirectory())
        try work(directory)
        #expect(
            directory.log.map(\.description) == [
                "lock l", "create t", "write t 4 bytes", "synchronizeFile t", "close t", "rename t -> f",
                "synchronizeDirectory", "read f", "list", "delete f",
            ])
    }

    @Test("Every call fails in its turn, once or from then on, and has no effect", arguments: 1...10)
    func faults(occurrence: Int) throws {
        let directory = FaultyDirectory(InMemoryDirectory())
        directory.arm(.init(occurrence: occurrence))
        #expect(throws: StorageError.self) { try work(directory) }
        #expect(directory.failureCount == 1)
        #expect(throws: Never.self) { try work(directory) }
        directory.arm(.init(occurrence: occurrence, isLasting: true))
        for _ in 0..<3 { #expect(throws: StorageError.self) { try work(directory) } }
        #expect(directory.failureCount == 3)
        directory.arm(nil)
        try work(directory)
    }

    @Test("Kinds are counted apart; a short write leaves half")
    func kinds() throws {
        for kind in DirectoryEvent.Kind.allCases {
            let directory = FaultyDirectory(InMemoryDirectory())
            directory.arm(.init(kind, occurrence: 1))
            #expect(throws: StorageError.self) { try work(directory) }
            #expect(directory.log.last?.kind == kind)
        }
        let memory = InMemoryDirectory()
        let directory = FaultyDirectory(memory)
        directory.arm(.init(.write, occurrence: 1, isShortWrite: true))
        #expect(throws: StorageError.self) { try directory.write([1, 2, 3, 4], to: "f") }
        #expect(memory.contents["f"] == [1, 2])
    }

    @Test("A full disk takes what fits; deleting makes room")
    func disk() throws {
        let memory = InMemoryDirectory()
        let directory = FaultyDirectory(memory)
        directory.limitDisk(to: 6)
        try directory.write([1, 2, 3, 4], to: "a")
        #expect(throws: StorageError.diskFull(file: "b")) { try directory.write([5, 6, 7], to: "b") }
        #expect(memory.contents["b"] == [5, 6])
        try directory.delete("b")
        try directory.write([5, 6], to: "b")
        try directory.rename("a", to: "b")
        try directory.write([7, 8], to: "a")
        directory.limitDisk(to: nil)
        try directory.write([UInt8](repeating: 0, count: 100), to: "c")
    }

    @Test("After a crash, what was synchronised is there")
    func crash() throws {
        let directory = CrashRecordingDirectory()
        try directory.write([1], to: "t")  // create, append, synchronise
        try directory.rename("t", to: "f")
        directory.synchronize()
        let safe = directory.changeCount
        try directory.write([2, 2], to: "t")
        try directory.rename("t", to: "f")
        let end = directory.changeCount
        func state(_ moment: Int, _ survival: CrashRecordingDirectory.Survival) -> [String: [UInt8]] {
            directory.state(after: moment, keeping: survival).contents
        }
        #expect(state(safe - 1, .synchronizedOnly) == [:])
        #expect(state(safe - 2, .everything) == ["t": [1]])
        for moment in safe...end { #expect(state(moment, .synchronizedOnly) == ["f": [1]]) }
        #expect(state(safe + 2, .everything) == ["f": [1], "t": [2, 2]])
        #expect(state(end, .everything) == ["f": [2, 2]])
        var seen: Set<[String: [UInt8]]> = []
        for seed in 0..<200 as Range<UInt64> {
            let found = state(end, .random(seed: seed))
            #expect(found["f"] == [1] || found["f"] == [2, 2])
            seen.insert(found)
        }
        // Renamed or not, created or not: the new name is there with the old file, or with the new one, or not yet.
        #expect(seen == [["f": [1]], ["f": [1], "t": [2, 2]], ["f": [2, 2]]])
    }

    @Test("Bytes that were not synchronised are lost, torn or zero", arguments: 1...50)
    func torn(seed: UInt64) throws {
        let directory = CrashRecordingDirectory()
        let file = try directory.create("f")
        try [UInt8]([1, 2]).withUnsafeBytes { try file.append($0) }
        try file.synchronize()
        try [UInt8]([3, 4, 5]).withUnsafeBytes { try file.append($0) }
        directory.synchronize()
        let moment = directory.changeCount
        #expect(directory.state(after: moment, keeping: .synchronizedOnly).contents["f"] == [1, 2])
        let found = try #require(directory.state(after: moment, keeping: .random(seed: seed)).contents["f"])
        #expect(found.count >= 2 && found.count <= 5)
        for (byte, written) in zip(found, [1, 2, 3, 4, 5] as [UInt8]) {
            #expect(byte == written || byte == 0)
        }
        #expect(found.prefix(2) == [1, 2])
    }
}
