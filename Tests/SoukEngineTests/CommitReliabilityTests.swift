import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

/// A commit is all or nothing, whatever fails and whenever the machine stops.
@Suite struct CommitReliabilityTests {
    private static let threadCounts = [1, 3]

    private enum Fault {
        case once, fromThenOn, shortWrite

        func occurring(_ occurrence: Int) -> FaultyDirectory.Fault {
            switch self {
            case .once: FaultyDirectory.Fault(occurrence: occurrence)
            case .fromThenOn: FaultyDirectory.Fault(occurrence: occurrence, isLasting: true)
            case .shortWrite: FaultyDirectory.Fault(.write, occurrence: occurrence, isShortWrite: true)
            }
        }
    }

    @Test(
        "A call that fails, once or from then on, leaves the old index or the new one",
        arguments: threadCounts)
    func failingCalls(threads: Int) throws {
        let batch = try Batch()
        // The calls of several threads differ in their order alone: one kind of fault will do in each run.
        let faults: [Fault] = threads == 1 || TestTier.isSoak ? [.once, .fromThenOn, .shortWrite] : [.once]
        for fault in faults {
            var occurrence = 0
            var callCount = Int.max
            while occurrence < callCount {
                occurrence += 1
                let context: Comment = "\(fault), call \(occurrence)"
                let disk = InMemoryDirectory(batch.before)
                let directory = FaultyDirectory(disk)
                directory.arm(fault.occurring(occurrence))
                let error = batch.error { try batch.write(to: directory, threads: threads) }
                if directory.failureCount == 0 { callCount = occurrence }
                let state = try #require(batch.state(of: disk), context)
                // Files that no commit names and that cannot be removed are no error.
                if error == nil { #expect(state == .new, context) }
                directory.arm(nil)
                try batch.write(to: directory, threads: threads)
                #expect(batch.state(of: disk) == .new, context)
                try #require(occurrence < 10_000)
            }
            #expect(callCount > 10)
        }
    }

    @Test(
        "After an error a writer commits nothing until it is rolled back, then all", arguments: threadCounts)
    func rollback(threads: Int) throws {
        let batch = try Batch()
        var failures = 0
        for occurrence in 1...400 {
            let disk = InMemoryDirectory(batch.before)
            let directory = FaultyDirectory(disk)
            let writer = try batch.writer(directory, threads: threads)
            defer { writer.close() }
            directory.arm(.init(occurrence: occurrence))
            guard batch.error({ try batch.change(writer) }) != nil else { continue }
            failures += 1
            directory.arm(nil)
            let context: Comment = "call \(occurrence)"
            #expect(batch.error { try writer.commit() } != nil, context)
            #expect(batch.state(of: disk) != nil, context)
            try writer.rollback()
            try batch.change(writer)
            #expect(batch.state(of: disk) == .new, context)
        }
        #expect(failures > 20)
    }

    @Test("A full disk keeps the old index and says so; room lets the new one through")
    func fullDisk() throws {
        let batch = try Batch()
        var limit = 0
        while true {
            let disk = InMemoryDirectory(batch.before)
            let directory = FaultyDirectory(disk)
            directory.limitDisk(to: limit)
            guard let error = batch.error({ try batch.write(to: directory) }) else { break }
            #expect("\(error)".contains("disk is full"), "\(limit) bytes: \(error)")
            #expect(batch.state(of: disk) == .old, "\(limit) bytes")
            limit += 251
            try #require(limit < 1 << 20)
        }
        #expect(limit > 2000)
    }

    @Test("A crash at any moment leaves the old index or the new one")
    func crashes() throws {
        let batch = try Batch()
        let recorder = CrashRecordingDirectory()
        for (name, bytes) in batch.before {
            let file = try recorder.create(name)
            try bytes.withUnsafeBytes { try file.append($0) }
            try file.synchronize()
        }
        recorder.synchronize()
        let start = recorder.changeCount
        try batch.write(to: recorder)
        for moment in start...recorder.changeCount {
            var survivals: [CrashRecordingDirectory.Survival] = [.everything, .synchronizedOnly]
            survivals += (0..<8).map { .random(seed: UInt64(moment * 8 + $0)) }
            for survival in survivals {
                let state = batch.state(of: recorder.state(after: moment, keeping: survival))
                #expect(state != nil, "moment \(moment), \(survival)")
                if moment == start { #expect(state == .old) }
                if moment == recorder.changeCount { #expect(state == .new, "\(survival)") }
            }
        }
    }

    @Test(
        "A commit synchronises every file and the directory before the one rename, and removes files after it"
    )
    func order() throws {
        let batch = try Batch()
        let directory = FaultyDirectory(InMemoryDirectory(batch.before))
        let writer = try batch.writer(directory)
        directory.reset()
        try batch.change(writer)
        writer.close()
        let log = directory.log
        let renames = log.indices.filter { log[$0].kind == .rename }
        let publication = try #require(renames.first)
        #expect(renames.count == 1)
        #expect(log[publication].newName == Manifest.fileName)
        for index in log[..<publication].indices where log[index].kind == .write {
            let isSafe = log[index..<publication].contains {
                $0.kind == .synchronizeFile && $0.file == log[index].file
            }
            #expect(isSafe, "\(log[index]) is not synchronised before \(log[publication])")
        }
        #expect(log[publication - 1].kind == .synchronizeDirectory)
        #expect(log[publication + 1].kind == .synchronizeDirectory)
        let manifest = try #require(try Manifest.read(from: InMemoryDirectory(batch.before)))
        for index in log[..<publication].indices where log[index].kind == .delete {
            #expect(!manifest.fileNames.contains(log[index].file), "\(log[index]) before the commit")
        }
    }
}

/// An index of two commits, and a batch of changes to it that merges segments.
private struct Batch {
    enum State { case old, new }

    let before: [String: [UInt8]]
    private let old: [String: [UInt8]]
    private let new: [String: [UInt8]]

    init() throws {
        let directory = InMemoryDirectory()
        let writer = try Self.open(directory, threads: 1)
        for commit in 0..<2 {
            for number in 0..<6 {
                try writer.upsert(Self.document(commit * 6 + number, version: "old"))
            }
            try writer.commit()
        }
        writer.close()
        before = try directory.indexFiles()
        old = Dictionary(uniqueKeysWithValues: (0..<12).map { ("p\($0)", Self.source($0, version: "old")) })
        var products = old
        for number in 3..<14 { products["p\(number)"] = Self.source(number, version: "new") }
        products["p0"] = nil
        products["p13"] = nil
        new = products
    }

    func writer(_ directory: any Directory, threads: Int = 1) throws -> IndexWriter {
        try Self.open(directory, threads: threads)
    }

    func change(_ writer: IndexWriter) throws {
        for number in 3..<14 { try writer.upsert(Self.document(number, version: "new")) }
        writer.delete("p0")
        writer.delete("p13")
        try writer.commit()
    }

    func write(to directory: any Directory, threads: Int = 1) throws {
        let writer = try writer(directory, threads: threads)
        defer { writer.close() }
        try change(writer)
    }

    func error(_ body: () throws -> Void) -> (any Error)? {
        do { try body() } catch { return error }
        return nil
    }

    /// Which index a directory holds; nil when it is neither, or damaged.
    func state(of directory: InMemoryDirectory) -> State? {
        guard IndexChecker(directory).check().isSound, let snapshot = try? IndexSnapshot(directory) else {
            return nil
        }
        for (state, products) in [(State.old, old), (.new, new)]
        where snapshot.documentCount == products.count {
            let isSame = products.allSatisfy { id, source in
                guard let address = snapshot.address(of: id) else { return false }
                return (try? snapshot.source(of: address)) == source
            }
            if isSame { return state }
        }
        return nil
    }

    private static func open(_ directory: any Directory, threads: Int) throws -> IndexWriter {
        try IndexWriter(
            directory, schema: try SmallCatalogue.schema(),
            options: IndexWriter.Options(mergeFactor: 3, threads: threads))
    }

    private static func source(_ number: Int, version: String) -> [UInt8] {
        Array(#"{"id":"p\#(number)","version":"\#(version)"}"#.utf8)
    }

    private static func document(_ number: Int, version: String) -> Document {
        var random = SeededGenerator(seed: UInt64(number))
        var document = SmallCatalogue.document("p\(number)", &random)
        document.source = source(number, version: version)
        return document
    }
}
