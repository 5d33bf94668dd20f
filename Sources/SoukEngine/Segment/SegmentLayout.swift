import SoukStorage

/// The part of a segment that says what the rest holds: counts, and which field each text slot is.
package struct SegmentLayout: Sendable, Equatable {
    static let kind = "SEGM"
    static let version: UInt32 = 2

    package var documentCount: Int
    /// Field of each text slot, as its place in the schema.
    package var slotFields: [Int]
    /// Weights of the slots when the segment was written: its documents rise by the length that they give, and its
    /// blocks are bounded by the frequency that they give.
    package var slotWeights: [Double]
    /// Lengths over all documents, by slot.
    package var totalLengths: [UInt64]
    /// Fields with a column of each kind, as places in the schema.
    package var numberFields: [Int]
    package var keywordFields: [Int]
    package var vectorFields: [Int]

    static func numberSection(_ field: Int) -> String { "number.\(field)" }
    static func keywordSection(_ field: Int) -> String { "keyword.\(field)" }
    static func vectorSection(_ field: Int) -> String { "vector.\(field)" }
    static func vectorCodesSection(_ field: Int) -> String { "vectorcodes.\(field)" }

    func write(to file: SectionFileWriter) throws(StorageError) {
        var bytes = ByteWriter()
        bytes.appendVarUInt(UInt64(documentCount))
        for list in [slotFields, numberFields, keywordFields, vectorFields] {
            bytes.appendVarUInt(UInt64(list.count))
            for field in list { bytes.appendVarUInt(UInt64(field)) }
        }
        for weight in slotWeights { bytes.appendDouble(weight) }
        for total in totalLengths { bytes.appendVarUInt(total) }
        try file.beginSection("layout")
        try file.append(bytes.bytes)
    }

    static func read(_ sections: SectionFileReader) throws(StorageError) -> SegmentLayout {
        var reader = try sections.reader("layout")
        let documentCount = try reader.readCount(limit: Int(UInt32.max) - 1)
        var lists: [[Int]] = []
        for _ in 0..<4 {
            let count = try reader.readCount(limit: Schema.maximumFieldCount)
            var list: [Int] = []
            for _ in 0..<count { list.append(try reader.readCount(limit: Schema.maximumFieldCount)) }
            lists.append(list)
        }
        var weights: [Double] = []
        for _ in lists[0] {
            let weight = try reader.readDouble()
            guard weight >= 0, weight <= 1 else {
                throw reader.corruption(expected: "a weight from 0 to 1", found: "\(weight)")
            }
            weights.append(weight)
        }
        var totals: [UInt64] = []
        for _ in lists[0] { totals.append(try reader.readVarUInt()) }
        return SegmentLayout(
            documentCount: documentCount, slotFields: lists[0], slotWeights: weights, totalLengths: totals,
            numberFields: lists[1],
            keywordFields: lists[2], vectorFields: lists[3])
    }
}
