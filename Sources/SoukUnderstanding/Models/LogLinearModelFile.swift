import SoukStorage

/// The durable form of a model, as sections of a container; `docs/formats/understanding.md` has the grammar.
extension LogLinearModel {
    /// Appends the sections `<name>.shape`, `<name>.features` and `<name>.weights`.
    package func write(to file: SectionFileWriter, name: String) throws(StorageError) {
        try file.beginSection(name + ".shape")
        var shape = ByteWriter()
        shape.appendVarUInt(UInt64(labels.count))
        for label in labels { shape.append(string: label) }
        shape.appendFloat32(scale)
        for transition in transitions { shape.appendFloat32(transition) }
        shape.appendVarUInt(UInt64(features.count))
        try file.append(shape.bytes)
        try file.beginSection(name + ".features")
        var bytes = ByteWriter()
        for feature in features { bytes.appendUInt32(feature) }
        try file.append(bytes.bytes)
        try file.beginSection(name + ".weights")
        try file.append(weights.map { UInt8(bitPattern: $0) })
    }

    /// Reads what ``write(to:name:)`` wrote. The checksums are the caller's to verify.
    ///
    /// - Throws: ``StorageError/corrupt(_:)`` where lengths, order or numbers are not what the format demands.
    package init(from file: SectionFileReader, name: String) throws(StorageError) {
        var shape = try file.reader(name + ".shape")
        let labelCount = try shape.readCount(limit: Self.labelLimit)
        var labels: [String] = []
        for _ in 0..<labelCount { labels.append(try shape.readString()) }
        let scale = try Self.finite(&shape)
        var transitions: [Float] = []
        for _ in 0..<(labelCount + 1) * labelCount { transitions.append(try Self.finite(&shape)) }
        var reader = try file.reader(name + ".features")
        let count = try shape.readCount(limit: reader.remaining / 4)
        guard labelCount > 0, shape.remaining == 0, reader.remaining == 4 * count else {
            throw shape.corruption(expected: "labels, and as many features as there are", found: "others")
        }
        var features: [UInt32] = []
        features.reserveCapacity(count)
        for _ in 0..<count {
            let feature = try reader.readUInt32()
            guard feature > features.last ?? 0 else {
                throw reader.corruption(expected: "features in ascending order", found: "\(feature)")
            }
            features.append(feature)
        }
        let weights = try file.section(name + ".weights")
        guard weights.count == count * labelCount else {
            throw .corrupt(
                Corruption(
                    file: file.name, section: name + ".weights", byteOffset: 0,
                    expected: "\(count * labelCount) weights", found: "\(weights.count)"))
        }
        self.init(
            labels: labels, features: features, weights: weights.map { Int8(bitPattern: $0) }, scale: scale,
            transitions: transitions)
    }

    /// More labels than any task has; a damaged count asks for no memory.
    private static let labelLimit = 64

    private static func finite(_ reader: inout ByteReader) throws(StorageError) -> Float {
        let value = try reader.readFloat32()
        guard value.isFinite else { throw reader.corruption(expected: "a finite number", found: "\(value)") }
        return value
    }
}
