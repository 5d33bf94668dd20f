import CSoukKernels
import SoukStorage

/// Positions of a block's postings: one after another, so that an occurrence is found by how many stand before it.
extension PostingList {
    /// The stored steps of one posting's positions, appended to `steps`.
    func readPositions(
        of place: Int, in block: PostingBlock, into steps: inout [UInt32]
    ) throws(StorageError) {
        do throws(PostingScanner.Damage) {
            var reader = try StepReader(self, block)
            let count = block.occurrences(place)
            // Only first places are 0, so that many occurrences have bits.
            guard reader.width > 0 || count <= Schema.maximumFieldCount else {
                throw reader.scanner.damage("a bit width of 1 to 32", found: 0)
            }
            let before = block.occurrences(before: place)
            for index in before..<before + count { steps.append(try reader.step(index)) }
        } catch { throw self.error(error) }
    }

    /// The stored steps of the positions of all postings of a block, appended to `steps`; for copying a list.
    /// - Returns: how many.
    func readPositions(
        of block: PostingBlock, into steps: inout RawArray<UInt32>
    ) throws(StorageError) -> Int {
        do throws(PostingScanner.Damage) {
            var scanner = PostingScanner(bytes, count: byteCount)
            try scanner.seek(to: block.positionsOffset)
            let count = block.occurrences(before: block.count)
            if documentFrequency == 1 {
                for _ in 0..<count {
                    steps.append(UInt32(truncatingIfNeeded: try scanner.number(below: 1 << 32)))
                }
                return count
            }
            let width = Int(try scanner.byte())
            // Only first places are 0, so that many occurrences have bits, and those have bytes.
            guard width <= BitPacking.largestWidth,
                count <= max(scanner.count * 8, block.count * Schema.maximumFieldCount)
            else { throw scanner.damage("a bit width of 0 to 32", found: width) }
            let start = steps.count
            steps.extend(by: count)
            try BitPacking.unpackBits(count, width: width, from: &scanner, into: steps.elements + start)
            return count
        } catch { throw self.error(error) }
    }

    /// Appends the starts of the block's postings of `documents`, all of which it holds, see `CSoukPhrases.h`.
    ///
    /// - Parameters:
    ///   - occurrences: of the same block, moved on.
    ///   - bias: `SOUK_START_BIAS` less the offset of the term in the phrase.
    /// - Returns: the place of the last document.
    func readStarts(
        in block: PostingBlock, _ occurrences: inout PrecedingOccurrences, bias: UInt32,
        _ documents: UnsafePointer<UInt32>, _ count: Int, into starts: inout StartLists
    ) throws(StorageError) -> Int {
        let slots = PostingCode.singleSlotTable
        var place = 0
        block.findPlaces(documents, count)
        do throws(PostingScanner.Damage) {
            var reader = try StepReader(self, block)
            for index in 0..<count {
                place = Int(block.places[index])
                guard place < block.count, block.documents[place] == documents[index] else {
                    throw reader.scanner.damage("a document", found: place)
                }
                let before = occurrences.count(before: place, block)
                let slot = slots[Int(block.codes[place])]
                if slot == PostingCode.severalSlots {
                    try appendSeveral(of: place, in: block, before, &reader, bias: bias, to: &starts)
                } else {
                    let position = try reader.step(before)
                    starts.append(StartLists.start(slot: Int(slot), position: position, bias: bias))
                }
            }
        } catch { throw self.error(error) }
        return place
    }

    private func appendSeveral(
        of place: Int, in block: PostingBlock, _ before: Int, _ reader: inout StepReader, bias: UInt32,
        to starts: inout StartLists
    ) throws(PostingScanner.Damage) {
        guard block.occurrences(place) <= StartLists.longest else { return starts.append(StartLists.unknown) }
        starts.beginList()
        var index = before
        var slot = -1
        var position: UInt32 = 0
        for entry in block.frequencies(place) {
            if entry.slot != slot { (slot, position) = (entry.slot, 0) }
            for _ in 0..<entry.count {
                position &+= try reader.step(index)
                index += 1
                starts.addToList(StartLists.start(slot: slot, position: position, bias: bias))
            }
        }
        starts.endList()
    }

    /// Reads steps by their number in the block; of a list of one document, one after another.
    private struct StepReader {
        var scanner: PostingScanner
        private let base: Int
        /// 32 when there is none.
        let width: Int
        private let isSequential: Bool

        init(_ list: PostingList, _ block: PostingBlock) throws(PostingScanner.Damage) {
            scanner = PostingScanner(list.bytes, count: list.byteCount)
            try scanner.seek(to: block.positionsOffset)
            isSequential = list.documentFrequency == 1
            width = isSequential ? BitPacking.largestWidth : Int(try scanner.byte())
            base = scanner.place
            guard width <= BitPacking.largestWidth else {
                throw scanner.damage("a bit width of 0 to 32", found: width)
            }
        }

        @inline(__always)
        mutating func step(_ index: Int) throws(PostingScanner.Damage) -> UInt32 {
            if isSequential { return UInt32(truncatingIfNeeded: try scanner.number(below: 1 << 32)) }
            return try scanner.bits(at: index * width, from: base, width: width)
        }
    }
}

/// Counts a block's occurrences up to places that rise, each posting once.
struct PrecedingOccurrences {
    private let counts = PostingCode.occurrenceTable
    private var place = 0
    private var sum = 0

    @inline(__always)
    mutating func count(before target: Int, _ block: PostingBlock) -> Int {
        if let code = block.uniformCode, code != PostingCode.escape {
            return target * Int(counts[Int(code)])
        }
        if block.hasEscapes {
            sum += block.occurrences(place..<max(target, place))
        } else {
            for place in place..<max(target, place) { sum += Int(counts[Int(block.codes[place])]) }
        }
        place = max(target, place)
        return sum
    }
}
