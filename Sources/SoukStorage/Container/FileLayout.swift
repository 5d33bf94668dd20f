/// The frame around every index file; `docs/formats/container.md` has the grammar.
enum FileLayout {
    static let magic: UInt32 = 0x4B55_4F53  // "SOUK" in little-endian bytes
    /// magic, kind, version, checksum of the other 20 bytes, file id. The same for all versions.
    static let headerSize = 24
    static let headerChecksumOffset = 12
    /// Table of contents: offset, length; its CRC; file length; magic.
    static let footerSize = 32
    static let alignment = 64

    /// The checksum of a header without the place where it stands itself.
    static func headerChecksum(_ header: UnsafeRawBufferPointer) -> UInt32 {
        let before = UnsafeRawBufferPointer(rebasing: header[..<headerChecksumOffset])
        let after = UnsafeRawBufferPointer(rebasing: header[(headerChecksumOffset + 4)..<headerSize])
        return CRC32C.checksum(after, seed: CRC32C.checksum(before))
    }

    static func header(kind: String, version: UInt32, fileID: UInt64) -> [UInt8] {
        var header = ByteWriter()
        header.appendUInt32(magic)
        header.appendUInt32(kindNumber(kind))
        header.appendUInt32(version)
        header.appendUInt32(0)
        header.appendUInt64(fileID)
        let checksum = header.bytes.withUnsafeBytes { headerChecksum($0) }
        for byte in 0..<4 {
            header.bytes[headerChecksumOffset + byte] = UInt8(truncatingIfNeeded: checksum >> (8 * byte))
        }
        return header.bytes
    }

    /// Four ASCII letters as a number.
    static func kindNumber(_ kind: String) -> UInt32 {
        precondition(kind.utf8.count == 4, "a file kind has four ASCII letters")
        return kind.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    static func kindName(_ number: UInt32) -> String {
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        return bytes.allSatisfy { (33..<127).contains($0) }
            ? String(decoding: bytes, as: UTF8.self) : "unknown"
    }
}
