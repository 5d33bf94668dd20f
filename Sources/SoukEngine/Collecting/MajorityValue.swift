/// Tells whether one value of a field may be that of most documents, without counting the values.
///
/// The bits of a code that more than half of the documents have are those that more than half of them have set; then its documents are
/// counted. Where no document has several values the answer does not depend on how documents lie in segments.
/// - Complexity: O(documents), a few instructions each; values cost nothing.
/// - Paper: Boyer & Moore, "MJRTY: a fast majority vote algorithm", 1991; by bits as they mention it for hardware.
package struct MajorityValue {
    private let snapshot: IndexSnapshot
    private let field: Int

    /// - Parameter field: place of a keyword field in the schema.
    package init(_ snapshot: IndexSnapshot, field: Int) {
        self.snapshot = snapshot
        self.field = field
    }

    /// False where no writing of a value is that of more than half of the documents that have one; true where that may be.
    /// - Parameter documents: by segment.
    package func mayExist(in documents: [DocumentSet]) -> Bool {
        var candidates: Set<String> = []
        for (index, segment) in snapshot.segments.enumerated() {
            guard let column = segment.keywords[field] else { continue }
            guard let codes = segment.valueCodes(field)?.single else { return true }
            let bits = BitCounts(codes, documents[index])
            // Who has more than half of all has more than half of some segment.
            if let code = bits.majority, code <= column.valueCount {
                candidates.insert(column.value(Int(code) - 1))
            }
        }
        return candidates.contains { isMajority($0, documents) }
    }

    private func isMajority(_ value: String, _ documents: [DocumentSet]) -> Bool {
        var (own, all) = (0, 0)
        for (index, segment) in snapshot.segments.enumerated() {
            guard let column = segment.keywords[field], let codes = segment.valueCodes(field)?.single else {
                continue
            }
            let code = column.ordinal(of: value).map { UInt16(truncatingIfNeeded: $0 + 1) }
            documents[index].forEach { document in
                let found = codes[Int(document)]
                all += found == 0 ? 0 : 1
                own += found == code ? 1 : 0
            }
        }
        return own * 2 > all
    }
}

/// How many documents of a set have each bit of their code set.
private struct BitCounts {
    private var counts = SIMD16<UInt32>()
    private var valued: UInt32 = 0

    init(_ codes: [UInt16], _ documents: DocumentSet) {
        let places = SIMD16<UInt16>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
        var (block, room) = (SIMD16<UInt16>(), UInt16.max)
        documents.forEach { document in
            let code = codes[Int(document)]
            valued += code == 0 ? 0 : 1
            block &+= (SIMD16(repeating: code) &>> places) & 1
            room -= 1
            if room == 0 {
                counts &+= SIMD16(truncatingIfNeeded: block)
                (block, room) = (SIMD16(), UInt16.max)
            }
        }
        counts &+= SIMD16(truncatingIfNeeded: block)
    }

    /// The only code that more than half of those with one may have; nil: none has.
    var majority: UInt16? {
        var code: UInt16 = 0
        for place in 0..<16 where counts[place] * 2 > valued { code |= 1 << UInt16(place) }
        return code == 0 ? nil : code
    }
}
