import SoukStorage

/// Encodes one posting list: blocks of 128 documents, then the positions.
///
/// The form is described in `docs/formats/segment.md`. A list of at most 128 documents has no skip table and
/// writes its document ids as variable-length deltas; a longer one packs the deltas of each block to the width of the largest.
struct PostingListWriter {
    static let blockSize = 128

    private var documents: [UInt32] = []
    private var codes: [UInt8] = []
    private var escapes = ByteWriter()
    private var blocks = ByteWriter()
    private var skips = ByteWriter()
    private var positions = ByteWriter()
    private var blockBase: UInt32 = 0
    private var count = 0

    /// Adds the posting of a document.
    /// - Precondition: documents rise; frequencies and positions are those of ``Posting``.
    mutating func add(_ posting: Posting) {
        if documents.count == Self.blockSize { flushBlock() }
        documents.append(posting.document)
        let code = PostingCode.code(for: posting.frequencies)
        codes.append(code)
        if code == PostingCode.escape {
            escapes.appendVarUInt(UInt64(posting.frequencies.count))
            for entry in posting.frequencies {
                escapes.appendVarUInt(UInt64(entry.slot << 2 | Int(entry.reading.rawValue)))
                escapes.appendVarUInt(UInt64(entry.count))
            }
        }
        var previous = FieldPosition(slot: -1, position: 0)
        for place in posting.positions {
            let base = place.slot == previous.slot ? previous.position : 0
            positions.appendVarUInt(UInt64(place.position - base))
            previous = place
        }
        count += 1
    }

    /// Ends the list: returns its bytes and leaves the writer empty for the next one.
    mutating func finish() -> (bytes: [UInt8], documentByteCount: Int) {
        var list = ByteWriter()
        if count <= Self.blockSize {
            appendTail(to: &list)
        } else {
            flushBlock()
            list.append(skips.bytes)
            list.append(blocks.bytes)
        }
        let documentByteCount = list.bytes.count
        list.append(positions.bytes)
        reset()
        return (list.bytes, documentByteCount)
    }

    private mutating func appendTail(to list: inout ByteWriter) {
        var previous: UInt32 = 0
        for document in documents {
            list.appendVarUInt(UInt64(document - previous))
            previous = document
        }
        list.append(codes)
        list.append(escapes.bytes)
    }

    private mutating func flushBlock() {
        guard let last = documents.last else { return }
        // A skip entry: the last document, and where block and positions end.
        var deltas: [UInt32] = []
        var previous = blockBase
        for document in documents {
            deltas.append(document - previous)
            previous = document
        }
        BitPacking.pack(deltas, into: &blocks)
        blocks.append(codes)
        blocks.append(escapes.bytes)
        skips.appendUInt32(last)
        skips.appendUInt32(UInt32(blocks.bytes.count))
        skips.appendUInt32(UInt32(positions.bytes.count))
        blockBase = last
        documents.removeAll(keepingCapacity: true)
        codes.removeAll(keepingCapacity: true)
        escapes.bytes.removeAll(keepingCapacity: true)
    }

    private mutating func reset() {
        documents.removeAll(keepingCapacity: true)
        codes.removeAll(keepingCapacity: true)
        escapes.bytes.removeAll(keepingCapacity: true)
        blocks.bytes.removeAll(keepingCapacity: true)
        skips.bytes.removeAll(keepingCapacity: true)
        positions.bytes.removeAll(keepingCapacity: true)
        blockBase = 0
        count = 0
    }
}
