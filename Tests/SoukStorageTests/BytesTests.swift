import SoukStorage
import SoukTestKit
import Testing

@Suite struct BytesTests {
    /// One value of each kind that a writer can append.
    private enum Item: Equatable {
        case uint8(UInt8)
        case uint16(UInt16)
        case uint32(UInt32)
        case uint64(UInt64)
        case float(UInt32)
        case double(UInt64)
        case varUInt(UInt64)
        case string(String)
        case bytes([UInt8])
    }

    private func item(_ random: inout SeededGenerator) -> Item {
        let number = random.next() >> UInt64.random(in: 0..<64, using: &random)
        switch Int.random(in: 0..<9, using: &random) {
        case 0: return .uint8(UInt8(truncatingIfNeeded: number))
        case 1: return .uint16(UInt16(truncatingIfNeeded: number))
        case 2: return .uint32(UInt32(truncatingIfNeeded: number))
        case 3: return .uint64(number)
        case 4: return .float(UInt32(truncatingIfNeeded: number))
        case 5: return .double(number)
        case 6: return .varUInt(number)
        case 7: return .string(String(repeating: "华é\0x", count: Int(number % 40)))
        default: return .bytes((0..<number % 200).map { UInt8(truncatingIfNeeded: $0 &* number) })
        }
    }

    private func append(_ item: Item, to writer: inout ByteWriter) {
        switch item {
        case .uint8(let value): writer.appendUInt8(value)
        case .uint16(let value): writer.appendUInt16(value)
        case .uint32(let value): writer.appendUInt32(value)
        case .uint64(let value): writer.appendUInt64(value)
        case .float(let bits): writer.appendFloat32(Float(bitPattern: bits))
        case .double(let bits): writer.appendDouble(Double(bitPattern: bits))
        case .varUInt(let value): writer.appendVarUInt(value)
        case .string(let text): writer.append(string: text)
        case .bytes(let bytes): writer.append(bytes)
        }
    }

    private func next(like item: Item, _ reader: inout ByteReader) throws(StorageError) -> Item {
        switch item {
        case .uint8: .uint8(try reader.readUInt8())
        case .uint16: .uint16(try reader.readUInt16())
        case .uint32: .uint32(try reader.readUInt32())
        case .uint64: .uint64(try reader.readUInt64())
        case .float: .float(try reader.readFloat32().bitPattern)
        case .double: .double(try reader.readDouble().bitPattern)
        case .varUInt: .varUInt(try reader.readVarUInt())
        case .string: .string(try reader.readString())
        case .bytes(let bytes): .bytes(Array(try reader.readBytes(bytes.count)))
        }
    }

    @Test("Whatever was written is read back; cut anywhere, it is an error", arguments: 1...30)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let items = (0..<40).map { _ in item(&random) }
        var writer = ByteWriter()
        for item in items { append(item, to: &writer) }
        let whole = writer.bytes
        for length in 0...whole.count {
            let read = whole[..<length].withUnsafeBytes { bytes in
                var reader = ByteReader(bytes, file: "f", section: "s")
                var found: [Item] = []
                while found.count < items.count, let item = try? next(like: items[found.count], &reader) {
                    found.append(item)
                }
                return (found, reader.remaining)
            }
            #expect(read.0 == Array(items.prefix(read.0.count)), "\(random.rerun)")
            #expect((read.0.count == items.count) == (length == whole.count), "\(random.rerun)")
        }
    }

    @Test("Numbers are little-endian; LEB128 takes seven bits a byte")
    func layout() {
        var writer = ByteWriter()
        writer.appendUInt16(0x0102)
        writer.appendUInt32(0x0304_0506)
        writer.appendVarUInt(300)
        writer.appendVarUInt(.max)
        writer.append(string: "é")
        let longest = [UInt8](repeating: 0xFF, count: 9) + [1]
        #expect(writer.bytes == [2, 1, 6, 5, 4, 3, 0xAC, 2] + longest + [2, 0xC3, 0xA9])
    }

    private func error(
        _ bytes: [UInt8], baseOffset: Int = 0, _ body: (inout ByteReader) throws(StorageError) -> Void
    ) -> Corruption? {
        bytes.withUnsafeBytes { buffer in
            var reader = ByteReader(buffer, file: "f", section: "s", baseOffset: baseOffset)
            do throws(StorageError) { try body(&reader) } catch {
                if case .corrupt(let corruption) = error { return corruption }
            }
            return nil
        }
    }

    @Test(
        "A number that is too long or never ends is damage",
        arguments: [
            [UInt8](repeating: 0x80, count: 9), [UInt8](repeating: 0x80, count: 11),
            [UInt8](repeating: 0xFF, count: 9) + [2], [UInt8](repeating: 0xFF, count: 10) + [1], [],
        ])
    func varUInt(bytes: [UInt8]) {
        #expect(error(bytes) { reader throws(StorageError) in _ = try reader.readVarUInt() } != nil)
    }

    @Test("Counts are held to their limit, lengths to what is there, text to UTF-8, and the place is named")
    func limits() {
        let count = error([5, 200, 1], baseOffset: 100) { reader throws(StorageError) in
            #expect(try reader.readCount(limit: 5) == 5)
            _ = try reader.readCount(limit: 199)
        }
        #expect(
            count
                == Corruption(file: "f", section: "s", byteOffset: 103, expected: "at most 199", found: "200")
        )
        #expect(error([1]) { reader throws(StorageError) in _ = try reader.readCount(limit: -1) } != nil)
        #expect(error([1]) { reader throws(StorageError) in _ = try reader.readBytes(-1) } != nil)
        #expect(error([1]) { reader throws(StorageError) in _ = try reader.readBytes(.max) } != nil)
        #expect(error([1]) { reader throws(StorageError) in try reader.seek(to: 2) } != nil)
        #expect(error([1]) { reader throws(StorageError) in try reader.seek(to: -1) } != nil)
        #expect(
            error([2, 0xC3, 0x28]) { reader throws(StorageError) in _ = try reader.readString() }?.expected
                == "UTF-8")
        #expect(error([9, 65]) { reader throws(StorageError) in _ = try reader.readString() } != nil)
    }

    @Test("A failed read leaves the reader where it was, and seeking allows another try")
    func seek() throws {
        try [1, 2, 3].withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
            var reader = ByteReader(UnsafeRawBufferPointer(rebasing: bytes[..<3]), file: "f", section: "s")
            #expect(throws: StorageError.self) { _ = try reader.readUInt32() }
            #expect(reader.offset == 0)
            try reader.seek(to: 3)
            #expect(reader.remaining == 0)
            #expect(try reader.readBytes(0).isEmpty)
        }
    }

    @Test(arguments: 0...3) func roomIsFilledOnlyWhereThereIsAny(count: Int) {
        var fills = 0
        let squares = [Int](roomFor: count) { room, filled in
            fills += 1
            for place in 0..<count { room.initializeElement(at: place, to: place * place) }
            filled = count
        }
        #expect(squares == (0..<count).map { $0 * $0 })
        // What the library does for 0 elements races with readers of any empty array.
        #expect(fills == min(count, 1))
    }
}
