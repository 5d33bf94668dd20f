/// An index file opened for reading: header, footer and table of contents are checked, sections are views.
///
/// The views are valid as long as the reader lives: hold it in a property, or use `withExtendedLifetime`.
/// The bytes of the sections are checked by ``verifyChecksums()`` only: opening touches a few pages.
package final class SectionFileReader: Sendable {
    private struct Section: Sendable {
        var range: Range<Int>
        var checksum: UInt32
    }

    package let version: UInt32
    package let fileID: UInt64
    package let sectionNames: [String]
    private let file: MappedFile
    private let sections: [String: Section]
    private let tableStart: Int

    package var name: String { file.name }
    package var byteCount: Int { file.count }

    /// - Parameter supported: format versions that the caller reads.
    package init(
        directory: any Directory, name: String, kind: String, supported: ClosedRange<UInt32>
    ) throws(StorageError) {
        file = try directory.open(name)
        (version, fileID) = try Self.readHeader(file, kind: kind)
        guard version <= supported.upperBound else {
            throw .tooNew(file: name, found: version, supported: supported.upperBound)
        }
        guard version >= supported.lowerBound else {
            throw .tooOld(file: name, found: version, supported: supported.lowerBound)
        }
        (sectionNames, sections, tableStart) = try Self.readTable(file)
    }

    /// Reads a file of any kind and compares every checksum.
    package static func verify(directory: any Directory, name: String) throws(StorageError) {
        let reader = try SectionFileReader(anyKind: directory.open(name))
        try reader.verifyChecksums()
    }

    private init(anyKind file: MappedFile) throws(StorageError) {
        self.file = file
        (version, fileID) = try Self.readHeader(file, kind: nil)
        (sectionNames, sections, tableStart) = try Self.readTable(file)
    }

    /// The checksum comes before kind and version: a flipped bit is damage, not a newer format.
    private static func readHeader(_ file: MappedFile, kind: String?) throws(StorageError) -> (UInt32, UInt64)
    {
        var header = ByteReader(file.bytes, file: file.name, section: "header")
        let magic = file.count >= 4 ? try header.readUInt32() : 0
        guard magic == FileLayout.magic else {
            throw .notAnIndexFile(file: file.name, expected: "SOUK at its beginning", found: "other bytes")
        }
        let smallest = FileLayout.headerSize + FileLayout.footerSize
        guard file.count >= smallest else {
            throw header.corruption(expected: "a file of at least \(smallest) bytes", found: "\(file.count)")
        }
        let foundKind = try header.readUInt32()
        let version = try header.readUInt32()
        let expected = FileLayout.headerChecksum(
            UnsafeRawBufferPointer(rebasing: file.bytes[..<FileLayout.headerSize]))
        let checksum = try header.readUInt32()
        guard checksum == expected else {
            throw header.corruption(expected: "a header with checksum \(expected)", found: "\(checksum)")
        }
        if let kind, foundKind != FileLayout.kindNumber(kind) {
            throw .notAnIndexFile(file: file.name, expected: kind, found: FileLayout.kindName(foundKind))
        }
        return (version, try header.readUInt64())
    }

    private static func readTable(_ file: MappedFile) throws(StorageError) -> (
        [String], [String: Section], Int
    ) {
        var footer = ByteReader(file.bytes, file: file.name, section: "footer")
        let footerStart = file.count - FileLayout.footerSize
        try footer.seek(to: footerStart)
        let offset = Int(clamping: try footer.readUInt64())
        let length = Int(clamping: try footer.readUInt64())
        let checksum = try footer.readUInt32()
        let total = try footer.readUInt64()
        let magic = try footer.readUInt32()
        guard magic == FileLayout.magic, total == UInt64(file.count), offset <= footerStart,
            length == footerStart - offset
        else {
            throw footer.corruption(
                expected: "the footer of a file of \(file.count) bytes", found: "other bytes")
        }
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[offset..<offset + length])
        guard CRC32C.checksum(bytes) == checksum else {
            throw footer.corruption(
                expected: "a table of contents with checksum \(checksum)", found: "\(CRC32C.checksum(bytes))")
        }
        var table = ByteReader(bytes, file: file.name, section: "table of contents", baseOffset: offset)
        var names: [String] = []
        var sections: [String: Section] = [:]
        for _ in 0..<(try table.readCount(limit: length)) {
            let name = try table.readString()
            let start = try table.readCount(limit: offset)
            let count = try table.readCount(limit: offset - start)
            names.append(name)
            guard sections[name] == nil else {
                throw table.corruption(expected: "each section once", found: "'\(name)' twice")
            }
            sections[name] = Section(range: start..<start + count, checksum: try table.readUInt32())
        }
        return (names, sections, offset)
    }

    /// The bytes of a section that must be there.
    package func section(_ name: String) throws(StorageError) -> UnsafeRawBufferPointer {
        guard let bytes = optionalSection(name) else {
            throw .corrupt(
                Corruption(
                    file: self.name, section: name, byteOffset: 0, expected: "the section", found: "none"))
        }
        return bytes
    }

    package func optionalSection(_ name: String) -> UnsafeRawBufferPointer? {
        sections[name].map { UnsafeRawBufferPointer(rebasing: file.bytes[$0.range]) }
    }

    /// Bytes of every section, by name.
    package var sectionByteCounts: [String: Int] { sections.mapValues(\.range.count) }

    package func reader(_ name: String) throws(StorageError) -> ByteReader {
        ByteReader(try section(name), file: self.name, section: name)
    }

    /// Reads every section and compares its checksum; what lies between sections must be zero.
    package func verifyChecksums() throws(StorageError) {
        try verifyPadding()
        for name in sectionNames {
            guard let section = sections[name] else { continue }
            let found = CRC32C.checksum(UnsafeRawBufferPointer(rebasing: file.bytes[section.range]))
            guard found == section.checksum else {
                throw .corrupt(
                    Corruption(
                        file: self.name, section: name, byteOffset: section.range.lowerBound,
                        expected: "checksum \(section.checksum)", found: "\(found)"))
            }
        }
    }

    /// No reader looks at padding, but a bit that flipped there tells of a disk that flips others.
    private func verifyPadding() throws(StorageError) {
        var end = FileLayout.headerSize
        let ranges = sections.values.map(\.range).sorted { $0.lowerBound < $1.lowerBound }
        for range in ranges + [tableStart..<tableStart] {
            if let place = (end..<max(end, range.lowerBound)).first(where: { file.bytes[$0] != 0 }) {
                throw .corrupt(
                    Corruption(
                        file: name, section: "padding", byteOffset: place, expected: "0",
                        found: "\(file.bytes[place])"))
            }
            end = max(end, range.upperBound)
        }
    }
}
