/// Choosing the first documents of a union by key.
extension DocumentUnion {
    /// A run of documents with rising keys, at its first document of the union that was not yet offered.
    private struct Run {
        var head: UInt64
        var document: UInt32
        var end: UInt32
    }

    /// Offers documents of the union to `first` in the order of their keys, until one does not enter.
    ///
    /// Two ways, and the cheaper by what they cost in nanoseconds: many documents are met soon by walking all keys in
    /// their order; few are merged from the runs in which keys rise with the documents.
    /// - Parameter hits: documents in the union.
    func select(
        _ capacity: Int, of hits: Int, _ segment: SegmentReader, at index: Int, into first: inout FirstByKey
    ) {
        guard hits > 0, capacity > 0 else { return }
        let wanted = min(capacity, hits)
        let walk = wanted * (documentCount / hits + 1) * 3 / 2
        let merge = 20 * min(segment.ids.runCount, hits) + 200 * wanted
        if walk < merge {
            walkKeys(segment.ids, at: index, into: &first)
        } else {
            mergeRuns(segment.ids, hits: hits, at: index, into: &first)
        }
    }

    func walkKeys(_ ids: ProductIDColumn, at index: Int, into first: inout FirstByKey) {
        for place in 0..<documentCount {
            let document = ids.document(atSortedPlace: place)
            if contains(document), !first.insert(document, of: ids, segment: index) { return }
        }
    }

    func mergeRuns(_ ids: ProductIDColumn, hits: Int, at index: Int, into first: inout FirstByKey) {
        withUnsafeTemporaryAllocation(of: Run.self, capacity: min(ids.runCount, hits)) { runs in
            var count = openRuns(ids, into: runs)
            for place in (0..<count / 2).reversed() { siftDown(place, runs, count, ids) }
            while count > 0, first.insert(runs[0].document, of: ids, segment: index) {
                if let next = next(from: runs[0].document + 1), next < runs[0].end {
                    runs[0].document = next
                    runs[0].head = ids.head(of: next)
                } else {
                    count -= 1
                    runs[0] = runs[count]
                }
                siftDown(0, runs, count, ids)
            }
        }
    }

    /// - Returns: how many runs hold documents of the union.
    private func openRuns(_ ids: ProductIDColumn, into runs: UnsafeMutableBufferPointer<Run>) -> Int {
        var count = 0
        var run = 0
        var start: UInt32 = 0
        while count < runs.count, let document = next(from: start) {
            while run + 1 < ids.runCount, ids.runEnd(run) <= document { run += 1 }
            start = ids.runEnd(run)
            runs[count] = Run(head: 0, document: document, end: start)
            count += 1
        }
        // Keys lie anywhere in memory: a loop of nothing else waits for several at once.
        for place in 0..<count { runs[place].head = ids.head(of: runs[place].document) }
        return count
    }

    /// The first by key on top.
    private func siftDown(
        _ start: Int, _ runs: UnsafeMutableBufferPointer<Run>, _ count: Int, _ ids: ProductIDColumn
    ) {
        func precedes(_ a: Run, _ b: Run) -> Bool {
            if a.head != b.head { return a.head < b.head }
            return compareTerms(ids.bytes(of: a.document), ids.bytes(of: b.document)) < 0
        }
        var parent = start
        while true {
            var best = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < count {
                if precedes(runs[child], runs[best]) { best = child }
            }
            guard best != parent else { return }
            runs.swapAt(parent, best)
            parent = best
        }
    }

    /// The first document of the union that is at least `start`.
    @inline(__always)
    private func next(from start: UInt32) -> UInt32? {
        guard Int(start) < documentCount else { return nil }
        var word = Int(start >> 6)
        var bits = words[word] & (~0 << UInt64(start & 63))
        while bits == 0 {
            word += 1
            if word & 7 == 0 {
                guard let line = nextLine(from: word >> 3) else { return nil }
                word = line << 3
            }
            bits = words[word]
        }
        return UInt32(truncatingIfNeeded: word << 6 + bits.trailingZeroBitCount)
    }

    @inline(__always)
    private func nextLine(from start: Int) -> Int? {
        var line = start
        while line < lineCount, lines[line] == 0 {
            let isGroup =
                line & 7 == 0
                && UnsafeRawPointer(lines + line).load(as: UInt64.self) == 0
            line += isGroup ? 8 : 1
        }
        return line < lineCount ? line : nil
    }
}
