/// The frame around every index file; `docs/formats/container.md` has the grammar.
enum FileLayout {
    static let magic: UInt32 = 0x4B55_4F53  // "SOUK" in little-endian bytes
    /// magic, kind, version, reserved, file id.
    static let headerSize = 24
    /// Table of contents: offset, length; its CRC; file length; magic.
    static let footerSize = 32
    static let alignment = 64

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
