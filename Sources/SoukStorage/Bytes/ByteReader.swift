/// Reads numbers from bytes that may be damaged: every read is checked against the end, none traps.
package struct ByteReader {
    // SAFETY: the caller keeps the buffer alive while the reader is used; every access is bounds-checked here.
    private let bytes: UnsafeRawBufferPointer
    package let file: String
    package let section: String
    private let baseOffset: Int
    package private(set) var offset = 0

    /// - Parameter baseOffset: place of the bytes inside their section, for messages.
    package init(_ bytes: UnsafeRawBufferPointer, file: String, section: String, baseOffset: Int = 0) {
        self.bytes = bytes
        self.file = file
        self.section = section
        self.baseOffset = baseOffset
    }

    package var remaining: Int { bytes.count - offset }

    /// The error that says what was expected here.
    package func corruption(expected: String, found: String) -> StorageError {
        .corrupt(
            Corruption(
                file: file, section: section, byteOffset: baseOffset + offset, expected: expected,
                found: found))
    }

    private mutating func take(_ count: Int) throws(StorageError) -> Int {
        guard count >= 0, count <= remaining else {
            throw corruption(expected: "\(count) more bytes", found: "\(remaining)")
        }
        defer { offset += count }
        return offset
    }

    package mutating func readUInt8() throws(StorageError) -> UInt8 { bytes[try take(1)] }

    package mutating func readUInt16() throws(StorageError) -> UInt16 {
        UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: try take(2), as: UInt16.self))
    }

    package mutating func readUInt32() throws(StorageError) -> UInt32 {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: try take(4), as: UInt32.self))
    }

    package mutating func readUInt64() throws(StorageError) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: try take(8), as: UInt64.self))
    }

    package mutating func readDouble() throws(StorageError) -> Double { Double(bitPattern: try readUInt64()) }
    package mutating func readFloat32() throws(StorageError) -> Float { Float(bitPattern: try readUInt32()) }

    package mutating func readVarUInt() throws(StorageError) -> UInt64 {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            guard offset < bytes.count else {
                throw corruption(expected: "a variable-length number", found: "the end")
            }
            let byte = bytes[offset]
            offset += 1
            if shift == 63 && byte > 1 {
                throw corruption(expected: "a number of at most 64 bits", found: "a longer one")
            }
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return result }
            shift += 7
            if shift > 63 {
                throw corruption(expected: "a number of at most 10 bytes", found: "a longer one")
            }
        }
    }

    /// A variable-length number that must not exceed `limit`.
    package mutating func readCount(limit: Int) throws(StorageError) -> Int {
        let value = try readVarUInt()
        guard value <= UInt64(max(limit, 0)) else {
            throw corruption(expected: "at most \(limit)", found: "\(value)")
        }
        return Int(value)
    }

    package mutating func readBytes(_ count: Int) throws(StorageError) -> UnsafeRawBufferPointer {
        let start = try take(count)
        return UnsafeRawBufferPointer(rebasing: bytes[start..<start + count])
    }

    /// A length, then as many bytes of UTF-8.
    package mutating func readString() throws(StorageError) -> String {
        let count = try readCount(limit: remaining)
        let start = offset
        guard let text = String(validating: try readBytes(count), as: UTF8.self) else {
            offset = start
            throw corruption(expected: "UTF-8", found: "other bytes")
        }
        return text
    }

    package mutating func seek(to newOffset: Int) throws(StorageError) {
        guard newOffset >= 0, newOffset <= bytes.count else {
            throw corruption(expected: "an offset up to \(bytes.count)", found: "\(newOffset)")
        }
        offset = newOffset
    }
}
