import SoukStorage

/// The durable form of a log; `docs/formats/events.md` has the grammar.
extension EventLog {
    package static let fileKind = "EVTS"
    package static let fileVersion: UInt32 = 1

    /// Writes and synchronises the file.
    package func write(to directory: any Directory, name: String) throws(StorageError) {
        let file = try SectionFileWriter(
            directory: directory, name: name, kind: Self.fileKind, version: Self.fileVersion, fileID: 0)
        do throws(StorageError) {
            for (section, table) in [("users", users), ("items", items), ("queries", queries)] {
                try file.beginSection(section)
                var bytes = ByteWriter()
                bytes.appendVarUInt(UInt64(table.count))
                for text in table.names { bytes.append(string: text) }
                try file.append(bytes.bytes)
            }
            try writeColumns(to: file)
            try file.finish()
        } catch {
            file.abandon()
            throw error
        }
    }

    private func writeColumns(to file: SectionFileWriter) throws(StorageError) {
        for (section, numbers) in [
            ("event.user", userNumbers), ("event.item", itemNumbers), ("event.query", queryNumbers),
        ] {
            try file.beginSection(section)
            var bytes = ByteWriter()
            for number in numbers { bytes.appendUInt32(number) }
            try file.append(bytes.bytes)
        }
        try file.beginSection("event.kind")
        try file.append(kinds.map(\.rawValue))
        for (section, numbers) in [("event.value", values), ("event.time", timestamps)] {
            try file.beginSection(section)
            var bytes = ByteWriter()
            for number in numbers { bytes.appendDouble(number ?? .nan) }
            try file.append(bytes.bytes)
        }
    }

    /// Reads a file that ``write(to:name:)`` made, every checksum checked.
    ///
    /// - Throws: ``StorageError/corrupt(_:)`` where bytes are not what the format demands.
    package init(from directory: any Directory, name: String) throws(StorageError) {
        let file = try SectionFileReader(
            directory: directory, name: name, kind: Self.fileKind, supported: 1...Self.fileVersion)
        try file.verifyChecksums()
        users = try Self.table(file, "users")
        items = try Self.table(file, "items")
        queries = try Self.table(file, "queries")
        let kindBytes = try file.section("event.kind")
        kinds.reserveCapacity(kindBytes.count)
        for byte in kindBytes {
            guard let kind = Event.Kind(rawValue: byte) else {
                throw Self.corruption(file, "event.kind", kinds.count, "a kind below 5", "\(byte)")
            }
            kinds.append(kind)
        }
        userNumbers = try Self.numbers(file, "event.user", count: kinds.count, below: users.count)
        itemNumbers = try Self.numbers(file, "event.item", count: kinds.count, below: items.count)
        queryNumbers = try Self.numbers(file, "event.query", count: kinds.count, below: queries.count + 1)
        values = try Self.doubles(file, "event.value", count: kinds.count)
        timestamps = try Self.doubles(file, "event.time", count: kinds.count)
    }

    private static func table(_ file: SectionFileReader, _ section: String) throws(StorageError) -> NameTable
    {
        var reader = try file.reader(section)
        var table = NameTable()
        let count = try reader.readCount(limit: reader.remaining)
        for number in 0..<count {
            let text = try reader.readString()
            guard table.number(adding: text) == number else {
                throw reader.corruption(expected: "a string that is not there yet", found: "'\(text)' again")
            }
        }
        try checkEnd(reader)
        return table
    }

    private static func numbers(
        _ file: SectionFileReader, _ section: String, count: Int, below limit: Int
    ) throws(StorageError) -> [UInt32] {
        var reader = try file.reader(section)
        var numbers: [UInt32] = []
        numbers.reserveCapacity(count)
        for _ in 0..<count {
            let number = try reader.readUInt32()
            guard Int(number) < limit else {
                throw reader.corruption(expected: "a number below \(limit)", found: "\(number)")
            }
            numbers.append(number)
        }
        try checkEnd(reader)
        return numbers
    }

    private static func doubles(
        _ file: SectionFileReader, _ section: String, count: Int
    ) throws(StorageError) -> [Double?] {
        var reader = try file.reader(section)
        var numbers: [Double?] = []
        numbers.reserveCapacity(count)
        for _ in 0..<count {
            let number = try reader.readDouble()
            guard number.isNaN || number.isFinite else {
                throw reader.corruption(expected: "a finite number or none", found: "\(number)")
            }
            numbers.append(number.isNaN ? nil : number)
        }
        try checkEnd(reader)
        return numbers
    }

    private static func checkEnd(_ reader: ByteReader) throws(StorageError) {
        guard reader.remaining == 0 else {
            throw reader.corruption(
                expected: "the end of the section", found: "\(reader.remaining) more bytes")
        }
    }

    private static func corruption(
        _ file: SectionFileReader, _ section: String, _ offset: Int, _ expected: String, _ found: String
    ) -> StorageError {
        .corrupt(
            Corruption(
                file: file.name, section: section, byteOffset: offset, expected: expected, found: found))
    }
}
