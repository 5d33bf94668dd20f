/// Writes one index file: a header, named sections one after another, a table of contents, a footer.
///
/// ```
/// let file = try SectionFileWriter(directory: folder, name: "a.souk", kind: "SEGM", version: 1, fileID: 7)
/// try file.beginSection("terms")
/// try file.append(bytes)
/// try file.finish()
/// ```
/// Nothing of it counts before ``finish()`` has returned.
package final class SectionFileWriter {
    private struct Section {
        var name: String
        var offset: Int
        var length: Int
        var checksum: UInt32
    }

    private let directory: any Directory
    private let file: any OutputFile
    private var sections: [Section] = []
    private var isEnded = false

    package init(
        directory: any Directory, name: String, kind: String, version: UInt32, fileID: UInt64
    ) throws(StorageError) {
        self.directory = directory
        file = try directory.create(name)
        try write(FileLayout.header(kind: kind, version: version, fileID: fileID))
    }

    /// Ends the open section and begins another.
    package func beginSection(_ name: String) throws(StorageError) {
        precondition(!sections.contains { $0.name == name }, "a section is written once")
        try pad()
        sections.append(Section(name: name, offset: file.byteCount, length: 0, checksum: 0))
    }

    /// Bytes appended to the open section.
    package var sectionByteCount: Int { sections.last?.length ?? 0 }

    package func append(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
        guard bytes.count > 0 else { return }
        precondition(!sections.isEmpty, "begin a section first")
        try file.append(bytes)
        sections[sections.count - 1].length += bytes.count
        sections[sections.count - 1].checksum = CRC32C.checksum(
            bytes, seed: sections[sections.count - 1].checksum)
    }

    package func append(_ bytes: [UInt8]) throws(StorageError) { try appendArray(bytes) }

    /// Appends numbers as they lie in memory.
    package func appendArray<T: BitwiseCopyable>(_ values: [T]) throws(StorageError) {
        var failure: StorageError?
        values.withUnsafeBytes { bytes in
            do throws(StorageError) { try append(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// Writes the table of contents and makes the file durable.
    ///
    /// - Returns: the size of the file.
    @discardableResult
    package func finish() throws(StorageError) -> Int {
        try pad()
        var table = ByteWriter()
        table.appendVarUInt(UInt64(sections.count))
        for section in sections {
            table.append(string: section.name)
            table.appendVarUInt(UInt64(section.offset))
            table.appendVarUInt(UInt64(section.length))
            table.appendUInt32(section.checksum)
        }
        let offset = file.byteCount
        try write(table.bytes)
        var footer = ByteWriter()
        footer.appendUInt64(UInt64(offset))
        footer.appendUInt64(UInt64(table.bytes.count))
        footer.appendUInt32(table.bytes.withUnsafeBytes { CRC32C.checksum($0) })
        footer.appendUInt64(UInt64(file.byteCount + FileLayout.footerSize))
        footer.appendUInt32(FileLayout.magic)
        try write(footer.bytes)
        try file.synchronize()
        try file.close()
        isEnded = true
        return file.byteCount
    }

    /// Gives up: closes the file and deletes it. Does nothing to a finished one.
    package func abandon() {
        guard !isEnded else { return }
        isEnded = true
        try? file.close()
        try? directory.delete(file.name)
    }

    private func pad() throws(StorageError) {
        let rest = file.byteCount % FileLayout.alignment
        if rest > 0 { try write([UInt8](repeating: 0, count: FileLayout.alignment - rest)) }
    }

    private func write(_ bytes: [UInt8]) throws(StorageError) {
        var failure: StorageError?
        bytes.withUnsafeBytes { buffer in
            do throws(StorageError) { try file.append(buffer) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}
