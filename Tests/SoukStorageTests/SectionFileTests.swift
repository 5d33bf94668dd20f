import SoukStorage
import SoukTestKit
import Testing

/// A small file of three sections, one empty.
enum SampleFile {
    static let name = "a.souk"
    static let sections: [(name: String, bytes: [UInt8])] = [
        ("terms", Array("华为手机".utf8)), ("empty", []), ("numbers", (0..<130).map { UInt8($0) }),
    ]

    static func write(to directory: any Directory, version: UInt32 = 3, fileID: UInt64 = 42) throws -> Int {
        let file = try SectionFileWriter(
            directory: directory, name: name, kind: "TEST", version: version, fileID: fileID)
        for section in sections {
            try file.beginSection(section.name)
            try file.append(section.bytes)
        }
        return try file.finish()
    }

    static func open(
        _ directory: any Directory, supported: ClosedRange<UInt32> = 2...3, kind: String = "TEST"
    ) throws(StorageError) -> SectionFileReader {
        try SectionFileReader(directory: directory, name: name, kind: kind, supported: supported)
    }
}

@Suite struct SectionFileTests {
    @Test("Sections come back as written, aligned to 64 bytes, with version and file id")
    func roundTrip() throws {
        let directory = InMemoryDirectory()
        let size = try SampleFile.write(to: directory)
        let file = try SampleFile.open(directory)
        #expect(file.byteCount == size)
        #expect(file.version == 3)
        #expect(file.fileID == 42)
        #expect(file.sectionNames == SampleFile.sections.map(\.name))
        for section in SampleFile.sections {
            let bytes = try file.section(section.name)
            #expect(Array(bytes) == section.bytes)
            if let address = bytes.baseAddress { #expect(Int(bitPattern: address) % 64 == 0) }
        }
        var reader = try file.reader("numbers")
        #expect(try reader.readUInt16() == 0x0100)
        #expect(file.optionalSection("none") == nil)
        #expect(throws: StorageError.self) { try file.section("none") }
        try file.verifyChecksums()
    }

    @Test("What is written in pieces is what is written at once", arguments: 1...20)
    func pieces(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let directory = InMemoryDirectory()
        let names = (0..<Int.random(in: 0...12, using: &random)).map { "section \($0)" }
        var expected: [String: [UInt8]] = [:]
        let writer = try SectionFileWriter(
            directory: directory, name: "b", kind: "TEST", version: 1, fileID: seed)
        for name in names {
            try writer.beginSection(name)
            for _ in 0..<Int.random(in: 0...5, using: &random) {
                let values = (0..<Int.random(in: 0...90, using: &random)).map { _ in
                    UInt32(random.next() >> 32)
                }
                try writer.appendArray(values)
                values.withUnsafeBytes { expected[name, default: []].append(contentsOf: $0) }
            }
            #expect(writer.sectionByteCount == expected[name]?.count ?? 0)
        }
        let size = try writer.finish()
        let file = try SectionFileReader(directory: directory, name: "b", kind: "TEST", supported: 1...1)
        #expect(file.byteCount == size)
        #expect(file.sectionNames == names)
        for name in names {
            #expect(Array(try file.section(name)) == expected[name] ?? [], "\(random.rerun)")
        }
        try file.verifyChecksums()
    }

    @Test("A file of another kind, too new or too old is named as such, with what to do")
    func versions() throws {
        let directory = InMemoryDirectory()
        _ = try SampleFile.write(to: directory)
        #expect(throws: StorageError.tooNew(file: SampleFile.name, found: 3, supported: 2)) {
            try SampleFile.open(directory, supported: 1...2)
        }
        #expect(throws: StorageError.tooOld(file: SampleFile.name, found: 3, supported: 4)) {
            try SampleFile.open(directory, supported: 4...5)
        }
        #expect(throws: StorageError.notAnIndexFile(file: SampleFile.name, expected: "SEGM", found: "TEST")) {
            try SampleFile.open(directory, kind: "SEGM")
        }
        #expect(StorageError.tooNew(file: "x", found: 3, supported: 2).description.contains("update Souk"))
        #expect(StorageError.tooOld(file: "x", found: 1, supported: 2).description.contains("anew"))
        #expect(throws: StorageError.notFound(file: "c")) {
            try SectionFileReader(directory: directory, name: "c", kind: "TEST", supported: 1...1)
        }
    }

    @Test("The container document's example is what is written")
    func layout() throws {
        let directory = InMemoryDirectory()
        let writer = try SectionFileWriter(
            directory: directory, name: "d", kind: "TEST", version: 1, fileID: 2)
        try writer.beginSection("a")
        try writer.append([0xAB])
        _ = try writer.finish()
        let bytes = try #require(directory.contents["d"])
        #expect(bytes.count == 64 + 64 + 1 + 8 + 32)
        #expect(Array(bytes[0..<12]) == Array("SOUKTEST".utf8) + [1, 0, 0, 0])
        #expect(Array(bytes[16..<24]) == [2, 0, 0, 0, 0, 0, 0, 0])
        #expect(bytes[64] == 0xAB)
        // One entry: name "a", offset 64, length 1, checksum.
        #expect(Array(bytes[128..<133]) == [1, 1, UInt8(ascii: "a"), 64, 1])
        #expect(bytes.suffix(4) == ArraySlice("SOUK".utf8))
    }

    @Test("An abandoned file leaves nothing; a finished one stays")
    func abandon() throws {
        let directory = InMemoryDirectory()
        let writer = try SectionFileWriter(
            directory: directory, name: "e", kind: "TEST", version: 1, fileID: 1)
        try writer.beginSection("a")
        try writer.append([1, 2, 3])
        writer.abandon()
        writer.abandon()
        #expect(directory.fileNames().isEmpty)
        let finished = try SectionFileWriter(
            directory: directory, name: "e", kind: "TEST", version: 1, fileID: 1)
        _ = try finished.finish()
        finished.abandon()
        #expect(directory.fileNames() == ["e"])
    }

    @Test("Writing fails as the directory does, and abandoning then leaves nothing")
    func faults() throws {
        let directory = FaultyDirectory(InMemoryDirectory())
        _ = try SampleFile.write(to: directory)
        let calls = directory.log.count
        for occurrence in 1...calls {
            for isShortWrite in [false, true] {
                directory.arm(FaultyDirectory.Fault(occurrence: occurrence, isShortWrite: isShortWrite))
                #expect(throws: StorageError.self) { try SampleFile.write(to: directory) }
                #expect(directory.failureCount == 1)
            }
        }
        directory.arm(nil)
        directory.limitDisk(to: 100)
        #expect(throws: StorageError.diskFull(file: SampleFile.name)) { try SampleFile.write(to: directory) }
    }
}
