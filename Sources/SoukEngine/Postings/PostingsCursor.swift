import SoukAnalysis
import SoukStorage

/// Walks one posting list of one segment by rising document.
///
/// Before the first ``advance()`` the cursor stands on no document. Exhausted, ``document`` is ``end`` and stays
/// so however often the cursor is moved. ``advance(to:)`` never moves back and is equal to
/// ```
/// while cursor.document < target { guard try cursor.advance() else { break } }
/// ```
/// A copy shares the decoded block: use one of them only.
/// - Throws: every movement throws `StorageError.corrupt` on damaged bytes, and never traps.
package struct PostingsCursor {
    package static let end = UInt32.max

    /// The current document; 0 before the first move, ``end`` after the last.
    package private(set) var document: UInt32 = 0
    private var started = false
    let list: PostingList
    private let owned = OwnedPostingBlock()
    private var blockIndex = -1
    /// Place of the current posting in the block; −1 before its first.
    private var place = -1

    init(_ list: PostingList) { self.list = list }

    private var block: PostingBlock { owned.block }

    package var documentFrequency: Int { list.documentFrequency }

    /// The code of the current posting, see ``PostingCode``.
    package var code: UInt8 { block.codes[place] }

    /// Frequencies of the current posting, by slot, then reading.
    package var frequencies: [FieldFrequency] { block.frequencies(place) }

    /// Moves to the next document; false, and ``document`` = ``end``, past the last.
    @discardableResult
    package mutating func advance() throws(StorageError) -> Bool {
        guard document != Self.end else { return false }
        started = true
        place += 1
        if place >= block.count {
            guard blockIndex + 1 < list.blockCount else {
                document = Self.end
                return false
            }
            try load(blockIndex + 1)
            place = 0
        }
        document = block.documents[place]
        return true
    }

    /// Moves to the first document that is at least `target`; false when there is none.
    @discardableResult
    package mutating func advance(to target: UInt32) throws(StorageError) -> Bool {
        if started && document >= target { return document != Self.end }
        let next = list.block(atOrAfter: target, from: max(blockIndex, 0))
        guard next < list.blockCount else {
            document = Self.end
            return false
        }
        if next != blockIndex {
            try load(next)
            place = 0
        }
        started = true
        place = block.place(atOrAfter: target, from: max(place, 0))
        guard place < block.count else {
            // A small list has no table to say that it ends here.
            document = Self.end
            return false
        }
        document = block.documents[place]
        return true
    }

    /// Positions of the current posting, by slot, then position.
    package func positions() throws(StorageError) -> [FieldPosition] {
        var steps: [UInt32] = []
        try list.readPositions(of: place, in: block, into: &steps)
        var result: [FieldPosition] = []
        var index = 0
        var previous = FieldPosition(slot: -1, position: 0)
        for entry in frequencies {
            for _ in 0..<entry.count {
                let base = entry.slot == previous.slot ? previous.position : 0
                previous = FieldPosition(slot: entry.slot, position: base + Int(steps[index]))
                result.append(previous)
                index += 1
            }
        }
        return result
    }

    private mutating func load(_ next: Int) throws(StorageError) {
        try list.decode(next, into: &owned.block)
        blockIndex = next
    }
}
