import SoukStorage

extension IndexSnapshot {
    /// Documents that hold a concept in some fields and nowhere else, by segment, deleted ones included; nil: none do.
    ///
    /// Of the readings that stand for all of the concept. A phrase is elsewhere where its last word is. A concept that is also found by
    /// parts of terms (a single Han character) is taken to be everywhere.
    /// - Complexity: O(postings of the concept's terms).
    package func documents(
        holding concept: Concept, onlyIn fields: Set<Int>
    ) throws(StorageError) -> [DocumentSet]? {
        var found: [DocumentSet] = []
        found.reserveCapacity(segments.count)
        for segment in segments {
            found.append(try segment.documents(holding: concept, onlyIn: fields))
        }
        return found.allSatisfy(\.isEmpty) ? nil : found
    }
}

extension SegmentReader {
    fileprivate func documents(
        holding concept: Concept, onlyIn fields: Set<Int>
    ) throws(StorageError) -> DocumentSet {
        var inside = DocumentSet(documentCount: documentCount)
        let slots = layout.slotFields.map { fields.contains($0) }
        guard slots.contains(true) else { return inside }
        var elsewhere = inside
        for reading in concept.alternatives where reading.fulfils {
            switch reading.pattern {
            case .term(let term): try insert(term, slots, &inside, &elsewhere)
            case .phrase(let words):
                guard let last = words.last else { continue }
                var some = DocumentSet(documentCount: documentCount)
                try insert(last.term, slots, &some, &elsewhere)
            case .character, .terms: return DocumentSet(documentCount: documentCount)
            }
        }
        inside.subtract(elsewhere)
        return inside
    }

    /// Adds the documents of a term to one of two sets: those that hold it in slots of `isInside` alone, and the others.
    private func insert(
        _ term: [UInt8], _ isInside: [Bool], _ inside: inout DocumentSet, _ elsewhere: inout DocumentSet
    ) throws(StorageError) {
        guard let list = try list(of: term) else { return }
        func lies(_ frequency: FieldFrequency) -> Bool {
            frequency.slot < isInside.count && isInside[frequency.slot]
        }
        let areInside = PostingCode.table.map { $0.allSatisfy(lies) }
        var block = PostingBlock.allocate()
        defer { block.deallocate() }
        for index in 0..<list.blockCount {
            try list.decode(index, into: &block)
            for place in 0..<block.count {
                let code = block.codes[place]
                let alone =
                    code == PostingCode.escape
                    ? block.frequencies(place).allSatisfy(lies) : areInside[Int(code)]
                if alone {
                    inside.insert(block.documents[place])
                } else {
                    elsewhere.insert(block.documents[place])
                }
            }
        }
    }
}
