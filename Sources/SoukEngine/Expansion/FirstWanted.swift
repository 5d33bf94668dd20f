/// The first documents by key of one segment, where no others are asked for, nor how many there are.
///
/// As soon as so many of a union's documents are found, the last of them by key is a bound: later ones matter only if
/// they precede it. Where a pattern has many documents that bound comes soon and lies near the first key of all; and as
/// documents are numbered in runs of rising keys, those before it lie together, in a few lines of the union.
struct FirstWanted {
    /// Bounds are looked for so often: where few documents are permitted there may be none.
    static let mostTries = 2
    /// Among one of so many keys: a bound further on leaves too much to be worth its walk.
    private static let walkedShare = 64

    let count: Int
    let ids: ProductIDColumn
    /// Documents that are not deleted; nil: all.
    let live: DocumentSet?
    /// Documents to choose from; nil: all.
    let allowed: DocumentSet?

    @inline(__always)
    func permits(_ document: UInt32) -> Bool {
        live?.contains(document) != false && allowed?.contains(document) != false
    }

    /// How many first keys hold all wanted documents of the union and of whatever is added to it; nil: not known.
    func places(in union: DocumentUnion) -> Int? {
        guard count > 0 else { return 0 }
        var left = count
        for place in 0..<union.documentCount / Self.walkedShare {
            let document = ids.document(atSortedPlace: place)
            guard union.contains(document), permits(document) else { continue }
            left -= 1
            if left == 0 { return place + 1 }
        }
        return nil
    }

    /// Offers the documents of a union to `first`: of the keys that bound it, where some do.
    func select(
        _ union: inout DocumentUnion, of segment: SegmentReader, at index: Int, into first: inout FirstByKey
    ) {
        if let places = union.boundedPlaces {
            for place in 0..<places {
                let document = ids.document(atSortedPlace: place)
                guard union.contains(document), permits(document) else { continue }
                guard first.insert(document, of: ids, segment: index) else { return }
            }
        } else {
            let hits = live.withWords { live in allowed.withWords { union.restrict(to: live, $0) } }
            union.select(count, of: hits, segment, at: index, into: &first)
        }
    }
}

extension DocumentSet? {
    /// - Parameter body: must not keep the words; gets nil where there is no set.
    func withWords<Result>(_ body: (UnsafePointer<UInt64>?) -> Result) -> Result {
        guard let self else { return body(nil) }
        return self.withWords { body($0.baseAddress) }
    }
}
