import SoukStorage
import SoukTestKit
import Testing

@Suite struct SectionFileDamageTests {
    private let whole: [UInt8]
    private let tableOffset: Int

    init() throws {
        let directory = InMemoryDirectory()
        _ = try SampleFile.write(to: directory)
        whole = try #require(directory.contents[SampleFile.name])
        tableOffset = Int(whole[whole.count - 32]) + Int(whole[whole.count - 31]) << 8
    }

    /// Opens damaged bytes and walks all that can be reached.
    private func walk(_ bytes: [UInt8]) throws(StorageError) {
        let file = try SampleFile.open(InMemoryDirectory([SampleFile.name: bytes]))
        for name in file.sectionNames { _ = try file.section(name).reduce(0) { $0 &+ Int($1) } }
        try file.verifyChecksums()
    }

    @Test("Cut at any length, a file does not open")
    func truncation() {
        for length in 0..<whole.count {
            #expect(throws: StorageError.self, "\(length) bytes") { try walk(Array(whole[..<length])) }
        }
    }

    @Test("A file with more bytes at its end does not open")
    func appended() {
        for count in [1, 4, 32, 64, 1000] {
            #expect(throws: StorageError.self) { try walk(whole + [UInt8](repeating: 0, count: count)) }
            #expect(throws: StorageError.self) { try walk(whole + whole.suffix(count)) }
        }
    }

    @Test("Any flipped bit of header, table and footer is noticed when the file is opened")
    func framing() throws {
        for byte in Array(0..<24) + Array(tableOffset..<whole.count) {
            for bit in 0..<8 {
                var bytes = whole
                bytes[byte] ^= 1 << bit
                do {
                    _ = try SampleFile.open(InMemoryDirectory([SampleFile.name: bytes]))
                    Issue.record("bit \(bit) of byte \(byte) went unnoticed")
                } catch {
                    switch error {
                    case .corrupt(let corruption):
                        #expect(corruption.file == SampleFile.name)
                        #expect(corruption.byteOffset <= whole.count)
                    case .notAnIndexFile: #expect(byte < 4, "only the magic says that it is another file")
                    default: Issue.record("byte \(byte): \(error)")
                    }
                }
            }
        }
    }

    @Test("Any flipped bit of a section is noticed when checksums are verified, and its section named")
    func sections() throws {
        let file = try SampleFile.open(InMemoryDirectory([SampleFile.name: whole]))
        for section in SampleFile.sections {
            let start = try #require(firstPlace(of: section.bytes))
            for byte in start..<start + section.bytes.count {
                for bit in 0..<8 {
                    var bytes = whole
                    bytes[byte] ^= 1 << bit
                    do {
                        try walk(bytes)
                        Issue.record("bit \(bit) of byte \(byte) went unnoticed")
                    } catch {
                        guard case .corrupt(let corruption) = error else { throw error }
                        #expect(corruption.section == section.name)
                    }
                }
            }
        }
        try file.verifyChecksums()
    }

    @Test("A flipped bit anywhere, between the sections too, is noticed when checksums are verified")
    func anywhere() {
        for byte in whole.indices {
            var bytes = whole
            bytes[byte] ^= 1 << UInt8(byte & 7)
            #expect(throws: StorageError.self, "byte \(byte)") { try walk(bytes) }
        }
    }

    private func firstPlace(of bytes: [UInt8]) -> Int? {
        stride(from: 64, to: tableOffset, by: 64).first { whole[$0...].starts(with: bytes) }
    }

    @Test("A table that lies, with a right checksum, does not open", arguments: 0..<6)
    func lyingTable(lie: Int) {
        var table = ByteWriter()
        func entry(_ name: String, _ offset: Int, _ length: UInt64) {
            table.append(string: name)
            table.appendVarUInt(UInt64(offset))
            table.appendVarUInt(length)
            table.appendUInt32(0)
        }
        switch lie {
        case 0:  // more sections than there is room for
            table.appendVarUInt(.max)
        case 1:  // a section that ends behind the table
            table.appendVarUInt(1)
            entry("a", 64, UInt64(tableOffset))
        case 2:  // a length that overflows with its offset
            table.appendVarUInt(1)
            entry("a", 64, .max - 10)
        case 3:  // the same name twice
            table.appendVarUInt(2)
            entry("a", 64, 1)
            entry("a", 64, 1)
        case 4:  // a name that is no text
            table.appendVarUInt(1)
            table.appendVarUInt(2)
            table.append([0xC3, 0x28, 0, 0, 0, 0, 0, 0])
        default:  // an entry too few
            table.appendVarUInt(2)
            entry("a", 64, 1)
        }
        var footer = ByteWriter()
        footer.appendUInt64(UInt64(tableOffset))
        footer.appendUInt64(UInt64(table.bytes.count))
        footer.appendUInt32(table.bytes.withUnsafeBytes { CRC32C.checksum($0) })
        footer.appendUInt64(UInt64(tableOffset + table.bytes.count + 32))
        footer.append(Array("SOUK".utf8))
        #expect(throws: StorageError.self) {
            try walk(Array(whole[..<tableOffset]) + table.bytes + footer.bytes)
        }
    }

    @Test("Fuzz: bytes overwritten at random give an error or the file as it was", arguments: 1...300)
    func fuzz(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        var bytes = whole
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let start = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(start + Int.random(in: 1...16, using: &random), bytes.count)
            for place in start..<end {
                bytes[place] =
                    [0, 0xFF, 0x80, UInt8(truncatingIfNeeded: random.next())].randomElement(using: &random)
                    ?? 0
            }
        }
        if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0...bytes.count, using: &random)) }
        do { try walk(bytes) } catch { #expect(!error.description.isEmpty) }
    }
}
