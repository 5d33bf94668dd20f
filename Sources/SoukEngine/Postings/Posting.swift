import SoukAnalysis

/// One document of a posting list, decoded.
package struct Posting: Sendable, Equatable {
    /// Number of the document inside its segment.
    package var document: UInt32
    /// By slot, then reading; at most one entry for each pair.
    package var frequencies: [FieldFrequency]
    /// By slot, then position, each once. Empty when positions were not asked for.
    package var positions: [FieldPosition]

    package init(document: UInt32, frequencies: [FieldFrequency] = [], positions: [FieldPosition] = []) {
        self.document = document
        self.frequencies = frequencies
        self.positions = positions
    }

    /// Occurrences over all fields and readings.
    package var count: Int { frequencies.reduce(0) { $0 + $1.count } }
}

/// Where a term stands: the atom ordinal in the text of one field.
package struct FieldPosition: Sendable, Equatable, Hashable, Comparable {
    package var slot: Int
    package var position: Int

    package init(slot: Int, position: Int) {
        self.slot = slot
        self.position = position
    }

    package static func < (a: FieldPosition, b: FieldPosition) -> Bool {
        (a.slot, a.position) < (b.slot, b.position)
    }
}
