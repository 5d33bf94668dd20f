import CSoukKernels
import SoukStorage

/// Where a common term stands in each of its documents, found by document without decoding a block.
///
/// In memory beside the term's bitmap: two bytes a posting, and the places of the postings with
/// several occurrences. Made when a phrase first wants them, kept by ``TermBitmaps``, never changed.
struct TermPlaces {
    // SAFETY: complete when made; its parts are freed by `deallocate`, and nothing writes to them before.
    let kernel: UnsafeMutablePointer<souk_term_places>

    private init(_ kernel: UnsafeMutablePointer<souk_term_places>) { self.kernel = kernel }

    /// - Parameter address: of another one's memory; 0 for none.
    init?(_ address: UInt) {
        guard let kernel = UnsafeMutablePointer<souk_term_places>(bitPattern: address) else { return nil }
        self.init(kernel)
    }

    var address: UInt { UInt(bitPattern: kernel) }

    func deallocate() {
        kernel.pointee.places.deallocate()
        kernel.pointee.bases.deallocate()
        kernel.pointee.lists.deallocate()
        kernel.deallocate()
    }

    /// - Parameter bitmap: the list's, which outlives this.
    static func make(_ list: PostingList, _ bitmap: TermBitmap) throws(StorageError) -> TermPlaces {
        var builder = Builder()
        try builder.add(list)
        let kernel = UnsafeMutablePointer<souk_term_places>.allocate(capacity: 1)
        kernel.initialize(
            to: souk_term_places(
                words: bitmap.words, ranks: bitmap.ranks, places: copy(builder.places),
                bases: copy(builder.bases),
                lists: copy(builder.lists)))
        return TermPlaces(kernel)
    }

    private static func copy<Element: BitwiseCopyable>(_ values: [Element]) -> UnsafePointer<Element> {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(values.count, 1))
        memory.initialize(from: values, count: values.count)
        return UnsafePointer(memory)
    }

    private struct Builder {
        var places: [UInt16] = []
        var bases: [UInt32] = []
        var lists: [UInt16] = []

        /// Places are starts without a bias.
        mutating func add(_ list: PostingList) throws(StorageError) {
            places.reserveCapacity(list.documentFrequency)
            var block = PostingBlock.allocate()
            var starts = StartLists.allocate()
            defer {
                block.deallocate()
                starts.deallocate()
            }
            for index in 0..<list.blockCount {
                try list.decode(index, into: &block)
                var occurrences = PrecedingOccurrences()
                starts.removeAll()
                _ = try list.readStarts(
                    in: block, &occurrences, bias: 0, block.documents, block.count, into: &starts)
                for posting in 0..<block.count { add(starts.starts[posting], starts) }
            }
        }

        private mutating func add(_ start: UInt32, _ starts: StartLists) {
            if places.count & ((1 << Int(SOUK_PLACE_GROUP_SHIFT)) - 1) == 0 {
                bases.append(UInt32(lists.count))
            }
            let place = lists.count - Int(bases[bases.count - 1])
            if !StartLists.isSeveral(start) {
                places.append(UInt16(start))
            } else if start == StartLists.unknown || place >= Int(SOUK_PLACE_LIST) - 1 {
                places.append(UInt16(SOUK_PLACE_UNKNOWN))
            } else {
                places.append(UInt16(SOUK_PLACE_LIST) | UInt16(place))
                let several = starts.list(start)
                lists.append(UInt16(several.count))
                for start in several { lists.append(UInt16(start)) }
            }
        }
    }
}
